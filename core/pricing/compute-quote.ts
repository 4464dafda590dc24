import type { ByDay } from '../catalog/by-day.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { allocate, computePercentage, money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import { computeQuoteHash } from './quote-hash.ts';
import { buildTravelLine } from './travel-line.ts';
import type { WayPrice } from './travel-line.ts';
import type { ChosenExtra, LateStart, Quote, QuoteLine } from './quote.ts';

/** One booking that a price is asked for; the service as it is for the chosen duration. */
export type PricedItem = {
  readonly service: Service;
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** What of a course it is, in words; missing for anything else. */
  readonly sessions?: string | null | undefined;
  readonly enrolment?: 'drop_in' | undefined;
  /** Where somebody begins who joins a course late. */
  readonly joins?: LateStart | undefined;
  /** What coming to the customer costs. */
  readonly way?: WayPrice | null | undefined;
};

/** What a price is asked for: one booking or several of one order. */
export type QuoteRequest = {
  /** At least one. */
  readonly items: readonly PricedItem[];
  /** The code that the visitor typed, as it was found; null for none. */
  readonly code: DiscountCode | null;
  /** In which language its lines are written; English when it is missing. */
  readonly locale?: string | undefined;
};

/**
 * Computes the price of an order's bookings with the reason of each line.
 *
 * Lines: for each item the service (per booking or per person), its extras and the way to the customer, then the discount, which leaves the way as it is. A discount is rounded once (half up) on the sum of
 * what its code is for and never exceeds it. Refuses `party_too_large`, `party_too_small`, `extra_not_offered` and `currency_mismatch`, each
 * with the `item` it is about, and `code_invalid`.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeQuote({ items, code, locale }: QuoteRequest, now: EpochMillis): Outcome<Quote> {
  const texts = chooseQuoteTexts(locale);
  const [first] = items;
  if (first === undefined) throw new TypeError('a price needs something that is sold');
  const { currency } = first.service.price;
  const sold: QuoteLine[] = [];
  for (const [item, priced] of items.entries()) {
    const lines = computeItemLines(priced, item, currency, texts);
    if (!lines.ok) return lines;
    sold.push(...lines.value);
  }
  const discounts =
    code === null ? accept([]) : computeDiscountLines(code, { items, sold: sold.filter(isDiscounted), texts }, now);
  if (!discounts.ok) return discounts;
  const lines = [...sold, ...discounts.value];
  const totalMinor = sumAmounts(lines);
  const priced = {
    items: items.map(({ service, partySize, enrolment, joins }) => ({
      ...{ serviceId: service.id, partySize, durationMinutes: service.durationMinutes },
      ...(enrolment === undefined ? {} : { enrolment }),
      ...(joins === undefined ? {} : { joins }),
      ...(service.byDay === undefined ? {} : { days: service.byDay.minimum }),
    })),
    currency,
    lines,
    total: money(totalMinor, currency),
    dueNow: money(totalMinor, currency),
    dueLater: money(0, currency),
  };
  const quote = { ...priced, hash: computeQuoteHash(priced) };
  // One payment for the whole order: at the place only if everything in it may be paid there.
  return accept(items.every(({ service }) => service.payment === 'on_site') ? payOnSite(quote) : quote);
}

/** The same price, all of it to be paid at the place. */
export function payOnSite(quote: Quote): Quote {
  const { hash: _, ...priced } = { ...quote, dueNow: money(0, quote.currency), dueLater: quote.total };
  return { ...priced, hash: computeQuoteHash(priced) };
}

/** Codes make cheaper what is sold, not the way to it. */
export const isDiscounted = ({ kind }: QuoteLine): boolean => kind === 'service' || kind === 'extra';

const sumAmounts = (lines: readonly QuoteLine[]): number => lines.reduce((sum, line) => sum + line.amountMinor, 0);

function computeItemLines(priced: PricedItem, item: number, currency: string, texts: QuoteTexts): Outcome<readonly QuoteLine[]> {
  const { service, partySize } = priced;
  const { minimumPartySize, maximumPartySize } = service;
  if (partySize > maximumPartySize) return refuse('party_too_large', { item, maximumPartySize });
  if (partySize < minimumPartySize) return refuse('party_too_small', { item, minimumPartySize });
  if (service.price.currency !== currency) return refuse('currency_mismatch', { item });
  const extras = computeExtraLines(priced, item, texts);
  if (!extras.ok) return extras;
  const way = priced.way ? [{ item, ...buildTravelLine(service, priced.way, texts) }] : [];
  return accept([computeServiceLine(priced, item, texts), ...extras.value, ...way]);
}

function computeServiceLine({ service, partySize, sessions = null }: PricedItem, item: number, texts: QuoteTexts): QuoteLine {
  const isPerPerson = service.priceUnit === 'person';
  const quantity = (isPerPerson ? partySize : 1) * (service.byDay?.minimum ?? 1);
  const people = isPerPerson ? partySize : null;
  const unit = service.byDay === undefined ? explainUnit(people, texts) : explainStay(service.byDay, people, texts);
  const explanation = sessions === null ? unit : `${sessions}, ${unit}`;
  const unitAmountMinor = service.price.amountMinor;
  // Whoever has a choice reads on every bill what was chosen.
  const description = describeLength(service, texts);
  return {
    item,
    kind: 'service',
    subject: service.id,
    description,
    quantity,
    unitAmountMinor,
    amountMinor: unitAmountMinor * quantity,
    explanation,
  };
}

/** `people` is null for a price that is the same for however many. */
const explainUnit = (people: number | null, texts: QuoteTexts): string =>
  people === null ? texts.perBooking : texts.perPerson(people);

const explainStay = ({ unit, minimum }: ByDay, people: number | null, texts: QuoteTexts): string =>
  people === null ? texts.perUnit[unit](minimum) : texts.perPersonAndUnit[unit](people, minimum);

function describeLength({ name, byDay, durationMinutes, otherDurations = [] }: Service, texts: QuoteTexts): string {
  if (byDay !== undefined) return `${name}, ${texts.units[byDay.unit](byDay.minimum)}`;
  return otherDurations.length > 0 ? `${name}, ${texts.minutes(durationMinutes)}` : name;
}

function computeExtraLines({ service, extras }: PricedItem, item: number, texts: QuoteTexts): Outcome<readonly QuoteLine[]> {
  const lines: QuoteLine[] = [];
  for (const { extraId, quantity } of extras) {
    const extra = service.extras.find((candidate) => candidate.id === extraId);
    if (extra === undefined || quantity < 1 || quantity > extra.maximumQuantity || !Number.isInteger(quantity)) {
      return refuse('extra_not_offered', { item, extraId, maximumQuantity: extra?.maximumQuantity ?? 0 });
    }
    if (lines.some((line) => line.subject === extraId))
      return refuse('extra_not_offered', { item, extraId, reason: 'named twice' });
    if (extra.price.currency !== service.price.currency) return refuse('currency_mismatch', { item, extraId });
    const unitAmountMinor = extra.price.amountMinor;
    const amountMinor = unitAmountMinor * quantity;
    const explanation = texts.extra(quantity);
    lines.push({
      item,
      kind: 'extra',
      subject: extra.id,
      description: extra.name,
      quantity,
      unitAmountMinor,
      amountMinor,
      explanation,
    });
  }
  return accept(lines);
}

/** What a code makes cheaper, and the words for it. */
type Basket = { readonly items: readonly PricedItem[]; readonly sold: readonly QuoteLine[]; readonly texts: QuoteTexts };

/** One line for the whole; a code for some of the items only gives each of these its share, so that everybody sees what became cheaper. */
function computeDiscountLines(
  code: DiscountCode,
  { items, sold, texts }: Basket,
  now: EpochMillis,
): Outcome<readonly QuoteLine[]> {
  const covered = items.flatMap(({ service }, item) => (isCodeUsable(code, service, now) ? [item] : []));
  if (covered.length === 0) return refuse('code_invalid', { path: 'codes' });
  const sums = covered.map((item) => sumAmounts(sold.filter((line) => line.item === item)));
  const coveredMinor = sums.reduce((sum, amount) => sum + amount, 0);
  const { discount } = code;
  const wanted = discount.kind === 'percent' ? computePercentage(coveredMinor, discount.percent) : discount.amountMinor;
  const amountMinor = Math.min(wanted, coveredMinor);
  const isForAll = covered.length === items.length;
  const [percentOf, fixedOf] = isForAll ? [texts.percentOfAll, texts.fixedOfAll] : [texts.percentOfSome, texts.fixedOfSome];
  const explanation = discount.kind === 'percent' ? percentOf(discount.percent) : fixedOf;
  const parts = isForAll ? [amountMinor] : allocate(amountMinor, sums);
  return accept(
    parts.flatMap((part, index): QuoteLine[] => {
      const description = texts.code(code.code);
      const line = { kind: 'discount', subject: code.code, description, quantity: 1, explanation } as const;
      const item = isForAll ? null : (covered[index] ?? null);
      return part === 0 ? [] : [{ item, ...line, unitAmountMinor: -part, amountMinor: -part }];
    }),
  );
}

function isCodeUsable(code: DiscountCode, service: Service, now: EpochMillis): boolean {
  if (code.validFrom !== null && now < code.validFrom) return false;
  if (code.validUntil !== null && now >= code.validUntil) return false;
  if (code.serviceIds !== null && !code.serviceIds.includes(service.id)) return false;
  return code.discount.kind === 'percent' || code.discount.currency === service.price.currency;
}
