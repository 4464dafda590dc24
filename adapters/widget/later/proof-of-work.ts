import { isFields, textOf } from '../parse-problem.ts';
import type { Problem } from '../problem.ts';

/** A puzzle of the service: `token:n` is to have a SHA-256 that begins with `bits` zero bits. */
export type Challenge = { readonly token: string; readonly bits: number };

/** More than the service ever asks for: nobody's device works for minutes because of an answer that is not the service's. */
const mostBits = 24;

/** Reads the puzzle of a `proof_required`; null when there is none. */
export function readChallenge({ code, source }: Problem): Challenge | null {
  const { challenge } = source ?? {};
  if (code !== 'proof_required' || !isFields(challenge)) return null;
  const { bits } = challenge;
  const token = textOf(challenge['token']);
  return token !== '' && typeof bits === 'number' && bits <= mostBits ? { token, bits } : null;
}

/** How long the page may stand still at a time, in milliseconds: less than anybody sees. */
const stretchMs = 10;

/** Solves a puzzle piece by piece, so that the page stays alive, and answers the proof. Stops when the signal is aborted, with a proof that is none. */
export async function solveChallenge({ token, bits }: Challenge, signal?: AbortSignal): Promise<string> {
  for (let number = 0; ;) {
    const rest = performance.now() + stretchMs;
    do {
      const proof = `${token}:${number}`;
      if (firstWordOf(proof) < 2 ** (32 - bits) || signal?.aborted) return proof;
      number += 1;
    } while (performance.now() < rest);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The first 32 bits of a root's fraction, of which SHA-256 makes its numbers. */
const fraction = (root: number): number => ((root % 1) * 2 ** 32) | 0;
const primes: readonly number[] = Array.from({ length: 310 }, (_, index) => index + 2).filter((number) => {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return true;
});

const roundNumbers = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const startNumbers = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const words = new Int32Array(64);
const at = (list: Int32Array, index: number): number => list[index] ?? 0;
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/**
 * The first 32 bits of the SHA-256 of an ASCII text. Not `crypto.subtle`: that is missing on pages without HTTPS, and answers each of many short texts
 * later than this.
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final section 6.2
 */
export function firstWordOf(text: string): number {
  const { length } = text;
  const lastBlock = (length + 8) >> 6;
  const byteAt = (place: number): number => (place < length ? text.charCodeAt(place) : place === length ? 0x80 : 0);
  const state = startNumbers.slice();
  for (let block = 0; block <= lastBlock; block += 1) {
    for (let index = 0; index < 16; index += 1) {
      const place = block * 64 + index * 4;
      words[index] = (byteAt(place) << 24) | (byteAt(place + 1) << 16) | (byteAt(place + 2) << 8) | byteAt(place + 3);
    }
    if (block === lastBlock) words[15] = length * 8;
    mix(state);
  }
  return at(state, 0) >>> 0;
}

/** Mixes the block in `words` into the state. */
function mix(state: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round += 1) {
    if (round > 15) words[round] = computeWord(round);
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(roundNumbers, round) + at(words, round)) | 0;
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word;
}

/** The word of a round after the sixteenth, from those before it. */
function computeWord(round: number): number {
  const [late, early] = [at(words, round - 2), at(words, round - 15)];
  const lateMix = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
  const earlyMix = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
  return lateMix + at(words, round - 7) + earlyMix + at(words, round - 16);
}
