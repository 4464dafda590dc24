import { describe, expect, test } from '@jest/globals';
import { emptyPriceBook } from '../../../../core/catalog/prices/price-book.ts';
import { listSeatConditions, seeSeats } from '../../../../core/pricing/seen-seats.ts';
import { code, promotion, rule } from '../../../support/price-rows.ts';

const first = (maximumSeatsTaken: number) => ({ maximumSeatsTaken });
const last = (maximumSeatsLeft: number) => ({ maximumSeatsLeft });

// The rows of "Prices by seats" in docs/algorithms/pricing.md: a session of ten seats.
const rows = [
  { name: 'the first three', when: [first(2)], taken: 0, least: 0, most: 2 },
  { name: 'the first three', when: [first(2)], taken: 2, least: 0, most: 2 },
  { name: 'the first three', when: [first(2)], taken: 3, least: 3, most: 10 },
  { name: 'the last two', when: [last(2)], taken: 7, least: 0, most: 7 },
  { name: 'the last two', when: [last(2)], taken: 8, least: 8, most: 10 },
  { name: 'the first three, and the last two', when: [first(2), last(2)], taken: 5, least: 3, most: 7 },
  { name: 'the last ten: always', when: [last(10)], taken: 4, least: 0, most: 10 },
] as const;

test.each(rows)('$name, $taken taken: the same price from $least to $most', ({ when, taken, least, most }) => {
  const session = { id: 'ses_one', capacity: 10, seatsTaken: taken } as const;
  expect(seeSeats(session, when)).toEqual({ sessionId: 'ses_one', capacity: 10, taken, least, most });
});

describe('listSeatConditions', () => {
  test('only what asks for seats, and of that service', () => {
    const book = {
      ...emptyPriceBook,
      priceRules: [
        rule({ when: first(2) }),
        rule({ id: 'pru_other', when: first(3), serviceIds: ['svc_other'] }),
        rule({ id: 'pru_days', when: { weekdays: [1] } }),
      ],
      promotions: [promotion({ when: last(1) })],
    };
    const codes = [code('LAST', { when: last(4) }), code('ALL')];
    expect(listSeatConditions('svc_cut', book, codes)).toEqual([first(2), last(1), last(4)]);
    expect(listSeatConditions('svc_cut', emptyPriceBook, [])).toEqual([]);
  });
});
