import { expect, test } from '@jest/globals';
import {
  readPriceChanges,
  readPriceCheck,
  writePriceQuestion,
} from '../../../../wordpress-plugin/src/model/prices/price-check.ts';
import type { PriceQuestion } from '../../../../wordpress-plugin/src/model/prices/price-check.ts';

const asked: PriceQuestion = { serviceId: 'svc_cut', resourceId: '', people: ' 2 ', startsAt: null, codes: '', customer: '' };

test('a question says only what was filled in', () => {
  expect(writePriceQuestion(asked)).toEqual({ serviceId: 'svc_cut', partySize: 2, codes: [] });
  const all = {
    resourceId: 'res_a',
    people: '',
    startsAt: '2027-01-14T09:00:00Z',
    codes: ' ten, care\n',
    customer: 'known',
  } as const;
  expect(writePriceQuestion({ ...asked, ...all })).toEqual({
    ...{ serviceId: 'svc_cut', partySize: 1, codes: ['ten', 'care'], resourceId: 'res_a', startsAt: '2027-01-14T09:00:00Z' },
    customer: { isFirstVisit: false },
  });
  // What is no number goes to the service, which says so beside the field.
  expect(writePriceQuestion({ ...asked, people: 'two' })['partySize']).toBe('two');
});

test('an answer is read with what is due when, and every reason', () => {
  const line = { description: 'Cut', explanation: 'price per booking', amountMinor: 10_000 };
  const money = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
  const answer = {
    quote: {
      ...{ currency: 'EUR', lines: [line], total: money(10_000), dueNow: money(2_000), dueLater: money(8_000) },
      ...{ balance: { due: 'online', at: '2027-01-13T09:00:00Z' }, expiresAt: '2027-01-01T00:00:00Z' },
    },
    refused: { code: 'code_invalid', details: {} },
    considered: [{ kind: 'rule', name: 'Weekend', counted: false, message: 'It counts on Saturdays.' }],
  };
  expect(readPriceCheck(answer)).toEqual({
    ...{ currency: 'EUR', lines: [line], totalMinor: 10_000, nowMinor: 2_000, laterMinor: 8_000 },
    ...{ laterAt: '2027-01-13T09:00:00Z', expiresAt: '2027-01-01T00:00:00Z', isRefused: true },
    considered: [{ name: 'Weekend', hasCounted: false, message: 'It counts on Saturdays.' }],
  });
  expect(readPriceCheck(null)).toMatchObject({ lines: [], isRefused: false, considered: [] });
});

test('changes are read with the page behind them', () => {
  const change = { list: 'codes', itemId: 'TEN', version: 2, at: null, message: 'Retired.' };
  expect(readPriceChanges({ changes: [change], next: 7 })).toEqual({ changes: [change], next: 7 });
  expect(readPriceChanges({})).toEqual({ changes: [], next: null });
});
