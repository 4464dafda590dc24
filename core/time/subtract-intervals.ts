import type { Interval } from './instant.ts';
import { isOverlapping } from './instant.ts';

/** Computes what is left of half-open intervals when others are taken out of them, in the order of the first. */
export const subtractIntervals = (intervals: readonly Interval[], removed: readonly Interval[]): readonly Interval[] =>
  removed.reduce<readonly Interval[]>(
    (left, hole) =>
      left.flatMap((interval) =>
        isOverlapping(interval, hole)
          ? [
              { from: interval.from, to: Math.min(interval.to, hole.from) },
              { from: Math.max(interval.from, hole.to), to: interval.to },
            ].filter(({ from, to }) => from < to)
          : [interval],
      ),
    intervals,
  );
