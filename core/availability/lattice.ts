import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import type { ZoneClock } from './zone-clock.ts';

/**
 * All instants at which anything can start in one question: `first + index * width`, for each index in `[0, size)`.
 * Every resource's starts are bits of a row over it, so that rows of different zones can be laid upon each other.
 */
export type Lattice = {
  readonly first: EpochMillis;
  /** Milliseconds. */
  readonly width: number;
  readonly size: number;
  /** How many words of 32 bits a row has. */
  readonly words: number;
};

/** The most instants of one question, all its resources together: 128 MiB of bits. A year in steps of a minute for two thousand resources is inside. */
export const MAXIMUM_LATTICE_BITS = 2 ** 30;

/**
 * Builds the lattice of the starts in `[from, last]` for a spacing in milliseconds and the zones of a question.
 *
 * Its width is the greatest that divides the spacing, the day and every offset: a start is a whole number of days and of spacings after 1970-01-01 on
 * a wall clock, less an offset. Quarters of an hour in most zones; seconds where an offset has some.
 * Throws a RangeError when `MAXIMUM_LATTICE_BITS` is exceeded.
 */
export function buildLattice({ from, to }: Interval, spacing: number, clocks: Iterable<ZoneClock>, resources: number): Lattice {
  let width = computeDivisor(spacing, DAY);
  for (const { spans } of clocks) for (const { offset } of spans) width = computeDivisor(width, Math.abs(offset));
  const first = Math.ceil(from / width) * width;
  const size = Math.max(0, Math.floor((to - first) / width) + 1);
  const words = Math.ceil(size / 32);
  if (!(words * 32 * Math.max(1, resources) <= MAXIMUM_LATTICE_BITS)) {
    throw new RangeError(
      `${size} possible starts for each of ${resources} resources are more than ${MAXIMUM_LATTICE_BITS}: ask for a shorter range.`,
    );
  }
  return { first, width, size, words };
}

/** Counts the starts of a lattice before an instant: the index of the first at or after it. */
export const countBefore = ({ first, width, size }: Lattice, at: EpochMillis): number =>
  Math.min(Math.max(Math.ceil((at - first) / width), 0), size);

/** Counts the starts of a lattice up to an instant: the index of the first after it. */
export const countUntil = ({ first, width, size }: Lattice, at: EpochMillis): number =>
  Math.min(Math.max(Math.floor((at - first) / width) + 1, 0), size);

/** Computes the greatest number that divides two numbers, neither of them negative; of zero and another number it is the other. */
export function computeDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
