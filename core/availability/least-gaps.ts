import type { Resource } from '../catalog/resource.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, HOUR, MINUTE } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { hasBit } from './bit-row.ts';
import type { AppointmentShape } from './free-starts.ts';
import { countBefore, countUntil } from './lattice.ts';
import type { Lattice } from './lattice.ts';
import { computeOpenWindows } from './open-windows.ts';

/** How far from a start others lie that share a free stretch with it: with extra hours a window lasts two days, and a change of clocks makes it longer. */
export const STRETCH_REACH = 2 * DAY + 6 * HOUR;

/** What the gaps of appointments are judged by: their shape, and the shortest that may fill a gap. */
export type GapShape = AppointmentShape & { readonly shortestMinutes: number };

/**
 * Keeps of the starts of one resource, in each of its free stretches, those with the least dead time. At least one of each stretch stays.
 *
 * A free stretch is the longest time in one open window in which an appointment of any length can lie, buffers and busy times respected. Dead is the time
 * before and the time after an appointment in its stretch that is too short for the shortest duration with both buffers. Answers a new row.
 *
 * @see docs/algorithms/availability.md
 */
export function keepLeastGaps(
  starts: BitRows,
  lattice: Lattice,
  resource: Resource,
  busy: readonly Interval[],
  shape: GapShape,
): BitRows {
  const kept = new Int32Array(lattice.words);
  const length = shape.durationMinutes * MINUTE;
  const useful = (shape.shortestMinutes + shape.bufferBeforeMinutes + shape.bufferAfterMinutes) * MINUTE;
  const computeDead = (gap: number): number => (gap < useful ? gap : 0);
  const range = { from: lattice.first, to: lattice.first + lattice.size * lattice.width + length };
  for (const { from, to } of listStretches(computeOpenWindows(resource, range), busy, shape)) {
    const last = countUntil(lattice, to - length);
    let least = Number.POSITIVE_INFINITY;
    let best: number[] = [];
    for (let bit = countBefore(lattice, from); bit < last; bit += 1) {
      if (!hasBit(starts, 0, bit)) continue;
      const at = lattice.first + bit * lattice.width;
      const dead = computeDead(at - from) + computeDead(to - length - at);
      if (dead > least) continue;
      if (dead < least) best = [];
      best.push(bit);
      least = dead;
    }
    for (const bit of best) kept[bit >> 5] = (kept[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  return kept;
}

/** Lists the free stretches of windows, which are in order, buffers taken off around what is busy; window edges need no buffer. */
function listStretches(windows: readonly Interval[], busy: readonly Interval[], shape: AppointmentShape): readonly Interval[] {
  const refused = joinIntervals(busy, shape.bufferAfterMinutes * MINUTE, shape.bufferBeforeMinutes * MINUTE);
  const stretches: Interval[] = [];
  let first = 0;
  for (const window of windows) {
    // What ended before this window ended before all later ones.
    while ((refused[first]?.to ?? Number.POSITIVE_INFINITY) <= window.from) first += 1;
    let begins: EpochMillis = window.from;
    for (let index = first; begins < window.to; index += 1) {
      const next = refused[index];
      if (next === undefined || next.from >= window.to) break;
      if (begins < next.from) stretches.push({ from: begins, to: next.from });
      begins = next.to;
    }
    if (begins < window.to) stretches.push({ from: begins, to: window.to });
  }
  return stretches;
}

/** Widens intervals at both ends and joins those that touch, in order. */
function joinIntervals(intervals: readonly Interval[], before: number, after: number): readonly Interval[] {
  const joined: { from: EpochMillis; to: EpochMillis }[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < from - before) joined.push({ from: from - before, to: to + after });
    else last.to = Math.max(last.to, to + after);
  }
  return joined;
}
