import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { estimateMillis } from '../../support/longest-first.mjs';

const estimateOf = (file: string): number => estimateMillis(readFileSync(`tests/${file}.test.ts`, 'utf8'));

test('what starts most is guessed to last longest, so that it is begun first', () => {
  const files = [
    'e2e/wordpress-playground',
    'e2e/wordpress-hours',
    'integration/service/chaos',
    'integration/service/order-commands',
    'e2e/themes',
    'integration/http/cart',
    'property/core/slots',
    'unit/core/money/money',
  ];
  const estimates = files.map(estimateOf);
  expect(estimates).toEqual(estimates.toSorted((a, b) => b - a));
  expect(new Set(estimates).size).toBe(files.length);
});
