import { expect, test } from '@jest/globals';
import { parseAmount } from '../../../service/commands/parse-amount.ts';

test.each([
  ['450', 'SEK', 45_000],
  ['450.5', 'SEK', 45_050],
  ['450.05', 'SEK', 45_005],
  ['-0.01', 'SEK', -1],
  ['0', 'SEK', 0],
  ['-0', 'SEK', 0],
  ['3000', 'JPY', 3_000],
  ['1.234', 'KWD', 1_234],
])('%s of %s is %d minor units', (typed, currency, amountMinor) => {
  expect(parseAmount(typed, currency)).toBe(amountMinor);
});

test.each([
  ['1.005', 'SEK'],
  ['1.5', 'JPY'],
  ['1,50', 'SEK'],
  ['', 'SEK'],
  ['all', 'SEK'],
  ['--1', 'SEK'],
  ['1e3', 'SEK'],
  [undefined, 'SEK'],
])('%s of %s is refused with an example', (typed, currency) => {
  expect(() => parseAmount(typed, currency)).toThrow(/^Give an amount of [A-Z]{3} such as /);
});
