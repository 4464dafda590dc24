import { describe, expect, test } from '@jest/globals';
import type { DiscountCode } from '../../../../core/catalog/discount-code.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { computeQuote } from '../../../../core/pricing/compute-quote.ts';
import type { QuoteRequest } from '../../../../core/pricing/compute-quote.ts';
import type { ChosenExtra } from '../../../../core/pricing/quote.ts';
import { buildCode, buildService, endOf, NOW, valueOf } from '../../../support/build-core.ts';

const care = { id: 'ext_care', name: 'Care', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 3 } as const;
const mask = { id: 'ext_mask', name: 'Mask', price: { amountMinor: 2_500, currency: 'SEK' }, maximumQuantity: 1 } as const;
const group: Partial<Service> = { priceUnit: 'person', minimumPartySize: 1, maximumPartySize: 6, extras: [care, mask] };
const yen: Partial<Service> = { price: { amountMinor: 3_333, currency: 'JPY' } };
const dinar: Partial<Service> = { price: { amountMinor: 12_255, currency: 'KWD' } };

const percent = (value: number): Partial<DiscountCode> => ({ discount: { kind: 'percent', percent: value } });
const fixed = (amountMinor: number, currency = 'SEK'): Partial<DiscountCode> => ({
  discount: { kind: 'fixed', amountMinor, currency },
});

type Row = {
  readonly name: string;
  readonly service?: Partial<Service>;
  readonly partySize?: number;
  readonly extras?: readonly ChosenExtra[];
  readonly code?: Partial<DiscountCode> | undefined;
};

const requestOf = ({ service = {}, partySize = 1, extras = [], code }: Row): QuoteRequest => ({
  items: [{ service: buildService(service), partySize, extras }],
  codes: code === undefined ? [] : [buildCode(code)],
});

const priced: readonly (Row & { readonly amounts: readonly number[]; readonly total: number })[] = [
  { name: 'one price per booking', amounts: [45_000], total: 45_000 },
  { name: 'per booking whatever the party', service: { maximumPartySize: 4 }, partySize: 3, amounts: [45_000], total: 45_000 },
  { name: 'per person, one', service: group, amounts: [45_000], total: 45_000 },
  { name: 'per person, four', service: group, partySize: 4, amounts: [180_000], total: 180_000 },
  { name: 'an extra', service: group, extras: [{ extraId: 'ext_care', quantity: 1 }], amounts: [45_000, 9_900], total: 54_900 },
  {
    name: 'an extra three times',
    service: group,
    extras: [{ extraId: 'ext_care', quantity: 3 }],
    amounts: [45_000, 29_700],
    total: 74_700,
  },
  {
    name: 'two extras for two people: extras are not per person',
    service: group,
    partySize: 2,
    extras: [
      { extraId: 'ext_mask', quantity: 1 },
      { extraId: 'ext_care', quantity: 2 },
    ],
    amounts: [90_000, 2_500, 19_800],
    total: 112_300,
  },
  { name: 'ten per cent', code: percent(10), amounts: [45_000, -4_500], total: 40_500 },
  {
    name: 'ten per cent of all, extras too',
    service: group,
    extras: [{ extraId: 'ext_care', quantity: 1 }],
    code: percent(10),
    amounts: [45_000, 9_900, -5_490],
    total: 49_410,
  },
  {
    name: 'rounded once on the sum',
    service: { price: { amountMinor: 333, currency: 'EUR' }, priceUnit: 'person', maximumPartySize: 3 },
    partySize: 3,
    code: percent(15),
    amounts: [999, -150],
    total: 849,
  },
  {
    name: 'half a cent goes to the customer',
    service: { price: { amountMinor: 5, currency: 'EUR' } },
    code: percent(50),
    amounts: [5, -3],
    total: 2,
  },
  { name: 'yen: no decimals to round to', service: yen, code: percent(10), amounts: [3_333, -333], total: 3_000 },
  { name: 'dinars: thousandths', service: dinar, code: percent(50), amounts: [12_255, -6_128], total: 6_127 },
  { name: 'twelve and a half per cent', code: percent(12.5), amounts: [45_000, -5_625], total: 39_375 },
  { name: 'a hundred per cent', code: percent(100), amounts: [45_000, -45_000], total: 0 },
  {
    name: 'a percentage that rounds to nothing leaves no line',
    service: { price: { amountMinor: 4, currency: 'EUR' } },
    code: percent(10),
    amounts: [4],
    total: 4,
  },
  { name: 'fifty crowns off', code: fixed(5_000), amounts: [45_000, -5_000], total: 40_000 },
  { name: 'a fixed code never gives more than the whole', code: fixed(90_000), amounts: [45_000, -45_000], total: 0 },
  { name: 'a fixed code in yen', service: yen, code: fixed(333, 'JPY'), amounts: [3_333, -333], total: 3_000 },
  { name: 'a free service', service: { price: { amountMinor: 0, currency: 'SEK' } }, amounts: [0], total: 0 },
  {
    name: 'a free service with a code',
    service: { price: { amountMinor: 0, currency: 'SEK' } },
    code: percent(10),
    amounts: [0],
    total: 0,
  },
  {
    name: 'a free service with an extra',
    service: { ...group, price: { amountMinor: 0, currency: 'SEK' } },
    extras: [{ extraId: 'ext_mask', quantity: 1 }],
    amounts: [0, 2_500],
    total: 2_500,
  },
  { name: 'a code from this very moment', code: { ...percent(10), validFrom: NOW }, amounts: [45_000, -4_500], total: 40_500 },
  {
    name: 'a code until the next millisecond',
    code: { ...percent(10), validUntil: NOW + 1 },
    amounts: [45_000, -4_500],
    total: 40_500,
  },
  {
    name: 'a code for this service',
    code: { ...percent(10), serviceIds: ['svc_other', 'svc_cut'] },
    amounts: [45_000, -4_500],
    total: 40_500,
  },
  {
    name: 'the smallest party',
    service: { minimumPartySize: 2, maximumPartySize: 6, priceUnit: 'person' },
    partySize: 2,
    amounts: [90_000],
    total: 90_000,
  },
  { name: 'the largest party', service: group, partySize: 6, amounts: [270_000], total: 270_000 },
];

const refused: readonly (Row & { readonly code_: string })[] = [
  { name: 'one too many', service: group, partySize: 7, code_: 'party_too_large' },
  { name: 'one too few', service: { minimumPartySize: 2, maximumPartySize: 4 }, code_: 'party_too_small' },
  { name: 'nobody', service: group, partySize: 0, code_: 'party_too_small' },
  { name: 'an unknown extra', service: group, extras: [{ extraId: 'ext_none', quantity: 1 }], code_: 'extra_not_offered' },
  { name: 'too many of an extra', service: group, extras: [{ extraId: 'ext_care', quantity: 4 }], code_: 'extra_not_offered' },
  { name: 'none of an extra', service: group, extras: [{ extraId: 'ext_care', quantity: 0 }], code_: 'extra_not_offered' },
  {
    name: 'less than none of an extra',
    service: group,
    extras: [{ extraId: 'ext_care', quantity: -1 }],
    code_: 'extra_not_offered',
  },
  { name: 'half an extra', service: group, extras: [{ extraId: 'ext_care', quantity: 1.5 }], code_: 'extra_not_offered' },
  {
    name: 'an extra named twice',
    service: group,
    extras: [
      { extraId: 'ext_care', quantity: 1 },
      { extraId: 'ext_care', quantity: 1 },
    ],
    code_: 'extra_not_offered',
  },
  {
    name: 'an extra in another currency',
    service: { extras: [{ ...care, price: { amountMinor: 900, currency: 'EUR' } }] },
    extras: [{ extraId: 'ext_care', quantity: 1 }],
    code_: 'currency_mismatch',
  },
  { name: 'a code in another currency', code: fixed(5_000, 'EUR'), code_: 'code_not_applicable' },
  { name: 'a code for another service', code: { ...percent(10), serviceIds: ['svc_other'] }, code_: 'code_not_applicable' },
  { name: 'a code before its time', code: { ...percent(10), validFrom: NOW + 1 }, code_: 'code_invalid' },
  { name: 'a code at its end', code: { ...percent(10), validUntil: NOW }, code_: 'code_invalid' },
];

describe('computeQuote', () => {
  test.each(priced)('$name', (row) => {
    const quote = valueOf(computeQuote(requestOf(row), NOW));
    expect(quote.lines.map((line) => line.amountMinor)).toEqual(row.amounts);
    expect(quote.total.amountMinor).toBe(row.total);
    expect(quote.dueNow).toEqual(quote.total);
    expect(quote.dueLater.amountMinor).toBe(0);
    expect(
      quote.lines.every((line) => line.amountMinor === line.unitAmountMinor * line.quantity && line.explanation !== ''),
    ).toBe(true);
  });

  test.each(refused)('refuses $name', (row) => {
    expect(endOf(computeQuote(requestOf(row), NOW))).toBe(row.code_);
  });
});

describe('several bookings of one order', () => {
  const cut = {
    service: buildService({ extras: [care] }),
    partySize: 1,
    extras: [{ extraId: 'ext_care', quantity: 1 }],
  } as const;
  const yoga = {
    service: buildService({ id: 'svc_yoga', ...group, price: { amountMinor: 20_000, currency: 'SEK' } }),
    partySize: 3,
    extras: [],
  } as const;
  const third = { ...cut, service: buildService({ id: 'svc_third', price: { amountMinor: 333, currency: 'SEK' } }), extras: [] };
  const forYoga = { serviceIds: ['svc_yoga'] } as const;

  test.each([
    {
      name: 'no code',
      codes: [],
      lines: [
        [0, 45_000],
        [0, 9_900],
        [1, 60_000],
        [2, 333],
      ],
    },
    {
      name: 'ten per cent of the whole, rounded once',
      codes: [buildCode()],
      lines: [
        [0, 45_000],
        [0, 9_900],
        [1, 60_000],
        [2, 333],
        [null, -11_523],
      ],
    },
    {
      name: 'ten per cent of one of them',
      codes: [buildCode(forYoga)],
      lines: [
        [0, 45_000],
        [0, 9_900],
        [1, 60_000],
        [2, 333],
        [1, -6_000],
      ],
    },
    {
      name: 'a fixed amount for two of them, spread by amount',
      codes: [
        buildCode({
          serviceIds: ['svc_cut', 'svc_yoga'],
          discount: { kind: 'fixed', amountMinor: 1_000, currency: 'SEK' },
        }),
      ],
      lines: [
        [0, 45_000],
        [0, 9_900],
        [1, 60_000],
        [2, 333],
        [0, -478],
        [1, -522],
      ],
    },
    {
      name: 'a fixed amount above what it is for',
      codes: [buildCode({ serviceIds: ['svc_third'], discount: { kind: 'fixed', amountMinor: 1_000, currency: 'SEK' } })],
      lines: [
        [0, 45_000],
        [0, 9_900],
        [1, 60_000],
        [2, 333],
        [2, -333],
      ],
    },
  ])('$name', ({ codes, lines }) => {
    const quote = valueOf(computeQuote({ items: [cut, yoga, third], codes }, NOW));
    expect(quote.lines.map((line) => [line.item, line.amountMinor])).toEqual(lines);
    expect(quote.total.amountMinor).toBe(lines.reduce((sum, [, amount]) => sum + (amount ?? 0), 0));
    expect(quote.items).toMatchObject([
      { serviceId: 'svc_cut', partySize: 1, durationMinutes: 60 },
      { serviceId: 'svc_yoga', partySize: 3, durationMinutes: 60 },
      { serviceId: 'svc_third', partySize: 1, durationMinutes: 60 },
    ]);
  });

  test.each([
    { name: 'a code for none of them', items: [cut, third], codes: [buildCode(forYoga)], end: { code: 'code_not_applicable' } },
    {
      name: 'another currency',
      items: [cut, { ...third, service: buildService({ price: { amountMinor: 1, currency: 'EUR' } }) }],
      codes: [],
      end: { code: 'currency_mismatch', details: { item: 1 } },
    },
    {
      name: 'an extra of another service',
      items: [cut, { ...yoga, extras: [{ extraId: 'ext_none', quantity: 1 } as const] }],
      codes: [],
      end: { code: 'extra_not_offered', details: { item: 1 } },
    },
    {
      name: 'a party too large',
      items: [yoga, { ...third, partySize: 2 }],
      codes: [],
      end: { code: 'party_too_large', details: { item: 1 } },
    },
  ])('refuses $name', ({ items, codes, end }) => {
    expect(computeQuote({ items, codes }, NOW)).toMatchObject({ ok: false, refusal: end });
  });

  test('the hash knows their order', () => {
    const hashOf = (...items: QuoteRequest['items']) => valueOf(computeQuote({ items, codes: [] }, NOW)).hash;
    expect(hashOf(cut, yoga)).not.toBe(hashOf(yoga, cut));
    expect(hashOf(cut)).not.toBe(hashOf(cut, cut));
  });
});

describe('the hash', () => {
  const base: Row = {
    name: 'base',
    service: group,
    partySize: 2,
    extras: [{ extraId: 'ext_care', quantity: 1 }],
    code: percent(10),
  };
  const hashOf = (row: Row): string => valueOf(computeQuote(requestOf(row), NOW)).hash;

  test('is the same for the same content', () => {
    expect(hashOf(base)).toBe(hashOf({ ...base }));
    expect(hashOf(base)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('does not depend on what is not shown', () => {
    expect(hashOf({ ...base, service: { ...group, holdMinutes: 5, description: 'Other', minimumNoticeMinutes: 60 } })).toBe(
      hashOf(base),
    );
    expect(hashOf({ ...base, code: { ...percent(10), maximumRedemptions: 5 } })).toBe(hashOf(base));
  });

  test.each<Row>([
    { ...base, name: 'the party', partySize: 3 },
    { ...base, name: 'the price', service: { ...group, price: { amountMinor: 45_001, currency: 'SEK' } } },
    {
      ...base,
      name: 'the currency',
      service: {
        ...group,
        price: { amountMinor: 45_000, currency: 'NOK' },
        extras: [{ ...care, price: { amountMinor: 9_900, currency: 'NOK' } }],
      },
    },
    { ...base, name: 'an extra more', extras: [{ extraId: 'ext_care', quantity: 2 }] },
    { ...base, name: 'no extra', extras: [] },
    { ...base, name: 'another code with the same effect', code: { ...percent(10), code: 'OTHER' } },
    { ...base, name: 'the same discount as a fixed amount', code: fixed(9_990) },
    { ...base, name: 'no code', code: undefined },
    { ...base, name: 'the name of the service', service: { ...group, name: 'Long cut' } },
    { ...base, name: 'the name of an extra', service: { ...group, extras: [{ ...care, name: 'Hair care' }] } },
  ])('changes with $name', (row) => {
    expect(hashOf(row)).not.toBe(hashOf(base));
  });
});
