import type { Json } from './service-harness.ts';

const sek = (amountMinor: Json): Json => ({ amountMinor, currency: 'SEK' });
const rule = (changes: Json): Json => ({
  priceRules: [{ id: 'pru_one', name: 'Rule', adjustment: { kind: 'percent', percent: 10 }, ...changes }],
});
const promotion = (offer: Json): Json => ({ promotions: [{ id: 'pro_one', name: 'Promotion', offer }] });
const code = (changes: Json): Json => ({ codes: [{ code: 'SUMMER', discount: { kind: 'percent', percent: 10 }, ...changes }] });
const tax = (percent: Json): Json => ({
  tax: { classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent }] }] },
});

/** What nobody may ask the price of: with which code and path it is refused. Asked of the demo's services. */
export const badQuestions: readonly (readonly [string, Json, string, string])[] = [
  [
    'an extra less than none',
    { serviceId: 'svc_cut', extras: [{ extraId: 'ext_wash', quantity: -1 }] },
    'invalid_request',
    'extras.0.quantity',
  ],
  [
    'half an extra',
    { serviceId: 'svc_cut', extras: [{ extraId: 'ext_wash', quantity: 0.5 }] },
    'invalid_request',
    'extras.0.quantity',
  ],
  ['a party in words', { serviceId: 'svc_cut', partySize: 'two' }, 'invalid_request', 'partySize'],
  ['a party beyond all numbers', { serviceId: 'svc_cut', partySize: 1e308 }, 'invalid_request', 'partySize'],
  [
    'a person less than nobody',
    { serviceId: 'svc_yoga', people: [{ personTypeId: 'per_x', quantity: -1 }] },
    'invalid_request',
    'people.0.quantity',
  ],
  [
    'half a person',
    { serviceId: 'svc_yoga', people: [{ personTypeId: 'per_x', quantity: 0.5 }] },
    'invalid_request',
    'people.0.quantity',
  ],
  [
    'a kind of people that is none',
    { serviceId: 'svc_yoga', people: [{ personTypeId: 'adult', quantity: 1 }] },
    'invalid_request',
    'people.0.personTypeId',
  ],
  ['a tip less than nothing', { serviceId: 'svc_cut', tip: { amountMinor: -1 } }, 'invalid_request', 'tip.amountMinor'],
  ['a tip in halves', { serviceId: 'svc_cut', tip: { amountMinor: 0.5 } }, 'invalid_request', 'tip'],
  ['a tip beyond all money', { serviceId: 'svc_cut', tip: { amountMinor: 1e12 } }, 'invalid_request', 'tip.amountMinor'],
  ['a tip of both kinds', { serviceId: 'svc_cut', tip: { amountMinor: 1, percent: 10 } }, 'invalid_request', 'tip'],
  ['a day that does not exist', { serviceId: 'svc_cut', startsAt: '2027-02-30T10:00:00Z' }, 'invalid_request', 'startsAt'],
  ['a code that is no text', { serviceId: 'svc_cut', codes: [10] }, 'invalid_request', 'codes.0'],
  ['a code of great length', { serviceId: 'svc_cut', codes: ['X'.repeat(41)] }, 'invalid_request', 'codes.0'],
  [
    'eleven codes',
    { serviceId: 'svc_cut', codes: Array.from({ length: 11 }, (_, index) => `C${index}`) },
    'invalid_request',
    'codes',
  ],
  ['a code with a bell in it', { serviceId: 'svc_cut', codes: ['WELCOME\u0007'] }, 'code_invalid', 'codes'],
];

/** What no owner may say of prices, beside a catalogue that is right: with which code and at which path it is refused. */
export const badPrices: readonly (readonly [string, Json, string, string])[] = [
  [
    'a share in words',
    rule({ adjustment: { kind: 'percent', percent: 'ten' } }),
    'invalid_request',
    'priceRules.0.adjustment.percent',
  ],
  [
    'a share with three decimals',
    rule({ adjustment: { kind: 'percent', percent: 1.125 } }),
    'catalog_invalid',
    'priceRules.0.adjustment.percent',
  ],
  [
    'an amount in halves',
    rule({ adjustment: { kind: 'add', ...sek(0.5) } }),
    'invalid_request',
    'priceRules.0.adjustment.amountMinor',
  ],
  [
    'an amount beyond all money',
    rule({ adjustment: { kind: 'set', ...sek(1e12) } }),
    'catalog_invalid',
    'priceRules.0.adjustment',
  ],
  [
    'an amount that is not exact',
    rule({ adjustment: { kind: 'set', ...sek(2 ** 53) } }),
    'invalid_request',
    'priceRules.0.adjustment.amountMinor',
  ],
  [
    'no currency',
    rule({ adjustment: { kind: 'set', amountMinor: 1, currency: 'ZZZ' } }),
    'catalog_invalid',
    'priceRules.0.adjustment',
  ],
  [
    'a condition that never holds',
    rule({ when: { minimumPeople: 3, maximumPeople: 2 } }),
    'catalog_invalid',
    'priceRules.0.when.maximumPeople',
  ],
  ['30 February', rule({ when: { dates: [{ from: '02-01', to: '02-30' }] } }), 'catalog_invalid', 'priceRules.0.when.dates.0'],
  ['a rule for no service', rule({ serviceIds: [] }), 'catalog_invalid', 'priceRules.0.serviceIds'],
  ['three for three', promotion({ kind: 'take_pay', take: 3, pay: 3 }), 'catalog_invalid', 'promotions.0.offer.pay'],
  [
    'a share off with five decimals',
    promotion({ kind: 'several', minimumBookings: 2, percent: 0.00001 }),
    'catalog_invalid',
    'promotions.0.offer.percent',
  ],
  ['a code with a line break', code({ code: 'SUM\nMER' }), 'catalog_invalid', 'codes.0.code'],
  ['a code of great length', code({ code: 'X'.repeat(41) }), 'invalid_request', 'codes.0.code'],
  [
    'a code that ends before it starts',
    code({ validFrom: '2027-02-01T00:00Z', validUntil: '2027-01-01T00:00Z' }),
    'catalog_invalid',
    'codes.0.validUntil',
  ],
  ['a tax with five decimals', tax(9.97501), 'catalog_invalid', 'tax.classes.0.rates.0.percent'],
  ['a tax below nothing', tax(-1), 'catalog_invalid', 'tax.classes.0.rates.0.percent'],
];
