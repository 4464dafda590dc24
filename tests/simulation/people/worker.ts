import { doDueWork, planClassSessions } from '../../../core/index.ts';
import { Died } from '../world/process.ts';
import type { Process } from '../world/process.ts';
import { noteSurprise, runIn } from '../world/request.ts';
import { Fault } from '../../../core/index.ts';
import type { World } from '../world/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far back payments are compared with the provider's list. */
const COMPARED = 30 * 24 * HOUR;

/** The worker of a process: does what is due, now and then. */
export async function beWorker(world: World, process: Process, isOpen: () => boolean): Promise<void> {
  const { random, scheduler } = world;
  while (isOpen()) {
    const isBusy = scheduler.now() < world.busyUntil;
    await scheduler.sleep(
      isBusy ? random.pick([MINUTE, 4 * MINUTE, 11 * MINUTE, 40 * MINUTE]) : random.pick([HOUR, 4 * HOUR, 9 * HOUR]),
    );
    await workOnce(world, process);
  }
}

/** One round of due work; answers how much was done. Its process may die in it. */
export async function workOnce(world: World, process: Process, compares = world.random.chance(0.3)): Promise<number> {
  const { now } = process.ports.clock;
  try {
    const done = await runIn(world, process, () => doDueWork(process.ports, now() - MINUTE, compares ? now() - COMPARED : null));
    for (const failure of done.failures) if (!(failure instanceof Fault)) noteSurprise(world, process.name, 'due work', failure);
    return done.delivered + done.expired + done.payments + done.failed;
  } catch (error) {
    if (!(error instanceof Died)) noteSurprise(world, process.name, 'due work', error);
    return 0;
  }
}

/** Plans the dates of classes; what fails is done with the next round. */
export async function plan(world: World, process: Process): Promise<void> {
  await planClassSessions(process.ports).catch((error: unknown) => {
    if (!(error instanceof Fault)) noteSurprise(world, process.name, 'planning', error);
  });
}
