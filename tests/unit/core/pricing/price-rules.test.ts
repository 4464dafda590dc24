import { describe, expect, test } from '@jest/globals';
import type { PriceConditions } from '../../../../core/catalog/prices/price-conditions.ts';
import { START } from '../../../support/build-core.ts';
import { amountsOf, eur, explain, item, price, refusalOf, rule } from '../../../support/price-rows.ts';
import type { PriceRow } from '../../../support/price-rows.ts';
import { HOUR } from '../../../../core/time/instant.ts';

const percent = (value: number) => ({ adjustment: { kind: 'percent', percent: value } }) as const;
const add = (amountMinor: number) => ({ adjustment: { kind: 'add', ...eur(amountMinor) } }) as const;
const rules = (...priceRules: ReturnType<typeof rule>[]) => ({ book: { priceRules } });
const people = { priceUnit: 'person' } as const;
const family = {
  ...people,
  personTypes: [
    { id: 'per_adult', name: 'Adult' },
    { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -50 }, maximum: 3 },
  ],
} as const;
const two = (adults: number, children: number) => ({
  partySize: adults + children,
  people: [
    { personTypeId: 'per_adult', quantity: adults },
    { personTypeId: 'per_child', quantity: children },
  ] as const,
});
const anna = { resourcePrices: [{ resourceId: 'res_anna', adjustment: { kind: 'add', ...eur(1_500) } }] } as const;

// The rows of "List price and price rules" in docs/algorithms/pricing.md.
const rows: readonly (PriceRow & { readonly amounts: readonly number[] })[] = [
  { name: 'no rule', amounts: [10_000] },
  { name: '+10 %', ...rules(rule()), amounts: [10_000, 1_000] },
  { name: '−25 %', ...rules(rule(percent(-25))), amounts: [10_000, -2_500] },
  { name: '+5.00', ...rules(rule(add(500))), amounts: [10_000, 500] },
  { name: '−200.00: never below nothing', ...rules(rule(add(-20_000))), amounts: [10_000, -10_000] },
  { name: 'set to 80.00', ...rules(rule({ adjustment: { kind: 'set', ...eur(8_000) } })), amounts: [10_000, -2_000] },
  {
    name: '+10 %, then +10 %: each on what the one before it came to',
    ...rules(rule(), rule({ id: 'pru_two' })),
    amounts: [10_000, 1_000, 1_100],
  },
  {
    name: '+10 % as the last, then +10 %',
    ...rules(rule({ then: 'stop' }), rule({ id: 'pru_two' })),
    amounts: [10_000, 1_000],
  },
  { name: '+10 % for another service', ...rules(rule({ serviceIds: ['svc_other'] })), amounts: [10_000] },
  {
    name: '+10 SEK: another currency',
    ...rules(rule({ adjustment: { kind: 'add', amountMinor: 1_000, currency: 'SEK' } })),
    amounts: [10_000],
  },
  {
    name: '3 people at 3.33, +15 %: rounded per person',
    items: [item({ ...people, price: eur(333) }, { partySize: 3 })],
    ...rules(rule(percent(15))),
    amounts: [999, 150],
  },
  {
    name: 'JPY 333, +10 %',
    items: [item({ price: { amountMinor: 333, currency: 'JPY' } })],
    ...rules(rule()),
    amounts: [333, 33],
  },
  {
    name: 'KWD 12.255, −50 %',
    items: [item({ price: { amountMinor: 12_255, currency: 'KWD' } })],
    ...rules(rule(percent(-50))),
    amounts: [12_255, -6_128],
  },
  { name: '2 adults, 1 child at half', items: [item(family, two(2, 1))], amounts: [20_000, 5_000] },
  {
    name: '2 adults, 1 child, +10 %',
    items: [item(family, two(2, 1))],
    ...rules(rule()),
    amounts: [20_000, 2_000, 5_000, 500],
  },
  { name: 'everybody an adult unless said', items: [item(family, { partySize: 2 })], amounts: [20_000] },
  { name: 'Anna by name, +15.00', items: [item(anna, { resourceId: 'res_anna' })], amounts: [11_500] },
  { name: 'whoever is free', items: [item(anna)], amounts: [10_000] },
  {
    name: '3 nights from Thursday, +20 % on Friday and Saturday nights',
    items: [item({ byDay: { unit: 'night', fromMinute: 900, toMinute: 660, minimum: 3, maximum: 3 } })],
    ...rules(rule({ ...percent(20), when: { weekdays: [5, 6] } })),
    amounts: [30_000, 4_000],
  },
];

test.each(rows)('$name', ({ amounts, ...row }) => {
  expect(amountsOf(price(row))).toEqual(amounts);
});

// The rows of "Conditions" in docs/algorithms/pricing.md: a start on Thursday, 14 January 2027, 10:00, booked 3 days before.
const conditions: readonly { readonly name: string; readonly when: PriceConditions; readonly holds: boolean }[] = [
  { name: 'Thursdays', when: { weekdays: [4] }, holds: true },
  { name: 'Mondays to Wednesdays', when: { weekdays: [1, 2, 3] }, holds: false },
  { name: '10:00 to 12:00', when: { times: { fromMinute: 600, toMinute: 720 } }, holds: true },
  { name: '8:00 to 10:00: the end is not in it', when: { times: { fromMinute: 480, toMinute: 600 } }, holds: false },
  { name: '22:00 to 11:00, over midnight', when: { times: { fromMinute: 1_320, toMinute: 660 } }, holds: true },
  {
    name: '1 to 14 January 2027: the last date is in it',
    when: { dates: [{ from: '2027-01-01', to: '2027-01-14' }] },
    holds: true,
  },
  { name: 'from 15 January 2027', when: { dates: [{ from: '2027-01-15', to: '2027-12-31' }] }, holds: false },
  { name: '15 December to 15 January, every year', when: { dates: [{ from: '12-15', to: '01-15' }] }, holds: true },
  { name: 'June to August, every year', when: { dates: [{ from: '06-01', to: '08-31' }] }, holds: false },
  { name: 'at least 3 days before, exactly', when: { minimumLeadMinutes: 4_320 }, holds: true },
  { name: 'at least a minute more', when: { minimumLeadMinutes: 4_321 }, holds: false },
  { name: 'at most 3 days before', when: { maximumLeadMinutes: 4_320 }, holds: true },
  { name: 'at most a day before', when: { maximumLeadMinutes: 1_440 }, holds: false },
  { name: '2 people or more (2 come)', when: { minimumPeople: 2 }, holds: true },
  { name: 'alone (2 come)', when: { maximumPeople: 1 }, holds: false },
  { name: 'at most 3 seats left (3 of 10 are)', when: { maximumSeatsLeft: 3 }, holds: true },
  { name: 'at most 2 seats left', when: { maximumSeatsLeft: 2 }, holds: false },
  { name: 'the first 8 (7 are taken)', when: { maximumSeatsTaken: 7 }, holds: true },
  { name: 'the first 7', when: { maximumSeatsTaken: 6 }, holds: false },
  { name: 'Anna by name', when: { resourceIds: ['res_anna'] }, holds: true },
  { name: 'Bo by name', when: { resourceIds: ['res_bo'] }, holds: false },
  {
    name: 'Thursdays, from 12:00: all must hold',
    when: { weekdays: [4], times: { fromMinute: 720, toMinute: 1_440 } },
    holds: false,
  },
];

describe('a rule counts', () => {
  const known = { partySize: 2, seats: { capacity: 10, taken: 7 }, resourceId: 'res_anna' } as const;

  test.each(conditions)('$name: $holds', ({ name, when, holds }) => {
    const row = { name, items: [item({}, known)], ...rules(rule({ when })) };
    expect(amountsOf(price(row))).toEqual(holds ? [10_000, 1_000] : [10_000]);
    const [reason] = explain(row);
    expect(reason).toMatchObject({ kind: 'rule', source: { id: 'pru_one' }, item: 0 });
    expect([null, ...Object.keys(when)].slice(holds ? 0 : 1)).toContain(reason?.obstacle);
  });

  test('not for what is not known: no start, no seats, nobody by name', () => {
    const unknown = { name: 'unknown', items: [item({}, { startsAt: null })] };
    for (const when of [{ weekdays: [4] }, { maximumSeatsLeft: 9 }, { resourceIds: ['res_anna'] }] as const)
      expect(amountsOf(price({ ...unknown, ...rules(rule({ when })) }))).toEqual([10_000]);
  });
});

test.each([
  { name: 'more children than may come', items: [item(family, two(1, 4))] },
  { name: 'people who are not the party', items: [item(family, { ...two(2, 1), partySize: 4 })] },
  { name: 'half a person', items: [item(family, { ...two(1, 1), people: [{ personTypeId: 'per_adult', quantity: 1.5 }] })] },
  { name: 'less than nobody', items: [item(family, { partySize: 1, people: two(2, -1).people })] },
  { name: 'an unknown kind', items: [item(family, { people: [{ personTypeId: 'per_dog', quantity: 1 }] })] },
  { name: 'kinds where there are none', items: [item(people, { people: [{ personTypeId: 'per_adult', quantity: 1 }] })] },
])('refuses $name', (row) => {
  expect(refusalOf(row)).toEqual(['person_type_not_offered', null]);
});

test('a price stands for half an hour, or until a rule begins or ends to count', () => {
  const lead = (when: PriceConditions) => price({ name: 'lead', ...rules(rule({ when })) }).expiresAt;
  const now = START - 72 * HOUR;
  expect(price({ name: 'plain' }).expiresAt).toBe(now + HOUR / 2);
  expect(lead({ minimumLeadMinutes: 72 * 60 - 10 })).toBe(now + HOUR / 6 + 1);
  expect(lead({ maximumLeadMinutes: 72 * 60 - 10 })).toBe(now + HOUR / 6);
});
