import { describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { listMoneyChanges } from '../../../../core/catalog/price-history.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { describePriceChange } from '../../../../core/report/describe-price-change.ts';
import { code, eur, promotion, rule, sell, tax } from '../../../support/price-rows.ts';

const document = (changes: Partial<CatalogDocument> = {}): CatalogDocument => ({
  ...{ services: [sell()], resources: [], codes: [code('TEN')], priceRules: [rule()], promotions: [promotion()], tax: tax() },
  ...changes,
});

const tell = (after: CatalogDocument, before = document()): readonly string[] =>
  listMoneyChanges(before, after).map(
    ({ itemId, before: previous, after: said }) => `${itemId}: ${describePriceChange({ said, previous, version: 2 })}`,
  );
const service = (changes: Partial<Service>): CatalogDocument => document({ services: [sell(changes)] });

// The rows of "The history of prices" in docs/algorithms/pricing.md.
const rows: readonly { readonly name: string; readonly after: CatalogDocument; readonly told: readonly string[] }[] = [
  { name: 'nothing', after: document(), told: [] },
  { name: 'lists that are empty', after: service({ otherDurations: [], personTypes: [], resourcePrices: [] }), told: [] },
  {
    name: 'a code that ends',
    after: document({ codes: [code('TEN', { validUntil: Date.UTC(2027, 0, 1) })] }),
    told: ['TEN: valid until: none → 2027-01-01T00:00:00Z.'],
  },
  { name: 'another name and place of a service', after: service({ name: 'Other', place: 'There', horizonDays: 3 }), told: [] },
  { name: 'another name of a rule', after: document({ priceRules: [rule({ name: 'Other' })] }), told: [] },
  { name: 'another price', after: service({ price: eur(12_000) }), told: ['svc_cut: price: €100.00 → €120.00.'] },
  { name: 'paid at the place', after: service({ payment: 'on_site' }), told: ['svc_cut: payment: online → on_site.'] },
  {
    name: 'a deposit',
    after: service({ deposit: { amount: { kind: 'percent', percent: 20 }, balance: { due: 'on_site' }, mayPayAll: true } }),
    told: ['svc_cut: deposit: none → (amount percent 20, balance due on_site, may pay all yes).'],
  },
  {
    name: 'another share of a rule',
    after: document({ priceRules: [rule({ adjustment: { kind: 'percent', percent: -5 } })] }),
    told: ['pru_one: adjustment: percent 10 → percent -5.'],
  },
  {
    name: 'a rule on Fridays only',
    after: document({ priceRules: [rule({ when: { weekdays: [5] } })] }),
    told: ['pru_one: when: none → weekdays 5.'],
  },
  {
    name: 'a second rule',
    after: document({ priceRules: [rule(), rule({ id: 'pru_two' })] }),
    told: ['pru_two: It says: (pru_two, adjustment percent 10, then continue).', 'order: It says: order pru_one, pru_two.'],
  },
  { name: 'no promotion', after: document({ promotions: [] }), told: ['pro_one: Retired.'] },
  {
    name: 'a code for fewer uses',
    after: document({ codes: [code('TEN', { maximumRedemptions: 3 })] }),
    told: ['TEN: maximum redemptions: none → 3.'],
  },
  {
    name: 'prices without tax',
    after: document({ tax: tax({ prices: 'exclude_tax' }) }),
    told: ['tax: prices: include_tax → exclude_tax.'],
  },
];

describe('what changes about money', () => {
  test.each(rows)('$name', ({ after, told }) => {
    expect(tell(after)).toEqual(told);
  });

  test('fields in another order, or said to be nothing, are no change', () => {
    const [known] = document().priceRules ?? [];
    const turned = known === undefined ? [] : [rule({ ...known, when: undefined })];
    expect(tell(document({ priceRules: turned }))).toEqual([]);
  });

  test('an order of rules alone is one', () => {
    const two = [rule(), rule({ id: 'pru_two' })];
    expect(tell(document({ priceRules: two.toReversed() }), document({ priceRules: two }))).toEqual([
      'order: order: pru_one, pru_two → pru_two, pru_one.',
    ]);
  });
});
