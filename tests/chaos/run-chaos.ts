import { setTimeout as wait } from 'node:timers/promises';
import { findOffers } from './find-offers.ts';
import { playBuyer } from './buyer.ts';
import type { BuyerEnd, BuyerWorld } from './buyer.ts';
import type { ChaosPlan } from './chaos-plan.ts';
import { createRandom } from './create-random.ts';
import { makeTrouble } from './make-trouble.ts';
import type { Trouble } from './make-trouble.ts';
import { settle } from './settle.ts';
import { startWorld } from './start-world.ts';
import type { ChaosWorld } from './start-world.ts';

/** What a run was, before it is judged. */
export type ChaosRun = {
  readonly world: ChaosWorld;
  readonly ends: readonly BuyerEnd[];
  /** How often each code was seen by a buyer on the way, those that passed included. */
  readonly codes: ReadonlyMap<string, number>;
  readonly troubles: ReturnType<Trouble['counts']>;
  readonly seconds: { readonly rush: number; readonly healing: number };
};

const WAVE_LOOK_MILLIS = 50;

/** Plays a whole run and hands its world, quiet again, to `judge`; ends every process of it whatever happens. */
export async function runChaos<Verdict>(plan: ChaosPlan, judge: (run: ChaosRun) => Promise<Verdict>): Promise<Verdict> {
  const world = await startWorld(plan);
  try {
    const startedAt = performance.now();
    const codes = new Map<string, number>();
    const random = createRandom(plan.seed);
    const seen = (code: string): void => void codes.set(code, (codes.get(code) ?? 0) + 1);
    const offers = await findOffers(world);
    const trouble = makeTrouble(world, plan, random);
    const ends = await playAll({ world, offers, random, seen }, plan, trouble);
    await trouble.done;
    const rushedAt = performance.now();
    await settle(world);
    const seconds = { rush: (rushedAt - startedAt) / 1_000, healing: (performance.now() - rushedAt) / 1_000 };
    return await judge({ world, ends, codes, troubles: trouble.counts(), seconds });
  } finally {
    await world.stop();
  }
}

/** Buyers come in waves, spread over the troubles. */
async function playAll(buyerWorld: BuyerWorld, plan: ChaosPlan, trouble: Trouble): Promise<readonly BuyerEnd[]> {
  const waves = Math.ceil(plan.buyers / plan.wave);
  const playing: Promise<BuyerEnd>[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    while (trouble.progress() < wave / waves) await wait(WAVE_LOOK_MILLIS);
    const count = Math.min(plan.wave, plan.buyers - playing.length);
    const first = playing.length;
    for (let index = 0; index < count; index += 1) playing.push(playBuyer(buyerWorld, first + index));
  }
  return Promise.all(playing);
}
