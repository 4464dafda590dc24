import { isId } from '../ids.ts';
import type { IdByPrefix } from '../ids.ts';
import { isCurrency } from '../money/currency.ts';
import { isLocalDate } from '../time/time-zone.ts';
import type { CatalogDocument } from './catalog.ts';
import { normalizeCode } from './discount-code.ts';
import type { Discount, DiscountCode } from './discount-code.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import { readPriceBook } from './prices/price-book.ts';
import type { PriceAdjustment } from './prices/price-adjustment.ts';
import type { PriceConditions, PriceScope } from './prices/price-conditions.ts';
import type { Promotion } from './prices/promotion.ts';
import type { TaxRules } from './prices/tax.ts';

/** The highest amount of money: a thousand million of the major unit. */
const MOST = 1e11;
const MAXIMUM = { priceRules: 200, promotions: 100, classes: 20, rates: 5 };

const AMOUNT = 'must be a whole amount of minor units in a known currency';
const PERCENT = 'must be above 0 and at most 100, with up to four decimals';

/** Checks what a business has set up about prices beside those of its services: codes, price rules, promotions, taxes. */
export function checkPrices(document: CatalogDocument): Mistakes {
  const { codes } = document;
  const { priceRules, promotions, tax } = readPriceBook(document);
  const known = listKnown(document);
  return [
    ...codes.flatMap((code, index) => prefix(`codes.${index}`, checkCode(code, known))),
    ...checkList('priceRules', 'pru', priceRules, MAXIMUM.priceRules),
    ...priceRules.flatMap((rule, index) =>
      prefix(`priceRules.${index}`, [...checkScope(rule, known), ...checkAdjustment('adjustment', rule.adjustment)]),
    ),
    ...checkList('promotions', 'pro', promotions, MAXIMUM.promotions),
    ...promotions.flatMap((promotion, index) => prefix(`promotions.${index}`, checkPromotion(promotion, known))),
    ...(tax === null ? [] : checkTax(tax)),
    ...checkTaxClasses(document),
  ];
}

type Known = {
  readonly services: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  readonly extras: ReadonlySet<string>;
};

const listKnown = ({ services, resources }: CatalogDocument): Known => ({
  services: new Set(services.map(({ id }) => id)),
  resources: new Set(resources.map(({ id }) => id)),
  extras: new Set(services.flatMap(({ extras }) => extras.map(({ id }) => id))),
});

const isAmount = ({ amountMinor, currency }: { amountMinor: number; currency: string }, least = 0): boolean =>
  isWhole(amountMinor, least, MOST) && isCurrency(currency);

/** Whether a number has at most so many decimals. Most decimals are none of a computer's numbers: what is nearest to them counts as them. */
const hasDecimals = (number: number, decimals: number): boolean => Number(number.toFixed(decimals)) === number;

/** Whether it has no more decimals than are counted. */
export const isPercent = (percent: number): boolean => percent > 0 && percent <= 100 && hasDecimals(percent, 4);

/** Checks a change of a price: amounts, and per cents from −100 to 1000. */
export function checkAdjustment(path: string, adjustment: PriceAdjustment): Mistakes {
  if (adjustment.kind === 'percent')
    return when(
      !(adjustment.percent >= -100 && adjustment.percent <= 1_000 && hasDecimals(adjustment.percent, 2)),
      `${path}.percent`,
      'must be -100 to 1000, with up to two decimals',
    );
  const least = adjustment.kind === 'add' ? -MOST : 0;
  return when(!isAmount(adjustment, least), path, AMOUNT);
}

function checkList(
  path: string,
  kind: keyof IdByPrefix,
  items: readonly { readonly id: string; readonly name: string }[],
  maximum: number,
): Mistakes {
  return [
    ...when(items.length > maximum, path, `at most ${maximum}`),
    ...findDoubled(
      path,
      items.map(({ id }) => id),
    ),
    ...items.flatMap(({ id, name }, index) => [
      ...when(!isId(kind, id), `${path}.${index}.id`, `must look like ${kind}_…`),
      ...when(name.trim() === '', `${path}.${index}.name`, 'must not be empty'),
    ]),
  ];
}

const checkScope = ({ serviceIds, when: conditions = {} }: PriceScope, known: Known): Mistakes => [
  ...when(serviceIds?.length === 0, 'serviceIds', 'names none: null is for all'),
  ...(serviceIds ?? []).flatMap((id) => when(!known.services.has(id), 'serviceIds', `"${id}" is not a service`)),
  ...(conditions.resourceIds ?? []).flatMap((id) =>
    when(!known.resources.has(id), 'when.resourceIds', `"${id}" is not a person or place`),
  ),
  ...prefix('when', checkConditions(conditions)),
];

function checkConditions(conditions: PriceConditions): Mistakes {
  const { weekdays, times, dates = [], minimumPeople = 0, maximumPeople = Infinity } = conditions;
  const { minimumLeadMinutes = 0, maximumLeadMinutes = Infinity } = conditions;
  const counts = ['minimumPeople', 'maximumPeople', 'maximumSeatsLeft', 'maximumSeatsTaken'] as const;
  return [
    ...when(weekdays?.every((day) => isWhole(day, 1, 7)) === false, 'weekdays', 'must be 1 (Monday) to 7'),
    ...(['weekdays', 'dates', 'resourceIds'] as const).flatMap((path) =>
      when(conditions[path]?.length === 0, path, 'names none: leave it out for all'),
    ),
    ...when(minimumPeople > maximumPeople, 'maximumPeople', 'is less than minimumPeople, so that it never holds'),
    ...when(
      minimumLeadMinutes > maximumLeadMinutes,
      'maximumLeadMinutes',
      'is less than minimumLeadMinutes, so that it never holds',
    ),
    ...when(
      times !== undefined && !(isWhole(times.fromMinute, 0, 1_439) && isWhole(times.toMinute, 0, 1_440)),
      'times',
      'must be minutes of a day',
    ),
    ...when(times !== undefined && times.fromMinute === times.toMinute, 'times', 'ends where it starts'),
    ...dates.flatMap(({ from, to }, index) => checkDates(`dates.${index}`, from, to)),
    ...(['minimumLeadMinutes', 'maximumLeadMinutes'] as const).flatMap((name) =>
      checkCount(name, conditions[name], 1_051_200, 'must be 0 minutes to two years'),
    ),
    ...counts.flatMap((name) => checkCount(name, conditions[name], 100_000, 'must be 0 to 100000')),
  ];
}

const checkCount = (path: string, value: number | undefined, maximum: number, message: string): Mistakes =>
  when(value !== undefined && !isWhole(value, 0, maximum), path, message);

function checkDates(path: string, from: string, to: string): Mistakes {
  const isYearly = from.length === 5;
  // Every day of a year is one of a leap year.
  const isDate = (date: string): boolean => date.length === from.length && isLocalDate(isYearly ? `2024-${date}` : date);
  if (!isDate(from) || !isDate(to)) return [{ path, message: 'must be two dates as 2027-06-01, or as 06-01 for every year' }];
  return when(!isYearly && from > to, path, 'ends before it starts');
}

function checkPeriod({ validFrom, validUntil }: Pick<Promotion, 'validFrom' | 'validUntil'>): Mistakes {
  const isWrong = validFrom !== null && validUntil !== null && validFrom >= validUntil;
  return when(isWrong, 'validUntil', 'ends before it starts');
}

const checkPromotion = (promotion: Promotion, known: Known): Mistakes => [
  ...checkScope(promotion, known),
  ...checkPeriod(promotion),
  ...prefix('offer', checkOffer(promotion.offer, known)),
];

function checkOffer(offer: Promotion['offer'], known: Known): Mistakes {
  if (offer.kind === 'take_pay')
    return [
      ...when(!isWhole(offer.take, 2, 1_000), 'take', 'must be 2 to 1000'),
      ...when(!isWhole(offer.pay, 1, offer.take - 1), 'pay', 'must be at least 1 and less than are taken'),
    ];
  if (offer.kind === 'several')
    return [
      ...when(!isWhole(offer.minimumBookings, 2, 10), 'minimumBookings', 'must be 2 to 10'),
      ...when(!isPercent(offer.percent), 'percent', PERCENT),
    ];
  const { bundledIds, discount } = offer;
  return [
    ...when(bundledIds.length < 2 || new Set(bundledIds).size < bundledIds.length, 'bundledIds', 'must be two services or more'),
    ...bundledIds.flatMap((id) => when(!known.services.has(id), 'bundledIds', `"${id}" is not a service`)),
    ...(discount.kind === 'percent'
      ? when(!isPercent(discount.percent), 'discount.percent', PERCENT)
      : when(!isAmount(discount), 'discount', AMOUNT)),
  ];
}

function checkCode(code: DiscountCode, known: Known): Mistakes {
  const optional = { maximumPerCustomer: code.maximumPerCustomer, minimumSpendMinor: code.minimumSpendMinor };
  return [
    ...when(
      !/^[A-Z0-9_-]{2,40}$/.test(code.code) || normalizeCode(code.code) !== code.code,
      'code',
      'must be 2 to 40 capitals, digits, _ or -',
    ),
    ...prefix('discount', checkDiscount(code.discount, known)),
    ...when(
      code.maximumRedemptions !== null && !isWhole(code.maximumRedemptions, 1, 1e9),
      'maximumRedemptions',
      'must be at least 1',
    ),
    ...Object.entries(optional).flatMap(([path, value]) =>
      when(value !== undefined && !isWhole(value, 1, MOST), path, 'must be at least 1'),
    ),
    ...checkPeriod(code),
    ...checkScope(code, known),
  ];
}

function checkDiscount(discount: Discount, known: Known): Mistakes {
  if (discount.kind === 'percent') return when(!isPercent(discount.percent), 'percent', PERCENT);
  if (discount.kind !== 'free_extra') return when(!isAmount(discount, discount.kind === 'fixed' ? 1 : 0), 'amountMinor', AMOUNT);
  return [
    ...when(!known.extras.has(discount.extraId), 'extraId', `"${discount.extraId}" is not an extra`),
    ...when(!isWhole(discount.quantity, 1, 1_000), 'quantity', 'must be 1 to 1000'),
  ];
}

const checkTax = ({ classes }: TaxRules): Mistakes => [
  ...when(classes.length === 0, 'tax.classes', 'must have at least one class'),
  ...checkList('tax.classes', 'tax', classes, MAXIMUM.classes),
  ...classes.flatMap(({ rates }, index) => [
    ...when(rates.length > MAXIMUM.rates, `tax.classes.${index}.rates`, `at most ${MAXIMUM.rates}`),
    ...rates.flatMap(({ name, percent }, place) => [
      ...when(name.trim() === '', `tax.classes.${index}.rates.${place}.name`, 'must not be empty'),
      ...when(!isPercent(percent), `tax.classes.${index}.rates.${place}.percent`, PERCENT),
    ]),
  ]),
];

/** Whatever names a class of taxes must find it. */
function checkTaxClasses({ services, tax }: CatalogDocument): Mistakes {
  const known = new Set<string | undefined>(tax?.classes.map(({ id }) => id));
  const isGone = (id: string | undefined): boolean => id !== undefined && !known.has(id);
  return services.flatMap(({ taxClassId, extras }, index) => [
    ...when(isGone(taxClassId), `services.${index}.taxClassId`, 'is not a class of taxes'),
    ...extras.flatMap((extra, place) =>
      when(isGone(extra.taxClassId), `services.${index}.extras.${place}.taxClassId`, 'is not a class of taxes'),
    ),
  ]);
}
