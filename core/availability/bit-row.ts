/**
 * Rows of bits, one after the other in one Int32Array: bit 0 of a row is the lowest bit of its first word. `row` is the word that a row begins at.
 *
 * `from` and `to` of a run lie inside the row, see `lattice.ts`; a run that ends before it begins is empty.
 */
export type BitRows = Int32Array;

/** Sets the bits `[from, to)` of a row. */
export function setRun(rows: BitRows, row: number, from: number, to: number): void {
  if (!(from < to)) return;
  const first = row + (from >> 5);
  const last = row + ((to - 1) >> 5);
  const head = -1 << (from & 31);
  const tail = -1 >>> (31 - ((to - 1) & 31));
  if (first === last) {
    rows[first] = (rows[first] ?? 0) | (head & tail);
    return;
  }
  rows[first] = (rows[first] ?? 0) | head;
  for (let word = first + 1; word < last; word += 1) rows[word] = -1;
  rows[last] = (rows[last] ?? 0) | tail;
}

/** Clears the bits `[from, to)` of a row. */
export function clearRun(rows: BitRows, row: number, from: number, to: number): void {
  if (!(from < to)) return;
  const first = row + (from >> 5);
  const last = row + ((to - 1) >> 5);
  const head = -1 << (from & 31);
  const tail = -1 >>> (31 - ((to - 1) & 31));
  if (first === last) {
    rows[first] = (rows[first] ?? 0) & ~(head & tail);
    return;
  }
  rows[first] = (rows[first] ?? 0) & ~head;
  for (let word = first + 1; word < last; word += 1) rows[word] = 0;
  rows[last] = (rows[last] ?? 0) & ~tail;
}

/** Whether a bit of a row is set. */
export const hasBit = (rows: BitRows, row: number, bit: number): boolean =>
  (((rows[row + (bit >> 5)] ?? 0) >> (bit & 31)) & 1) === 1;

/** Lists the set bits of a row of so many words, in order. */
export function listBits(rows: BitRows, row: number, words: number): readonly number[] {
  const bits: number[] = [];
  for (let word = 0; word < words; word += 1) {
    for (let left = rows[row + word] ?? 0; left !== 0; left &= left - 1) bits.push((word << 5) + 31 - Math.clz32(left & -left));
  }
  return bits;
}
