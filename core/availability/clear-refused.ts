import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { BitRows } from './bit-row.ts';
import { clearRun } from './bit-row.ts';
import type { FreeStarts } from './free-starts.ts';
import type { Lattice } from './lattice.ts';
import { countBefore } from './lattice.ts';
import type { Ceiling, Refused } from './limit-times.ts';

/** Clears the starts that are refused with one resource alone, in the row of that resource. */
export function clearRefusedRows({ lattice, rows, rowOf }: FreeStarts, refused: readonly Refused[]): void {
  for (const { during, resourceId } of refused) {
    const row = resourceId === undefined ? undefined : rowOf.get(resourceId);
    if (row !== undefined) clearStarts(lattice, rows, row, during);
  }
}

/** Clears the starts that are refused whoever is free, in the offered row. */
export function clearRefused(lattice: Lattice, offered: BitRows, refused: readonly Refused[]): void {
  for (const { during, resourceId } of refused) if (resourceId === undefined) clearStarts(lattice, offered, 0, during);
}

const clearStarts = (lattice: Lattice, rows: BitRows, row: number, { from, to }: Interval): void =>
  clearRun(rows, row, countBefore(lattice, from), countBefore(lattice, to));

const isDuring = ({ from, to }: Interval, at: EpochMillis): boolean => from <= at && at < to;

/** Lists what refuses a start: for one resource alone, or (null) whoever is free. */
export const listRefused = (refused: readonly Refused[], at: EpochMillis, resourceId: ResourceId | null): readonly Refused[] =>
  refused.filter((one) => (one.resourceId ?? null) === resourceId && isDuring(one.during, at));

/** How many bookings of a service may still start then, as far as its limits say. */
export function computeLeft({ limits = {} }: Pick<Service, 'limits'>, ceilings: readonly Ceiling[], at: EpochMillis): number {
  let left = Math.min(limits.perDay ?? Number.POSITIVE_INFINITY, limits.perWeek ?? Number.POSITIVE_INFINITY);
  for (const ceiling of ceilings) if (isDuring(ceiling.during, at)) left = Math.min(left, ceiling.left);
  return left;
}

/** What is refused even if nobody had booked. */
export const withoutLimits = (refused: readonly Refused[] = []): readonly Refused[] =>
  refused.filter(({ reason }) => reason !== 'limit');
