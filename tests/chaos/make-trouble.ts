import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosPlan } from './chaos-plan.ts';
import type { Random } from './create-random.ts';
import type { ChaosWorld } from './start-world.ts';

/** How far the troubles are: 0 at the start, 1 when all have been made. */
export type Trouble = {
  readonly progress: () => number;
  readonly counts: () => { readonly kills: number; readonly databaseRestarts: number; readonly providerFaults: number };
  /** Resolves when all kills and restarts were made. */
  readonly done: Promise<void>;
};

const WEBHOOK_PAUSE_MILLIS = 300;

/** Begins to kill service processes, to restart the database, and to disturb what the provider sends and answers, until all is done. */
export function makeTrouble(world: ChaosWorld, plan: ChaosPlan, random: Random): Trouble {
  const counts = { kills: 0, databaseRestarts: 0, providerFaults: 0 };
  const kill = async (): Promise<void> => {
    while (counts.kills < plan.kills) {
      await wait(random.between(...plan.killPause));
      await world.killService(counts.kills % 2);
      counts.kills += 1;
      if (!plan.databaseRestartsAfter.includes(counts.kills)) continue;
      await world.cluster.restart();
      counts.databaseRestarts += 1;
    }
  };
  const killing = kill();
  let isOver = false;
  const disturb = async (): Promise<void> => {
    while (!isOver) {
      await world.control('POST', 'deliveries/mode', { mode: random.pick(['deliver', 'duplicate', 'hold', 'drop']) });
      if (random.next() < 0.4) {
        await world.control('POST', 'faults', chooseFault(random));
        counts.providerFaults += 1;
      }
      if (random.next() < 0.2) await world.control('POST', 'next-confirmation', { status: 'processing' });
      await wait(WEBHOOK_PAUSE_MILLIS);
      await world.control('POST', 'next-confirmation', { status: 'normal' });
    }
  };
  const disturbing = disturb();
  const done = (async () => {
    await killing;
    isOver = true;
    await disturbing;
  })();
  return { progress: () => (plan.kills === 0 ? 1 : counts.kills / plan.kills), counts: () => ({ ...counts }), done };
}

/** A call that fails before it takes effect, or after it. */
function chooseFault(random: Random): object {
  const pathPrefix = random.pick(['/v1/payment_intents', '/v1/refunds']);
  const kind = random.pick(['status', 'timeout_before', 'timeout_after'] as const);
  return { kind, count: random.between(1, 2), status: random.pick([409, 429, 500]), delayMs: 200, pathPrefix };
}
