import type { BitRows } from './bit-row.ts';

/**
 * How many rows have a bit set, for all bits of a word at once: plane 0 holds the lowest binary digit of 32 counts, plane 1 the next, and so on.
 * The planes of a word lie side by side.
 */
export type FreeCounts = { readonly planes: number; readonly digits: Int32Array };

/** Counts rows upon each other: adding one is an exclusive or, and what both had is carried to the next plane. */
export function countRows(rows: BitRows, chosen: readonly number[], words: number): FreeCounts {
  const planes = Math.max(1, 32 - Math.clz32(chosen.length));
  const digits = new Int32Array(words * planes);
  for (const row of chosen) {
    for (let word = 0; word < words; word += 1) {
      let carry = rows[row + word] ?? 0;
      for (let at = word * planes; carry !== 0; at += 1) {
        const digit = digits[at] ?? 0;
        digits[at] = digit ^ carry;
        carry &= digit;
      }
    }
  }
  return { planes, digits };
}

/** The bits of a word that are set in at least one row. */
export function readAny({ planes, digits }: FreeCounts, word: number): number {
  let any = 0;
  for (let plane = 0; plane < planes; plane += 1) any |= digits[word * planes + plane] ?? 0;
  return any;
}

/** The bits of a word that are set in at least so many rows: the counts are compared with the number digit by digit, the highest first. */
export function readAtLeast(counts: FreeCounts, word: number, minimum: number): number {
  if (minimum === 1) return readAny(counts, word);
  const { planes, digits } = counts;
  if (minimum >= 2 ** planes) return 0;
  let greater = 0;
  let equal = -1;
  for (let plane = planes - 1; plane >= 0; plane -= 1) {
    const digit = digits[word * planes + plane] ?? 0;
    if (((minimum >> plane) & 1) === 1) equal &= digit;
    else {
      greater |= equal & digit;
      equal &= ~digit;
    }
  }
  return greater | equal;
}

/** How many rows have a bit set. */
export function readCount({ planes, digits }: FreeCounts, bit: number): number {
  const first = (bit >> 5) * planes;
  let count = 0;
  for (let plane = 0; plane < planes; plane += 1) count |= (((digits[first + plane] ?? 0) >> (bit & 31)) & 1) << plane;
  return count;
}
