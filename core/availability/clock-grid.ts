import { DAY, MINUTE } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { setRun } from './bit-row.ts';
import { countBefore } from './lattice.ts';
import type { Lattice } from './lattice.ts';
import type { ZoneClock } from './zone-clock.ts';

/**
 * Marks the starts of a lattice at which a zone's clock shows a multiple of the step after midnight.
 *
 * The grid begins anew at each midnight, also where the step does not divide the day, and goes on with the wall clock where the offset changes:
 * an hour that comes twice has its starts twice.
 */
export function computeClockGrid({ spans }: ZoneClock, stepMinutes: number, lattice: Lattice): BitRows {
  const grid = new Int32Array(lattice.words);
  const step = stepMinutes * MINUTE;
  // The lattice is then no finer than the grid, which divides the day and every offset.
  if (lattice.width === step) {
    setRun(grid, 0, 0, lattice.size);
    return grid;
  }
  const stride = Math.round(step / lattice.width);
  for (const { from, to, offset } of spans) {
    const end = countBefore(lattice, to);
    for (let index = countBefore(lattice, from); index < end;) {
      const wall = lattice.first + index * lattice.width + offset;
      const midnight = Math.floor(wall / DAY) * DAY;
      const dayEnd = Math.min(end, index + (midnight + DAY - wall) / lattice.width);
      const missing = Math.ceil((wall - midnight) / step) * step - (wall - midnight);
      for (let start = index + missing / lattice.width; start < dayEnd; start += stride) {
        grid[start >> 5] = (grid[start >> 5] ?? 0) | (1 << (start & 31));
      }
      index = dayEnd;
    }
  }
  return grid;
}
