import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { MINUTE } from '../../core/index.ts';
import type { EpochMillis } from '../../core/index.ts';

/** A puzzle for one visitor: `token:n` is to have a SHA-256 that begins with `bits` zero bits. */
export type Challenge = { readonly token: string; readonly bits: number; readonly expiresAt: EpochMillis };

/** What a proof of work proves: so many bits, for a token that may be used once. */
export type Proof = Challenge;

/** How long a puzzle may be solved. */
export const CHALLENGE_MILLIS = 5 * MINUTE;

const proofShape = /^((([1-9]\d?)\.([0-9a-z]{8,9})\.[A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]{22})):(?:0|[1-9]\d{0,14})$/;

/** Makes a puzzle for a visitor (a digest that names him and the business). Nothing of it is stored: the token says what it is, and an HMAC that it is ours. */
export function createChallenge(visitorDigest: string, bits: number, now: EpochMillis, key: Buffer): Challenge {
  const expiresAt = now + CHALLENGE_MILLIS;
  const content = `${bits}.${expiresAt.toString(36)}.${randomBytes(6).toString('base64url')}`;
  return { token: `${content}.${sign(visitorDigest, content, key)}`, bits, expiresAt };
}

/** Checks a proof `token:n`; null when it is not ours, another visitor's, over, or not solved. Whether it was used before is another question. */
export function verifyProof(text: string, visitorDigest: string, now: EpochMillis, key: Buffer): Proof | null {
  const [shaped, token = '', content = '', bitsText, expiryText = '', signature = ''] = proofShape.exec(text) ?? [];
  if (shaped === undefined || !isEqual(signature, sign(visitorDigest, content, key))) return null;
  const [bits, expiresAt] = [Number(bitsText), Number.parseInt(expiryText, 36)];
  const isSolved = createHash('sha256').update(text).digest().readUInt32BE(0) < 2 ** (32 - bits);
  return isSolved && expiresAt > now ? { token, bits, expiresAt } : null;
}

const isEqual = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/** 128 bits of an HMAC: short, so that the text to hash fits into one block of SHA-256. */
const sign = (visitorDigest: string, content: string, key: Buffer): string =>
  createHmac('sha256', key).update(`challenge\n${visitorDigest}\n${content}`).digest().subarray(0, 16).toString('base64url');
