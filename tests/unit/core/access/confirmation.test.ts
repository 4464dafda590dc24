import { describe, expect, test } from '@jest/globals';
import {
  CONFIRMATION_LIFE,
  CONFIRMATION_TRIES,
  decideConfirmationMail,
  isConfirmed,
} from '../../../../core/access/confirmation.ts';
import type { Confirmation } from '../../../../core/access/confirmation.ts';
import { maskEmail } from '../../../../core/access/mask-email.ts';
import { MINUTE } from '../../../../core/time/instant.ts';

const NOW = 1_000_000_000;
const change = { action: 'business_email', changeDigest: 'aa' };
const other = { action: 'business_email', changeDigest: 'bb' };
const pending: Confirmation = { ...change, codeDigest: 'code', mailedAt: NOW, tries: 0, triesSince: NOW };

describe('whether a code is mailed', () => {
  const fresh = (now: number) => ({ kind: 'mail', tries: 0, triesSince: now });
  const spent = { ...pending, tries: CONFIRMATION_TRIES };
  test.each([
    { name: 'the first one', pending: null, wanted: change, after: 0, decided: fresh(NOW) },
    { name: 'asked again within the minute', pending, wanted: change, after: MINUTE - 1, decided: { kind: 'mailed' } },
    { name: 'asked again after it', pending, wanted: change, after: MINUTE, decided: fresh(NOW) },
    {
      name: 'for something else within the minute',
      pending,
      wanted: other,
      after: 1,
      decided: { kind: 'wait', until: NOW + MINUTE },
    },
    { name: 'for something else after it', pending, wanted: other, after: MINUTE, decided: fresh(NOW) },
    {
      name: 'after some wrong tries, which still count',
      pending: { ...pending, tries: 3 },
      wanted: other,
      after: MINUTE,
      decided: { kind: 'mail', tries: 3, triesSince: NOW },
    },
    {
      name: 'after too many wrong tries',
      pending: spent,
      wanted: change,
      after: 5 * MINUTE,
      decided: { kind: 'wait', until: NOW + CONFIRMATION_LIFE },
    },
    {
      name: 'long after them',
      pending: spent,
      wanted: change,
      after: CONFIRMATION_LIFE,
      decided: fresh(NOW + CONFIRMATION_LIFE),
    },
  ])('$name', ({ pending: standing, wanted, after, decided }) => {
    expect(decideConfirmationMail(standing, wanted, NOW + after)).toEqual(decided);
  });
});

describe('whether a code lets a change through', () => {
  test.each([
    { name: 'right', wanted: change, code: 'code', after: CONFIRMATION_LIFE - 1, is: true },
    { name: 'too old', wanted: change, code: 'code', after: CONFIRMATION_LIFE, is: false },
    { name: 'wrong', wanted: change, code: 'edoc', after: 0, is: false },
    { name: 'for another change', wanted: other, code: 'code', after: 0, is: false },
    { name: 'for another kind of change', wanted: { ...change, action: 'payment_keys_live' }, code: 'code', after: 0, is: false },
  ])('$name: $is', ({ wanted, code, after, is }) => {
    expect(isConfirmed(pending, wanted, code, NOW + after)).toBe(is);
  });
});

test.each([
  ['anna@salon.example', 'a…@salon.example'],
  ['"a@b"@salon.example', '"…@salon.example'],
  ['Å@salon.example', 'Å…@salon.example'],
  ['😀x@salon.example', '😀…@salon.example'],
])('the address %s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
