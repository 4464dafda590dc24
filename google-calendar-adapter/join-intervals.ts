import type { Interval } from '../core/index.ts';

/** Joins intervals that overlap or touch, cut to a range, in order. */
export function joinIntervals(intervals: readonly Interval[], range: Interval): readonly Interval[] {
  const joined: Interval[] = [];
  const inside = intervals
    .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
  for (const next of inside) {
    const last = joined.at(-1);
    if (last === undefined || last.to < next.from) joined.push(next);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return joined;
}
