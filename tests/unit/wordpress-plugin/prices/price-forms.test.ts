import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../../core/index.ts';
import { writeDocument } from '../../../../wordpress-plugin/src/model/catalog-document.ts';
import {
  findPlaceAfter,
  listPriceUsers,
  moveRecord,
  putRecord,
  putTax,
  removePrice,
  restore,
} from '../../../../wordpress-plugin/src/model/catalog-edits.ts';
import {
  findAdjustmentMistakes,
  keepAdjustment,
  readAdjustment,
} from '../../../../wordpress-plugin/src/model/prices/adjustment.ts';
import type { AdjustmentKind } from '../../../../wordpress-plugin/src/model/prices/adjustment.ts';
import { createCode, readCodeForm, writeCodeForm } from '../../../../wordpress-plugin/src/model/prices/code-form.ts';
import type { CodeForm } from '../../../../wordpress-plugin/src/model/prices/code-form.ts';
import { parsePercent, typePercent } from '../../../../wordpress-plugin/src/model/prices/percent.ts';
import {
  computeStartOfDay,
  findPeriodMistakes,
  readPeriod,
  writePeriod,
} from '../../../../wordpress-plugin/src/model/prices/period.ts';
import {
  createPriceRule,
  readPriceRuleForm,
  writePriceRuleForm,
} from '../../../../wordpress-plugin/src/model/prices/price-rule-form.ts';
import {
  createPromotion,
  readPromotionForm,
  writePromotionForm,
} from '../../../../wordpress-plugin/src/model/prices/promotion-form.ts';
import type { PromotionForm } from '../../../../wordpress-plugin/src/model/prices/promotion-form.ts';
import {
  findTaxMistakes,
  listTaxClassUsers,
  readTaxForm,
  writeTaxForm,
} from '../../../../wordpress-plugin/src/model/prices/tax-form.ts';
import { catalog } from '../catalog-fixture.ts';

const business = { currency: 'SEK', timeZone: 'Europe/Stockholm' };
type Written = ReturnType<typeof writePriceRuleForm>;
const mistakesOf = (written: Written): readonly string[] =>
  written.ok ? [] : written.mistakes.map(({ field, kind }) => `${field}: ${kind}`);
const recordOf = (written: Written) => {
  if (!written.ok) throw new Error(mistakesOf(written).join(', '));
  return written.record;
};

describe('a typed share', () => {
  test.each([
    ['10', 100, 2, 10],
    ['12,5 %', 100, 2, 12.5],
    ['9.975', 100, 4, 9.975],
    ['8,1250', 100, 4, 8.125],
    ['100', 100, 2, 100],
    ['0', 100, 2, null],
    ['101', 100, 2, null],
    ['1.234', 100, 2, null],
    ['-5', 100, 2, null],
    ['', 100, 2, null],
    ['ten', 100, 2, null],
  ])('"%s" (at most %i, %i decimals) is %p', (typed, maximum, decimals, expected) => {
    expect(parsePercent(typed, maximum, decimals)).toBe(expected);
  });

  test('is shown with the decimal mark of the reader', () => {
    expect([typePercent(12.5, 'sv-SE'), typePercent(12.5, 'en-US'), typePercent(1_000, 'de-DE')]).toEqual([
      '12,5',
      '12.5',
      '1000',
    ]);
  });
});

describe('a change of a price', () => {
  test.each([
    ['percent_more', '12,5', 'SEK', { kind: 'percent', percent: 12.5 }],
    ['percent_less', '100', 'SEK', { kind: 'percent', percent: -100 }],
    ['amount_more', '20,00', 'SEK', { kind: 'add', amountMinor: 2_000, currency: 'SEK' }],
    ['amount_less', '300', 'JPY', { kind: 'add', amountMinor: -300, currency: 'JPY' }],
    ['set', '1.250', 'KWD', { kind: 'set', amountMinor: 1_250, currency: 'KWD' }],
    ['set', '0', 'EUR', { kind: 'set', amountMinor: 0, currency: 'EUR' }],
    ['none', '', 'EUR', undefined],
  ] as const)('%s %s in %s is sent as %j, and shown again as it was typed', (kind, value, currency, expected) => {
    const typed = { kind, value, currency };
    expect(findAdjustmentMistakes(typed, 'adjustment')).toEqual([]);
    const written = keepAdjustment(undefined, typed);
    expect(written).toEqual(expected);
    expect(readAdjustment(written, currency, 'en-US').kind).toBe(kind);
    expect(keepAdjustment(written, readAdjustment(written, currency, 'en-US'))).toEqual(expected);
  });

  test.each<readonly [AdjustmentKind, string, string]>([
    ['percent_more', '1001', 'share'],
    ['percent_less', '101', 'share'],
    ['percent_less', '', 'share'],
    ['amount_more', '', 'price'],
    ['amount_more', '0', 'amount'],
    ['set', '1.2345', 'decimals'],
  ])('%s "%s" is refused: %s', (kind, value, expected) => {
    const found = findAdjustmentMistakes({ kind, value, currency: 'SEK' }, 'adjustment');
    expect(found.map((mistake) => mistake.kind)).toEqual([expected]);
  });

  test('keeps what later versions say beside it while it says the same', () => {
    const kept = { kind: 'percent', percent: 10, addedLater: 1 };
    expect(keepAdjustment(kept, readAdjustment(kept, 'SEK', 'sv-SE'))).toEqual(kept);
    expect(keepAdjustment(kept, { kind: 'percent_more', value: '11', currency: 'SEK' })).toEqual({
      kind: 'percent',
      percent: 11,
    });
  });
});

describe('a price rule', () => {
  const rule = {
    ...{ id: 'pru_one', name: 'Evening', serviceIds: ['svc_cut'], when: { times: { fromMinute: 1_020, toMinute: 1_200 } } },
    ...{ adjustment: { kind: 'percent', percent: 20 }, then: 'stop', addedLater: 1 },
  };
  const form = readPriceRuleForm(rule, 'SEK', 'sv-SE');

  test('that is saved without a change is what it was', () => {
    expect(recordOf(writePriceRuleForm(rule, form))).toEqual(rule);
  });

  test('says what is missing at its fields', () => {
    const fresh = createPriceRule('pru_new');
    expect(mistakesOf(writePriceRuleForm(fresh, readPriceRuleForm(fresh, 'SEK', 'sv-SE')))).toEqual([
      'name: empty',
      'adjustment: share',
    ]);
  });

  test('as it is made here is taken by the service', () => {
    const fresh = createPriceRule('pru_new');
    const typed = readPriceRuleForm(fresh, 'SEK', 'sv-SE');
    const record = recordOf(
      writePriceRuleForm(fresh, { ...typed, name: ' Late ', adjustment: { ...typed.adjustment, value: '5' } }),
    );
    expect(record).toEqual({
      ...{ id: 'pru_new', name: 'Late', serviceIds: null, then: 'continue' },
      adjustment: { kind: 'percent', percent: 5 },
    });
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('priceRules', record)(catalog))))).toEqual([]);
  });
});

describe('the order of rules', () => {
  const rules = ['pru_a', 'pru_b', 'pru_c'].map((id) => ({ id, name: id }));
  const document = { ...catalog, priceRules: rules };

  test.each([
    ['pru_b', 'up', '', 'pru_b pru_a pru_c'],
    ['pru_c', 'up', 'pru_a', 'pru_a pru_c pru_b'],
    ['pru_a', 'down', 'pru_b', 'pru_b pru_a pru_c'],
    ['pru_b', 'down', 'pru_c', 'pru_a pru_c pru_b'],
  ] as const)('%s one place %s stands behind "%s": %s', (id, direction, after, expected) => {
    expect(findPlaceAfter(rules, id, direction)).toBe(after);
    const moved = moveRecord('priceRules', id, after)(document);
    expect(moved.priceRules.map((rule) => rule['id']).join(' ')).toBe(expected);
  });

  test('ends at its ends', () => {
    expect([
      findPlaceAfter(rules, 'pru_a', 'up'),
      findPlaceAfter(rules, 'pru_c', 'down'),
      findPlaceAfter(rules, 'pru_x', 'up'),
    ]).toEqual([null, null, null]);
  });

  test('is the same again when a removal is undone', () => {
    const removed = removePrice('priceRules')('pru_b')(document);
    expect(removed.priceRules.map((rule) => rule['id'])).toEqual(['pru_a', 'pru_c']);
    expect(restore(document, 'priceRules', 'pru_b')(removed)).toEqual(document);
  });
});

test('what names a service or a person is known before that goes', () => {
  const rule = { id: 'pru_a', name: 'Ada’s', serviceIds: null, when: { resourceIds: ['res_ada'] } };
  const bundle = { id: 'pro_a', name: 'Both', serviceIds: null, offer: { kind: 'bundle', bundledIds: ['svc_cut', 'svc_class'] } };
  const code = { code: 'CUT', serviceIds: ['svc_cut'] };
  const document = { ...catalog, priceRules: [rule], promotions: [bundle], codes: [code] };
  expect(listPriceUsers(document, 'svc_cut')).toEqual([bundle, code]);
  expect(listPriceUsers(document, 'res_ada')).toEqual([rule]);
  expect(listPriceUsers(document, 'res_bo')).toEqual([]);
});

describe('a promotion', () => {
  const fresh = createPromotion('pro_new');
  const form = readPromotionForm(fresh, business, 'sv-SE');
  const write = (changed: Partial<PromotionForm>) =>
    writePromotionForm(fresh, { ...form, name: 'Offer', ...changed }, business.timeZone);

  test.each([
    ['three for two', {}, { kind: 'take_pay', take: 3, pay: 2 }],
    ['several', { offer: 'several', percent: '10' }, { kind: 'several', minimumBookings: 3, percent: 10 }],
    [
      'a bundle',
      { offer: 'bundle', bundledIds: ['svc_cut', 'svc_class'], bundle: { kind: 'set_price', value: '600', currency: 'SEK' } },
      {
        kind: 'bundle',
        bundledIds: ['svc_cut', 'svc_class'],
        discount: { kind: 'set_price', amountMinor: 60_000, currency: 'SEK' },
      },
    ],
  ] as const)('of %s is taken by the service, and saved again is what it was', (_name, changed, offer) => {
    const record = recordOf(write(changed));
    expect(record).toMatchObject({ name: 'Offer', offer, withCodes: true, then: 'continue', validFrom: null, validUntil: null });
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('promotions', record)(catalog))))).toEqual([]);
    expect(recordOf(writePromotionForm(record, readPromotionForm(record, business, 'en'), business.timeZone))).toEqual(record);
  });

  test.each([
    [{ name: '' }, ['name: empty']],
    [{ take: '1' }, ['offer.take: number']],
    [{ pay: '3' }, ['offer.pay: number']],
    [{ offer: 'several', minimumBookings: '11', percent: '0' }, ['offer.minimumBookings: number', 'offer.percent: share']],
    [{ offer: 'bundle', bundledIds: ['svc_cut'] }, ['offer.bundledIds: two_services', 'offer.discount: share']],
    [{ period: { validFrom: '2027-02-02', validUntil: '2027-02-01' } }, ['validUntil: backwards']],
  ] as const)('%j is refused: %j', (changed, expected) => {
    expect(mistakesOf(write(changed))).toEqual(expected);
  });
});

describe('a code', () => {
  const fresh = createCode();
  const form = readCodeForm(fresh, business, 'sv-SE');
  const typed = { ...form, code: ' spring ', given: { ...form.given, value: '10' } };
  const write = (changed: Partial<CodeForm>, taken: readonly string[] = []) =>
    writeCodeForm(fresh, { ...typed, ...changed }, business.timeZone, taken);
  const amount = (value: string) => ({ kind: 'fixed' as const, value, currency: 'SEK' });

  test.each([
    ['a share', {}, { discount: { kind: 'percent', percent: 10 } }],
    [
      'an amount',
      { gift: 'fixed_order', given: amount('50,50') },
      { discount: { kind: 'fixed', amountMinor: 5_050, currency: 'SEK' } },
    ],
    [
      'an amount for each',
      { gift: 'fixed_booking', given: amount('50') },
      { discount: { kind: 'fixed', amountMinor: 5_000, currency: 'SEK', per: 'booking' } },
    ],
    ['a price', { gift: 'set_price', given: amount('0') }, { discount: { kind: 'set_price', amountMinor: 0, currency: 'SEK' } }],
    [
      'an extra',
      { gift: 'free_extra', extraId: 'ext_mask', quantity: '2' },
      { discount: { kind: 'free_extra', extraId: 'ext_mask', quantity: 2 } },
    ],
    [
      'limits',
      {
        maximumRedemptions: '100',
        maximumPerCustomer: '1',
        minimumSpend: '200',
        firstVisitOnly: true,
        combinable: true,
        countedPer: 'seat',
      },
      {
        ...{ maximumRedemptions: 100, maximumPerCustomer: 1, minimumSpendMinor: 20_000, firstVisitOnly: true },
        ...{ combinable: true, countedPer: 'seat' },
      },
    ],
  ] as const)('with %s is taken by the service, and saved again is what it was', (_name, changed, expected) => {
    const record = recordOf(write(changed));
    expect(record).toMatchObject({ code: 'SPRING', ...expected });
    expect(checkCatalog(parseCatalogDocument(writeDocument(putRecord('codes', record)(catalog))))).toEqual([]);
    expect(recordOf(writeCodeForm(record, readCodeForm(record, business, 'en'), business.timeZone, []))).toEqual(record);
  });

  test('says nothing of what has no limit', () => {
    expect(Object.keys(recordOf(write({}))).toSorted()).toEqual(
      ['code', 'discount', 'maximumRedemptions', 'serviceIds', 'validFrom', 'validUntil'].toSorted(),
    );
  });

  test.each([
    [{ code: 'x' }, ['code: code']],
    [{ code: 'two words' }, ['code: code']],
    [{ code: 'hello' }, ['code: taken']],
    [{ given: { ...form.given, value: '' } }, ['discount: share']],
    [{ gift: 'fixed_order', given: amount('0') }, ['discount: amount']],
    [{ gift: 'free_extra', quantity: '0' }, ['discount.extraId: extra', 'discount.quantity: number']],
    [
      { maximumRedemptions: '0', maximumPerCustomer: 'x', minimumSpend: 'a lot' },
      ['maximumRedemptions: number', 'maximumPerCustomer: number', 'minimumSpendMinor: price'],
    ],
  ] as const)('%j is refused: %j', (changed, expected) => {
    expect(mistakesOf(write(changed, ['HELLO']))).toEqual(expected);
  });
});

describe('a period', () => {
  test.each([
    ['2027-01-14', 'Europe/Stockholm', '2027-01-13T23:00:00.000Z'],
    ['2027-07-14', 'Europe/Stockholm', '2027-07-13T22:00:00.000Z'],
    ['2027-03-28', 'Europe/Stockholm', '2027-03-27T23:00:00.000Z'],
    ['2027-03-29', 'Europe/Stockholm', '2027-03-28T22:00:00.000Z'],
    ['2027-01-14', 'America/Los_Angeles', '2027-01-14T08:00:00.000Z'],
    ['2027-01-14', 'Pacific/Kiritimati', '2027-01-13T10:00:00.000Z'],
    ['2027-01-14', 'UTC', '2027-01-14T00:00:00.000Z'],
    // Where the clock goes from 24:00 to 1:00, the day begins at 1:00.
    ['2027-04-23', 'Africa/Cairo', '2027-04-22T22:00:00.000Z'],
    ['2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
  ])('%s in %s begins at %s', (date, timeZone, expected) => {
    expect(computeStartOfDay(date, timeZone)).toBe(expected);
  });

  test('is typed with its last day, and ends where that day does', () => {
    const none = { validFrom: null, validUntil: null };
    const written = writePeriod(none, { validFrom: '2027-03-28', validUntil: '2027-03-28' }, 'Europe/Stockholm');
    expect(written).toEqual({ validFrom: '2027-03-27T23:00:00.000Z', validUntil: '2027-03-28T22:00:00.000Z' });
    expect(readPeriod(written, 'Europe/Stockholm')).toEqual({ validFrom: '2027-03-28', validUntil: '2027-03-28' });
    expect(writePeriod(written, { validFrom: '', validUntil: '' }, 'Europe/Stockholm')).toEqual(none);
  });

  test('that was set to the minute stays so while its dates do', () => {
    const exact = { validFrom: '2027-01-14T08:30:00Z', validUntil: '2027-01-20T11:00:00Z' };
    const typed = readPeriod(exact, 'Europe/Stockholm');
    expect(typed).toEqual({ validFrom: '2027-01-14', validUntil: '2027-01-20' });
    expect(writePeriod(exact, typed, 'Europe/Stockholm')).toEqual(exact);
  });

  test('needs dates that there are, in their order', () => {
    expect(findPeriodMistakes({ validFrom: '2027-01-1', validUntil: '' })).toEqual([{ field: 'validFrom', kind: 'date' }]);
    expect(findPeriodMistakes({ validFrom: '2027-01-02', validUntil: '2027-01-02' })).toEqual([]);
  });
});

describe('taxes', () => {
  const tax = {
    ...{ prices: 'exclude_tax', rounding: 'sum', addedLater: 1 },
    classes: [
      { id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] },
      {
        id: 'tax_two',
        name: 'Two',
        rates: [
          { name: 'GST', percent: 5, kept: 2 },
          { name: 'QST', percent: 9.975 },
        ],
      },
    ],
  };
  const form = readTaxForm(tax, 'sv-SE');

  test('are shown as they are typed, and saved without a change are what they were', () => {
    expect(form.classes[1]?.rates.map(({ percent }) => percent)).toEqual(['5', '9,975']);
    expect(writeTaxForm(tax, form)).toEqual(tax);
    expect(checkCatalog(parseCatalogDocument(writeDocument(putTax(writeTaxForm(tax, form))(catalog))))).toEqual([]);
  });

  test('that bills do not show are none', () => {
    expect(readTaxForm(null, 'sv-SE')).toMatchObject({ isOn: false, classes: [] });
    expect(writeTaxForm(tax, { ...form, isOn: false })).toBeNull();
    expect(findTaxMistakes({ ...form, isOn: false, classes: [] })).toEqual([]);
  });

  test('need a class, names, and shares up to 100 per cent', () => {
    expect(findTaxMistakes({ ...form, classes: [] })).toEqual([{ field: 'tax.classes', kind: 'classes' }]);
    const wrong = { id: 'tax_x', name: ' ', rates: [{ name: '', percent: '0', kept: {} }], kept: {} };
    expect(findTaxMistakes({ ...form, classes: [...form.classes, wrong] }).map(({ field, kind }) => `${field}: ${kind}`)).toEqual(
      ['tax.classes.2.name: empty', 'tax.classes.2.rates.0.name: empty', 'tax.classes.2.rates.0.percent: share'],
    );
  });

  test('of a class that a service or an extra names cannot go unnoticed', () => {
    const named = [
      { id: 'svc_a', name: 'A', taxClassId: 'tax_full' },
      { id: 'svc_b', name: 'B', extras: [{ id: 'ext_a', taxClassId: 'tax_two' }] },
    ];
    expect([listTaxClassUsers(named, 'tax_full'), listTaxClassUsers(named, 'tax_two')]).toEqual([[named[0]], [named[1]]]);
  });
});
