import { describe, expect, test } from '@jest/globals';
import type { PriceConditions } from '../../../../core/catalog/prices/price-conditions.ts';
import { explainPriceReasons } from '../../../../core/report/explain-price.ts';
import type { PriceFinding } from '../../../../core/report/explain-price.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { NOW } from '../../../support/build-core.ts';
import { code, eur, explain, item, promotion, rule } from '../../../support/price-rows.ts';
import type { PriceRow } from '../../../support/price-rows.ts';

const names: Readonly<Record<string, string>> = { svc_yoga: 'Yoga', svc_cut: 'Cut', res_anna: 'Anna', res_bo: 'Bo' };
const words = { nameOf: (id: string) => names[id] ?? id, currency: 'EUR', timeZone: 'Europe/Stockholm', askedAt: NOW };

const tell = (row: PriceRow): readonly PriceFinding[] => explainPriceReasons(explain(row), words);
const messages = (row: PriceRow): readonly string[] => tell(row).map(({ message }) => message);

const known = { partySize: 2, seats: { capacity: 10, taken: 7 }, resourceId: 'res_anna' } as const;
const free = { discount: { kind: 'free_extra', extraId: 'ext_care', quantity: 1 } } as const;

// The rows of "Why something counts or not" in docs/algorithms/pricing.md: a start on Thursday, 14 January 2027, 10:00 in Stockholm, booked three days before.
const conditions: readonly { readonly when: PriceConditions; readonly message: string }[] = [
  { when: {}, message: 'It has no conditions.' },
  { when: { weekdays: [4] }, message: 'It counts on Thursdays.' },
  { when: { weekdays: [1, 2] }, message: 'It counts on Mondays or Tuesdays, and this is one of the Thursdays.' },
  {
    when: { times: { fromMinute: 1_020, toMinute: 1_260 } },
    message: 'It counts from 17:00 to before 21:00, and this begins at 10:00.',
  },
  {
    when: { dates: [{ from: '06-01', to: '08-31' }] },
    message: 'It counts every year from 1 June to 31 August, and this is on 14 January 2027.',
  },
  {
    when: { dates: [{ from: '2027-01-15', to: '2027-01-15' }] },
    message: 'It counts on 15 January 2027, and this is on 14 January 2027.',
  },
  { when: { minimumLeadMinutes: 4_320 }, message: 'It counts booked 3 days before or earlier.' },
  {
    when: { minimumLeadMinutes: 10_080 },
    message: 'It counts booked 7 days before or earlier, and this is booked 3 days before.',
  },
  {
    when: { maximumLeadMinutes: 1_530 },
    message: 'It counts booked at most 1 day, 1 hour and 30 minutes before, and this is booked 3 days before.',
  },
  { when: { minimumPeople: 4 }, message: 'It counts from 4 people on, and 2 people come.' },
  { when: { maximumPeople: 1 }, message: 'It counts for at most 1 person, and 2 people come.' },
  { when: { maximumSeatsLeft: 2 }, message: 'It counts for the last 2 places, and 7 of 10 are taken.' },
  { when: { maximumSeatsTaken: 0 }, message: 'It counts for the first place, and 7 of 10 are taken.' },
  { when: { resourceIds: ['res_bo'] }, message: 'It counts where Bo is chosen by name, and Anna was.' },
  {
    when: { weekdays: [4], minimumPeople: 2 },
    message: 'It counts on Thursdays and from 2 people on.',
  },
];

describe('a rule says what it is for and what stood against it', () => {
  test.each(conditions)('$message', ({ when, message }) => {
    const row = { name: message, items: [item({}, known)], book: { priceRules: [rule({ when })] } };
    expect(messages(row)).toEqual([message]);
  });

  test('where nothing is known of a start, of seats, of a choice', () => {
    const asked = (when: PriceConditions) => ({
      ...{ name: 'unknown', items: [item({}, { startsAt: null })], book: { priceRules: [rule({ when })] } },
    });
    expect(messages(asked({ weekdays: [4] }))).toEqual(['It counts on Thursdays, and no start was given.']);
    expect(messages(asked({ maximumSeatsLeft: 1 }))).toEqual(['It counts for the last place, and no seats are known.']);
    expect(messages(asked({ resourceIds: ['res_bo'] }))).toEqual(['It counts where Bo is chosen by name, and nobody was.']);
  });

  test('one behind the last, one for another service, one in another currency and one that changes nothing', () => {
    const priceRules = [
      rule({ id: 'pru_a', serviceIds: ['svc_yoga'] }),
      rule({ id: 'pru_b', adjustment: { kind: 'add', amountMinor: 100, currency: 'SEK' } }),
      rule({ id: 'pru_c', adjustment: { kind: 'set', ...eur(10_000) }, then: 'stop' }),
      rule({ id: 'pru_d' }),
    ];
    expect(messages({ name: 'rest', book: { priceRules } })).toEqual([
      'It counts for Yoga, and this is another service.',
      'It is in another currency than the price.',
      'It has no conditions. It changes nothing in this price.',
      'One before it says that nothing after it counts.',
    ]);
  });

  test('the nights of a stay are told together', () => {
    const stay = item({ byDay: { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 3, maximum: 3 } });
    const tellDays = (weekdays: readonly number[]) =>
      tell({ name: 'stay', items: [stay], book: { priceRules: [rule({ when: { weekdays } })] } });
    expect(tellDays([5, 6])).toEqual([
      {
        ...{ kind: 'rule', id: 'pru_one', name: 'Rule', item: 0, hasCounted: true, obstacle: null },
        message: 'For 2 of 3 nights: It counts on Fridays or Saturdays.',
      },
    ]);
    expect(tellDays([1])).toEqual([
      expect.objectContaining({
        ...{ hasCounted: false, obstacle: 'weekdays' },
        message: 'It counts on Mondays, and this is one of the Thursdays.',
      }),
    ]);
  });
});

const codes: readonly (PriceRow & { readonly message: string })[] = [
  { name: 'it counts', message: 'It has no conditions.' },
  {
    ...{ name: 'another service', codes: [code('A', { serviceIds: ['svc_yoga'] })] },
    message: 'It counts for Yoga, and this is another service.',
  },
  {
    ...{ name: 'too little', codes: [code('A', { minimumSpendMinor: 12_000 })] },
    message: 'What it is for must cost €120.00 or more, and costs €100.00.',
  },
  {
    ...{ name: 'not the first visit', codes: [code('A', { firstVisitOnly: true })] },
    customer: { isFirstVisit: false, uses: new Map() },
    message: 'It is for first visits, and this is none.',
  },
  {
    ...{ name: 'nobody known', codes: [code('A', { firstVisitOnly: true })] },
    message: 'It has no conditions. It is for first visits, which is looked at as soon as it is known who books.',
  },
  {
    ...{ name: 'used often', codes: [code('A', { maximumPerCustomer: 1 })] },
    customer: { isFirstVisit: false, uses: new Map([['A', 1]]) },
    message: 'The customer has used it as often as one customer may.',
  },
  { name: 'no extra', codes: [code('A', free)], message: 'The extra that it gives was not chosen.' },
  {
    ...{ name: 'over', codes: [code('A', { validUntil: NOW - HOUR })] },
    message:
      'It counts for bookings made before Monday, 11 January 2027 at 09:00 (Stockholm), and the moment of booking is Monday, 11 January 2027 at 10:00 (Stockholm).',
  },
  {
    ...{ name: 'takes nothing off', codes: [code('A', { discount: { kind: 'set_price', ...eur(20_000) } })] },
    message: 'It has no conditions. It changes nothing here.',
  },
];

test.each(codes)('a code says: $message', ({ message, ...row }) => {
  expect(messages({ codes: [code('A')], ...row })).toEqual([message]);
});

test('codes and promotions that exclude each other say so', () => {
  expect(messages({ name: 'alone', codes: [code('A', { combinable: false }), code('B')] })).toEqual([
    'It does not count beside other codes. Allow that in the code, or use it alone.',
  ]);
  const several = { offer: { kind: 'several', minimumBookings: 2, percent: 30 }, withCodes: false } as const;
  const row = (percent: number) => ({
    ...{ name: 'both', items: [item(), item()], book: { promotions: [promotion(several)] } },
    codes: [code('A', { discount: { kind: 'percent', percent } })],
  });
  expect(messages(row(20))[1]).toBe('A promotion that allows no code beside it makes the price lower than the codes do.');
  expect(messages(row(40))[0]).toBe('It allows no code beside it, and the codes make the price lower than it does.');
  expect(messages({ name: 'one', book: { promotions: [promotion(several)] } })).toEqual([
    'There are too few bookings or places for it in this order.',
  ]);
});
