import type { StartRules } from '../catalog/start-rules.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { setRun } from './bit-row.ts';
import { computeClockGrid } from './clock-grid.ts';
import { computeDivisor, countBefore, countUntil } from './lattice.ts';
import type { Lattice } from './lattice.ts';
import type { ZoneClock } from './zone-clock.ts';

/** Where starts may lie: on steps from midnight or from a window's beginning, or at times of their own. */
export type GridRules = Pick<StartRules, 'grid' | 'startTimes'> & { readonly stepMinutes: number };

/** Whether starts are counted from where a window begins. */
export const isFromWindow = ({ grid, startTimes }: GridRules): boolean => grid === 'window' && startTimes === undefined;

/**
 * Computes the longest time in milliseconds that every start is a multiple of, wall time aside: that of the steps, of the start times, or of the steps and
 * all beginnings of windows. Throws a RangeError when the step is not positive.
 */
export function computeSpacing(rules: GridRules, windowStarts: Iterable<EpochMillis>): number {
  const { stepMinutes, startTimes } = rules;
  if (startTimes !== undefined) return startTimes.reduce((spacing, minute) => computeDivisor(spacing, minute * MINUTE), DAY);
  const step = stepMinutes * MINUTE;
  if (!(step >= 1)) throw new RangeError(`A step of ${stepMinutes} minutes leads nowhere: give a positive number.`);
  let spacing = step;
  if (isFromWindow(rules)) for (const at of windowStarts) spacing = computeDivisor(spacing, Math.abs(at));
  return spacing;
}

/** Marks the starts of a lattice that a zone's clock allows; all of them when starts are counted from where a window begins. */
export function computeZoneGrid(clock: ZoneClock, rules: GridRules, lattice: Lattice): BitRows {
  if (rules.startTimes !== undefined) return computeTimesGrid(clock, rules.startTimes, lattice);
  return isFromWindow(rules) ? new Int32Array(lattice.words).fill(-1) : computeClockGrid(clock, rules.stepMinutes, lattice);
}

/** Marks the starts of a lattice at which a zone's clock shows one of these minutes after midnight: a time that comes twice twice, one that is skipped never. */
function computeTimesGrid({ spans }: ZoneClock, startTimes: readonly number[], lattice: Lattice): BitRows {
  const grid = new Int32Array(lattice.words);
  const end = lattice.first + lattice.size * lattice.width;
  for (const { from, to, offset } of spans) {
    const [begins, ends] = [Math.max(from, lattice.first), Math.min(to, end)];
    for (let midnight = Math.floor((begins + offset) / DAY) * DAY; midnight - offset < ends; midnight += DAY) {
      for (const minute of startTimes) {
        const at = midnight + minute * MINUTE - offset;
        const bit = at >= begins && at < ends ? countBefore(lattice, at) : lattice.size;
        setRun(grid, 0, bit, Math.min(bit + 1, lattice.size));
      }
    }
  }
  return grid;
}

/** Marks the starts of a lattice that lie a whole number of steps after a window's beginning, up to the last. Time that passes counts, whatever the clock does. */
export function markFromWindow(open: BitRows, lattice: Lattice, stepMinutes: number, from: EpochMillis, last: EpochMillis): void {
  const step = stepMinutes * MINUTE;
  const stride = Math.round(step / lattice.width);
  const end = countUntil(lattice, last);
  const first = from + Math.max(0, Math.ceil((lattice.first - from) / step)) * step;
  for (let bit = countBefore(lattice, first); bit < end; bit += stride)
    open[bit >> 5] = (open[bit >> 5] ?? 0) | (1 << (bit & 31));
}
