import { hash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';

/** A puzzle as the service sets it. */
export type Puzzle = { readonly token: string; readonly bits: number };

/** After so many tries whatever else runs in this process has its turn. */
const STRETCH = 10_000;

/** How many zero bits the SHA-256 of a text begins with, of the first 32. */
export const countZeroBits = (text: string): number => Math.clz32(hash('sha256', text, 'buffer').readUInt32BE(0));

/** Solves a puzzle as docs/algorithms/holds.md says, with nothing of the shipped code; numbers are tried from the given one on. */
export async function solvePuzzle({ token, bits }: Puzzle, from = 0): Promise<string> {
  for (let number = from; ; number += 1) {
    const proof = `${token}:${number}`;
    if (countZeroBits(proof) >= bits) return proof;
    if (number % STRETCH === 0) await breathe();
  }
}
