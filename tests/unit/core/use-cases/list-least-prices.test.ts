import { describe, expect, test } from '@jest/globals';
import { createMemoryHolidaySource } from '../../../../adapters/memory/create-memory-holiday-source.ts';
import type { PriceRule } from '../../../../core/catalog/prices/price-rule.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import { findLeastPrice, listLeastPrices } from '../../../../core/use-cases/list-least-prices.ts';
import { buildBusiness, buildResource, everyDay, hours, NOW } from '../../../support/build-core.ts';
import { eur, rule, sell } from '../../../support/price-rows.ts';

const ports = { holidays: createMemoryHolidaySource(), clock: { now: () => NOW } };
const { '7': _sunday, ...weekdays } = everyDay(hours(9, 17));
const anna = buildResource({ weeklyHours: weekdays });
const bo = buildResource({ id: 'res_bo', name: 'Bo', weeklyHours: { '1': [hours(9, 17)] } });
const list = (service: Service, priceRules: readonly PriceRule[], resources: readonly Resource[] = [anna]) =>
  listLeastPrices(ports, { business: buildBusiness(), services: [service], resources, priceRules });
const least = async (
  service: Partial<Service>,
  rules: readonly Partial<PriceRule>[],
  resources?: readonly Resource[],
): Promise<number | null | undefined> => {
  const found = findLeastPrice(await list(sell(service), rules.map(rule), resources), sell(service));
  return found === undefined || found === null ? found : found.amountMinor;
};

const cheaper = { kind: 'percent', percent: -20 } as const;
const dearer = { kind: 'percent', percent: 10 } as const;
const byName = { needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_bo'], visitorMayChoose: true }] } as const;
const juniorBo = { resourcePrices: [{ resourceId: 'res_bo', adjustment: { kind: 'add', ...eur(-1_000) } }] } as const;
const family = {
  priceUnit: 'person',
  personTypes: [
    { id: 'per_adult', name: 'Adult' },
    { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -50 } },
  ],
} as const;
const everyMorning = { kind: 'recurring', startMinute: 600, startsOn: '2027-01-11', rule: 'FREQ=DAILY' } as const;

// The rows of "From" in docs/algorithms/pricing.md.
const rows = [
  ['no rule', {}, [], undefined],
  ['a rule for another service', {}, [{ serviceIds: ['svc_other'] }], undefined],
  ['+10 % on Thursdays', {}, [{ adjustment: dearer, when: { weekdays: [4] } }], 10_000],
  ['−20 % on Thursdays', {}, [{ adjustment: cheaper, when: { weekdays: [4] } }], 8_000],
  ['−20 % on Sundays, when nobody works', {}, [{ adjustment: cheaper, when: { weekdays: [7] } }], 10_000],
  ['+10 %, always', {}, [{ adjustment: dearer }], 11_000],
  [
    '−20 % before 9:00, when nobody works',
    {},
    [{ adjustment: cheaper, when: { times: { fromMinute: 0, toMinute: 540 } } }],
    10_000,
  ],
  [
    '−20 % booked 70 days before, past the horizon of 60',
    {},
    [{ adjustment: cheaper, when: { minimumLeadMinutes: 100_800 } }],
    10_000,
  ],
  ['−20 % booked 50 days before', {}, [{ adjustment: cheaper, when: { minimumLeadMinutes: 72_000 } }], 8_000],
  [
    '−20 % on Thursdays, +10 % but on Thursdays',
    {},
    [
      { adjustment: cheaper, when: { weekdays: [4] } },
      { id: 'pru_two', adjustment: dearer, when: { weekdays: [1, 2, 3, 5, 6, 7] } },
    ],
    8_000,
  ],
  ['−20 % for 4 people or more', { priceUnit: 'person' }, [{ adjustment: cheaper, when: { minimumPeople: 4 } }], 8_000],
  [
    '−20 % for 11 people, of whom 10 may come',
    { priceUnit: 'person' },
    [{ adjustment: cheaper, when: { minimumPeople: 11 } }],
    10_000,
  ],
  ['adults, and children at half', family, [], 5_000],
  ['the last seats cost more: not known', {}, [{ adjustment: dearer, when: { maximumSeatsLeft: 3 } }], null],
  [
    '−20 % on Sundays, a class every morning',
    { kind: 'class', sessions: [everyMorning], capacity: 5 },
    [{ adjustment: cheaper, when: { weekdays: [7] } }],
    8_000,
  ],
] as const satisfies readonly (readonly [string, Partial<Service>, readonly Partial<PriceRule>[], number | null | undefined])[];

describe('the least price of a service', () => {
  test.each(rows)('%s', async (_name, service, rules, expected) => {
    expect(await least(service, rules)).toBe(expected);
  });

  test('is that of somebody chosen by name only at times when he works', async () => {
    const staff = [anna, bo];
    expect(await least({ ...byName, ...juniorBo }, [], staff)).toBe(9_000);
    const thursdays = [{ adjustment: cheaper, when: { weekdays: [4] } }];
    expect(await least({ ...byName, ...juniorBo }, thursdays, staff)).toBe(8_000);
    const mondays = [{ adjustment: cheaper, when: { weekdays: [1] } }];
    expect(await least({ ...byName, ...juniorBo }, mondays, staff)).toBe(7_200);
  });

  test('is one for each duration, and for a single session of a course', async () => {
    const long = sell({ otherDurations: [{ durationMinutes: 90, price: eur(14_000) }] });
    const prices = await list(long, [rule({ adjustment: cheaper, when: { weekdays: [4] } })]);
    expect(findLeastPrice(prices, { ...long, durationMinutes: 90 })).toEqual(eur(11_200));
    const course = sell({
      kind: 'course',
      sessions: [{ ...everyMorning, rule: 'FREQ=DAILY;COUNT=4' }],
      dropIn: { price: eur(3_000) },
    });
    const both = await list(course, [rule({ adjustment: cheaper })]);
    expect([course, { ...course, kind: 'class' } as const].map((service) => findLeastPrice(both, service))).toEqual([
      eur(8_000),
      eur(2_400),
    ]);
  });

  test('is not known while nothing can be booked', async () => {
    expect(await least({}, [{ adjustment: cheaper, when: { weekdays: [4] } }], [buildResource({ weeklyHours: {} })])).toBeNull();
  });
});

test('more ways to book than can be looked at leave the least price unknown, and keep nobody waiting', async () => {
  const rules = Array.from({ length: 200 }, (_, index) => ({
    id: `pru_${index}` as const,
    when: { times: { fromMinute: index, toMinute: index + 600 }, minimumPeople: index + 1 },
  }));
  const people = Array.from({ length: 100 }, (_, index) => buildResource({ id: `res_${index}`, weeklyHours: weekdays }));
  const named = people.map(({ id }) => ({ resourceId: id, adjustment: cheaper }));
  const needs = [{ name: 'Stylist', anyOf: people.map(({ id }) => id), visitorMayChoose: true }];
  expect(await least({ ...family, maximumPartySize: 200, needs, resourcePrices: named }, rules, people)).toBeNull();
  expect(await least({ ...family, maximumPartySize: 200 }, rules.slice(0, 5))).toBe(5_000);
});
