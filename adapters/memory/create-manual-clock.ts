import type { Clock, EpochMillis } from '../../core/index.ts';

/** A clock that stands still until it is moved. */
export type ManualClock = Clock & {
  /** Moves the clock by milliseconds; a negative number moves it back, as real clocks can be. */
  readonly advance: (milliseconds: number) => void;
  readonly set: (now: EpochMillis) => void;
};

/** Builds a clock that shows `startsAt` and moves only by hand. */
export function createManualClock(startsAt: EpochMillis): ManualClock {
  let now = startsAt;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = instant;
    },
  };
}
