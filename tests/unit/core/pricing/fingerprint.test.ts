import { expect, test } from '@jest/globals';
import { createFingerprint } from '../../../../core/pricing/fingerprint.ts';

type Part = string | number | null;

function fingerprint(parts: readonly Part[]): string {
  const { addText, addNumber, read } = createFingerprint();
  for (const part of parts) {
    if (typeof part === 'string') addText(part);
    else addNumber(part);
  }
  return read();
}

const different: readonly (readonly [string, readonly Part[], readonly Part[]])[] = [
  ['nothing and an empty text', [], ['']],
  ['two texts and one that they make together', ['ab', 'c'], ['abc']],
  ['two texts that are parted elsewhere', ['ab', 'c'], ['a', 'bc']],
  ['a text of odd length and one with a zero after it', ['a'], ['a\0']],
  ['texts in another order', ['a', 'b'], ['b', 'a']],
  ['units beyond eight bits', ['ä'], ['☃']],
  ['no number and zero', [null], [0]],
  ['a number and its opposite', [1], [-1]],
  ['numbers that are alike in their lower half', [5], [5 + 2 ** 32]],
  ['the largest exact number and the one before it', [Number.MAX_SAFE_INTEGER], [Number.MAX_SAFE_INTEGER - 1]],
];

test.each(different)('fingerprints tell apart %s', (_, one, two) => {
  expect(fingerprint(one)).not.toBe(fingerprint(two));
});

test('a fingerprint is sixteen hexadecimal digits, the same for the same', () => {
  expect(fingerprint(['cut', 45_000, null])).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint(['cut', 45_000, null])).toBe(fingerprint(['cut', 45_000, null]));
});

test('of many numbers that lie close together no two have the same fingerprint', () => {
  const all = Array.from({ length: 20_000 }, (_, index) => fingerprint([index]));
  expect(new Set(all).size).toBe(all.length);
});
