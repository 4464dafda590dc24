import { describe, expect, test } from '@jest/globals';
import { CHALLENGE_MILLIS, createChallenge, verifyProof } from '../../../adapters/http/proof-of-work.ts';
import { fixtureNow as now } from '../../support/fixtures-core.ts';
import { countZeroBits, solvePuzzle } from '../../support/solve-puzzle.ts';

const key = Buffer.alloc(32, 1);
const [anna, boris] = ['a'.repeat(64), 'b'.repeat(64)];
const challenge = createChallenge(anna, 8, now, key);
const proof = await solvePuzzle(challenge);
const verify = (text: string, visitor = anna, at = now, secret = key) => verifyProof(text, visitor, at, secret);

/** The same solved work on a token that says something else. */
const resolve = (token: string): Promise<string> => solvePuzzle({ token, bits: 8 });

describe('a proof of work', () => {
  test('is good for whoever got the challenge, until it ends, with the bits that were asked', () => {
    expect(verify(proof)).toEqual(challenge);
    expect(challenge).toMatchObject({ bits: 8, expiresAt: now + CHALLENGE_MILLIS });
    expect(verify(proof, anna, challenge.expiresAt - 1)).not.toBeNull();
  });

  test.each<readonly [string, () => unknown]>([
    ['one that is over', () => verify(proof, anna, challenge.expiresAt)],
    ['another visitor’s', () => verify(proof, boris)],
    ['one of another service', () => verify(proof, anna, now, Buffer.alloc(32, 2))],
    ['one whose bits were changed', async () => verify(await resolve(challenge.token.replace(/^8\./, '1.')))],
    [
      'one that was made to last',
      async () => verify(await resolve(challenge.token.replace(/^8\.[^.]+/, `8.${(now + 9e9).toString(36)}`))),
    ],
    [
      'one with another signature',
      async () => verify(await resolve(challenge.token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')))),
    ],
    ['one whose signature is cut', async () => verify(await resolve(challenge.token.slice(0, -1)))],
    ['a number that solves nothing', () => verify(findWrong())],
    ['a number that is written otherwise', () => verify(proof.replace(':', ':0'))],
    ['the token alone', () => verify(challenge.token)],
    ['nothing', () => verify('')],
    ['a very long text', () => verify(`${proof}${'0'.repeat(9_000)}`)],
  ])('is none: %s', async (_name, check) => {
    expect(await check()).toBeNull();
  });

  test('every challenge is another one, and fits with its number into one block of SHA-256', () => {
    const tokens = Array.from({ length: 50 }, () => createChallenge(anna, 20, now, key).token);
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token.length + ':99999999999'.length).toBeLessThanOrEqual(55);
  });

  test('tells nothing about the visitor', () => {
    expect(challenge.token).not.toContain(anna.slice(0, 8));
  });
});

function findWrong(): string {
  for (let number = 0; ; number += 1)
    if (countZeroBits(`${challenge.token}:${number}`) < 8) return `${challenge.token}:${number}`;
}
