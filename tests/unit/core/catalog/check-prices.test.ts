import { describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import { checkAdjustment } from '../../../../core/catalog/check-prices.ts';
import type { PriceRule } from '../../../../core/catalog/prices/price-rule.ts';
import type { Promotion } from '../../../../core/catalog/prices/promotion.ts';
import { buildResource, buildService } from '../../../support/build-core.ts';
import { promotion, rule } from '../../../support/price-rows.ts';

const good: CatalogDocument = { services: [buildService()], resources: [buildResource()], codes: [] };
const pathsOf = (changes: Partial<CatalogDocument>): readonly string[] =>
  checkCatalog({ ...good, ...changes }).map(({ path }) => path);
const ofRule = (changes: Partial<PriceRule>): readonly string[] => pathsOf({ priceRules: [rule(changes)] });
const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' }) as const;

test('every share with up to two decimals is one that a rule may change a price by', () => {
  const refused = Array.from({ length: 110_001 }, (_, index) => (index - 10_000) / 100).filter(
    (percent) => checkAdjustment('adjustment', { kind: 'percent', percent }).length > 0,
  );
  expect(refused).toEqual([]);
});

describe('a price rule', () => {
  const rows: readonly (readonly [string, Partial<PriceRule>, readonly string[]])[] = [
    ['another shape of id', { id: 'pru_' }, ['priceRules.0.id']],
    ['without a name', { name: ' ' }, ['priceRules.0.name']],
    ['three decimals', { adjustment: { kind: 'percent', percent: 1.125 } }, ['priceRules.0.adjustment.percent']],
    ['less than nothing', { adjustment: { kind: 'percent', percent: -100.01 } }, ['priceRules.0.adjustment.percent']],
    ['no number', { adjustment: { kind: 'percent', percent: Number.NaN } }, ['priceRules.0.adjustment.percent']],
    ['half a unit', { adjustment: { kind: 'add', ...sek(0.5) } }, ['priceRules.0.adjustment']],
    ['a price below nothing', { adjustment: { kind: 'set', ...sek(-1) } }, ['priceRules.0.adjustment']],
    ['an amount beyond all prices', { adjustment: { kind: 'set', ...sek(1e11 + 1) } }, ['priceRules.0.adjustment']],
    ['no currency', { adjustment: { kind: 'set', amountMinor: 1, currency: 'ZZZ' } }, ['priceRules.0.adjustment']],
    ['for no service', { serviceIds: [] }, ['priceRules.0.serviceIds']],
    ['for a service that is not there', { serviceIds: ['svc_none'] }, ['priceRules.0.serviceIds']],
    ['on no weekday', { when: { weekdays: [] } }, ['priceRules.0.when.weekdays']],
    ['on the eighth weekday', { when: { weekdays: [8] } }, ['priceRules.0.when.weekdays']],
    ['on no date', { when: { dates: [] } }, ['priceRules.0.when.dates']],
    ['for nobody', { when: { resourceIds: [] } }, ['priceRules.0.when.resourceIds']],
    ['30 February', { when: { dates: [{ from: '02-01', to: '02-30' }] } }, ['priceRules.0.when.dates.0']],
    ['29 February 2027', { when: { dates: [{ from: '2027-02-01', to: '2027-02-29' }] } }, ['priceRules.0.when.dates.0']],
    ['a date and a day of the year', { when: { dates: [{ from: '2027-02-01', to: '02-20' }] } }, ['priceRules.0.when.dates.0']],
    ['dates that end before', { when: { dates: [{ from: '2027-02-02', to: '2027-02-01' }] } }, ['priceRules.0.when.dates.0']],
    ['no time', { when: { times: { fromMinute: 60, toMinute: 60 } } }, ['priceRules.0.when.times']],
    ['a time beyond the day', { when: { times: { fromMinute: 60, toMinute: 1_441 } } }, ['priceRules.0.when.times']],
    ['more people than at most', { when: { minimumPeople: 3, maximumPeople: 2 } }, ['priceRules.0.when.maximumPeople']],
    [
      'earlier than at the earliest',
      { when: { minimumLeadMinutes: 61, maximumLeadMinutes: 60 } },
      ['priceRules.0.when.maximumLeadMinutes'],
    ],
    ['half a person', { when: { minimumPeople: 0.5 } }, ['priceRules.0.when.minimumPeople']],
    ['29 February of any year', { when: { dates: [{ from: '02-29', to: '02-29' }] } }, []],
    ['over New Year', { when: { dates: [{ from: '12-15', to: '01-15' }] } }, []],
    ['as many people as at most', { when: { minimumPeople: 3, maximumPeople: 3 } }, []],
  ];
  test.each(rows)('%s', (_name, changes, paths) => {
    expect(ofRule(changes)).toEqual(paths);
  });

  test('is there once, and 200 times at most', () => {
    expect(pathsOf({ priceRules: [rule({}), rule({})] })).toEqual(['priceRules.1']);
    const many = Array.from({ length: 201 }, (_, index) => rule({ id: `pru_${index}` }));
    expect([pathsOf({ priceRules: many }), pathsOf({ priceRules: many.slice(1) })]).toEqual([['priceRules'], []]);
  });
});

describe('a promotion', () => {
  const bundledIds = ['svc_cut', 'svc_two'] as const;
  const rows: readonly (readonly [string, Promotion['offer'], readonly string[]])[] = [
    ['three for three', { kind: 'take_pay', take: 3, pay: 3 }, ['pay']],
    ['two for nothing', { kind: 'take_pay', take: 2, pay: 0 }, ['pay']],
    ['several of one', { kind: 'several', minimumBookings: 1, percent: 10 }, ['minimumBookings']],
    ['more than all off', { kind: 'several', minimumBookings: 2, percent: 100.1 }, ['percent']],
    ['five decimals', { kind: 'several', minimumBookings: 2, percent: 0.00001 }, ['percent']],
    ['a bundle of one', { kind: 'bundle', bundledIds: ['svc_cut'], discount: { kind: 'fixed', ...sek(1) } }, ['bundledIds']],
    ['a share of nothing', { kind: 'bundle', bundledIds, discount: { kind: 'percent', percent: 0 } }, ['discount.percent']],
    ['an amount in halves', { kind: 'bundle', bundledIds, discount: { kind: 'fixed', ...sek(0.5) } }, ['discount']],
    ['a share with four decimals', { kind: 'bundle', bundledIds, discount: { kind: 'percent', percent: 9.9753 } }, []],
  ];
  test.each(rows)('%s', (_name, offer, paths) => {
    const services = [buildService(), buildService({ id: 'svc_two' })];
    expect(pathsOf({ services, promotions: [promotion({ offer })] })).toEqual(paths.map((path) => `promotions.0.offer.${path}`));
  });
});

describe('a deposit', () => {
  test.each([
    [33.3333, []],
    [33.33333, ['services.0.deposit.amount']],
    [0, ['services.0.deposit.amount']],
    [100, ['services.0.deposit.amount']],
    [Number.NaN, ['services.0.deposit.amount']],
  ] as const)('of %d per cent', (percent, paths) => {
    const deposit = { amount: { kind: 'percent', percent }, balance: { due: 'on_site' }, mayPayAll: true } as const;
    expect(pathsOf({ services: [buildService({ deposit })] })).toEqual(paths);
  });
});
