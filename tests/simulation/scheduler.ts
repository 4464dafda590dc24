import type { EpochMillis } from '../../core/index.ts';
import type { Random } from './random.ts';

/** Whoever can die: a service process. What it was doing when it died never goes on. */
export type Mortal = object;

/** Decides who goes on next. One thing runs at a time; everybody else waits at a pause or sleeps. */
export type Scheduler = {
  /** The true time; it passes a little at each step, and jumps when everybody sleeps. */
  readonly now: () => EpochMillis;
  readonly steps: () => number;
  /** Waits until it is this one's turn again. */
  readonly pause: (owner: Mortal | null) => Promise<void>;
  readonly sleep: (milliseconds: number, owner?: Mortal | null) => Promise<void>;
  /** Takes everything away that belongs to a process: it will never go on. */
  readonly kill: (owner: Mortal) => void;
  /** Breaks the story off: the run that is under way rejects. */
  readonly giveUp: (reason: string) => void;
  /** Runs until nobody waits or sleeps any more. Rejects when that takes too many steps. */
  readonly run: () => Promise<void>;
};

type Waiting = { readonly resume: () => void; readonly owner: Mortal | null };
type Sleeping = Waiting & { readonly wakesAt: EpochMillis; readonly number: number };

/** How whoever is next is chosen: anybody, mostly the one that came last (one goes far ahead), or mostly the one that waits longest (all in step). */
const manners = ['anybody', 'anybody', 'last', 'first'] as const;

const MAXIMUM_STEPS = 40_000;

/** Builds a scheduler whose every choice comes from the given source. */
export function createScheduler(random: Random, startsAt: EpochMillis): Scheduler {
  const manner = random.pick(manners);
  const ready: Waiting[] = [];
  const asleep: Sleeping[] = [];
  let now = startsAt;
  let steps = 0;
  let sleepers = 0;
  let givenUp: string | null = null;

  const choose = (): Waiting | undefined => {
    if (manner === 'anybody' || random.chance(0.2)) {
      const index = random.below(ready.length);
      const chosen = ready[index];
      const last = ready.pop();
      if (last !== undefined && index < ready.length) ready[index] = last;
      return chosen;
    }
    return manner === 'last' ? ready.pop() : ready.shift();
  };
  const wake = (): void => {
    for (let first = asleep[0]; first !== undefined && first.wakesAt <= now; first = asleep[0]) {
      asleep.shift();
      ready.push(first);
    }
  };
  const takeStep = (): boolean => {
    const first = asleep[0];
    if (ready.length === 0 && first !== undefined) now = Math.max(now, first.wakesAt);
    wake();
    if (ready.length === 0) return false;
    steps += 1;
    now += random.below(90);
    choose()?.resume();
    return true;
  };
  return {
    now: () => now,
    steps: () => steps,
    pause: (owner) => new Promise((resume) => void ready.push({ resume, owner })),
    sleep: (milliseconds, owner = null) =>
      new Promise((resume) => {
        sleepers += 1;
        const sleeping = { resume, owner, wakesAt: now + milliseconds, number: sleepers };
        insertSorted(asleep, sleeping);
      }),
    kill: (owner) => {
      removeOwned(ready, owner);
      removeOwned(asleep, owner);
    },
    giveUp: (reason) => {
      givenUp = reason;
    },
    run: () =>
      new Promise((resolve, reject) => {
        // A tick that is asked for in a microtask comes when no promise is left to settle: whoever was resumed has come to his next pause by then.
        const again = (): void => queueMicrotask(() => process.nextTick(loop));
        const loop = (): void => {
          if (steps > MAXIMUM_STEPS) givenUp ??= `the story does not end: ${steps} steps`;
          if (givenUp !== null) reject(new Error(givenUp));
          else if (takeStep()) again();
          else resolve();
        };
        again();
      }),
  };
}

function insertSorted(asleep: Sleeping[], sleeping: Sleeping): void {
  let index = asleep.length;
  while (index > 0 && isLater(asleep[index - 1], sleeping)) index -= 1;
  asleep.splice(index, 0, sleeping);
}

const isLater = (a: Sleeping | undefined, b: Sleeping): boolean =>
  a !== undefined && (a.wakesAt > b.wakesAt || (a.wakesAt === b.wakesAt && a.number > b.number));

function removeOwned(waiting: { readonly owner: Mortal | null }[], owner: Mortal): void {
  for (let index = waiting.length - 1; index >= 0; index -= 1) if (waiting[index]?.owner === owner) waiting.splice(index, 1);
}
