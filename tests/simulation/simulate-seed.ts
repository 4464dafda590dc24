import { planClassSessions } from '../../core/index.ts';
import { findViolations } from '../support/checker/find-violations.ts';
import type { Violation } from '../support/checker/evidence.ts';
import { beBank } from './people/bank.ts';
import { beCustomer } from './people/customer.ts';
import { spreadNews } from './people/provider-messages.ts';
import { beStaff, waitForTime } from './people/staff.ts';
import { beWorker } from './people/worker.ts';
import { healAndSettle } from './heal.ts';
import { createRandom } from './random.ts';
import { collectEvidence } from './world/collect-evidence.ts';
import { createProcess } from './world/create-process.ts';
import { noteSurprise } from './world/request.ts';
import { buildWorld } from './world/world.ts';
import type { StoryLine, World } from './world/world.ts';

const HOUR = 3_600_000;

/** What came of one seed. */
export type SimulatedStory = {
  readonly seed: number;
  readonly steps: number;
  readonly bookings: number;
  readonly payments: number;
  readonly faults: number;
  readonly violations: readonly Violation[];
  readonly story: readonly StoryLine[];
};

/** Plays the story of a seed to its end and has it checked. The same seed gives the same story. */
export async function simulateSeed(seed: number): Promise<SimulatedStory> {
  const world = await playSeed(seed);
  const violations = [...world.surprises, ...findViolations(collectEvidence(world))];
  return {
    seed,
    steps: world.scheduler.steps(),
    bookings: [...world.tenant.orders.values()].reduce((sum, { bookings }) => sum + bookings.length, 0),
    payments: world.providers.reduce((sum, provider) => sum + provider.showBooks().length, 0),
    faults: world.faults,
    violations,
    story: world.story,
  };
}

/** Plays the story of a seed and answers what is left of its world. */
export async function playSeed(seed: number): Promise<World> {
  const world = await buildWorld(createRandom(seed));
  await play(world);
  world.spread = () => undefined;
  await healAndSettle(world);
  return world;
}

/** Lets everybody loose until nobody has anything more to do. */
async function play(world: World): Promise<void> {
  const { random, scheduler } = world;
  const processes = ['service 1', 'service 2'].slice(0, random.between(1, 2)).map((name) => createProcess(world, name));
  const closesAt = scheduler.now() + random.between(3, 60) * HOUR;
  const isOpen = (): boolean => scheduler.now() < closesAt;
  const spawn = (who: string, work: () => Promise<void>): void => {
    work().catch((error: unknown) => noteSurprise(world, who, 'the story', error));
  };
  await planClassSessions({ ...world.stores, clock: scheduler, ids: world.ids });
  const customers = random.chance(0.05) ? random.between(15, 30) : random.between(2, 9);
  for (let number = 1; number <= customers; number += 1)
    spawn(`customer ${number}`, () => beCustomer(world, processes, `c${number}`));
  if (random.chance(0.3)) spawn('waiting', () => waitForTime(world, processes, 'w1'));
  spawn('staff', () => beStaff(world, processes));
  spawn('bank', () => beBank(world, isOpen));
  for (const process of processes) spawn(process.name, () => beWorker(world, process, isOpen));
  world.spread = () => spreadNews(world, processes, (work) => spawn('provider', work));
  await scheduler.run();
}
