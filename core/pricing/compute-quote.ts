import type { ByDay } from '../catalog/by-day.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { allocate, computePercentage, money } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
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
export function computeQuote({ items, code }: QuoteRequest, now: EpochMillis): Outcome<Quote> {
  const [first] = items;
  if (first === undefined) throw new TypeError('a price needs something that is sold');
  const { currency } = first.service.price;
  const sold: QuoteLine[] = [];
  for (const [item, priced] of items.entries()) {
    const lines = computeItemLines(priced, item, currency);
    if (!lines.ok) return lines;
    sold.push(...lines.value);
  }
  const discounts = code === null ? accept([]) : computeDiscountLines(code, items, sold.filter(isDiscounted), now);
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

function computeItemLines(priced: PricedItem, item: number, currency: string): Outcome<readonly QuoteLine[]> {
  const { service, partySize } = priced;
  const { minimumPartySize, maximumPartySize } = service;
  if (partySize > maximumPartySize) return refuse('party_too_large', { item, maximumPartySize });
  if (partySize < minimumPartySize) return refuse('party_too_small', { item, minimumPartySize });
  if (service.price.currency !== currency) return refuse('currency_mismatch', { item });
  const extras = computeExtraLines(priced, item);
  if (!extras.ok) return extras;
  const way = priced.way ? [buildTravelLine(service, priced.way, item)] : [];
  return accept([computeServiceLine(priced, item), ...extras.value, ...way]);
}

function computeServiceLine({ service, partySize, sessions = null }: PricedItem, item: number): QuoteLine {
  const isPerPerson = service.priceUnit === 'person';
  const quantity = (isPerPerson ? partySize : 1) * (service.byDay?.minimum ?? 1);
  const unit =
    service.byDay === undefined ? explainUnit(isPerPerson, partySize) : explainStay(service.byDay, isPerPerson, partySize);
  const explanation = sessions === null ? unit : `${sessions}, ${unit}`;
  const unitAmountMinor = service.price.amountMinor;
  // Whoever has a choice reads on every bill what was chosen.
  const description = describeLength(service);
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

const explainUnit = (isPerPerson: boolean, partySize: number): string =>
  isPerPerson ? `price per person × ${partySize}` : 'price per booking';

const explainStay = ({ unit, minimum }: ByDay, isPerPerson: boolean, partySize: number): string =>
  isPerPerson ? `price per person and ${unit} × ${partySize} × ${minimum}` : `price per ${unit} × ${minimum}`;

function describeLength({ name, byDay, durationMinutes, otherDurations = [] }: Service): string {
  if (byDay !== undefined) return `${name}, ${byDay.minimum} ${byDay.unit}${byDay.minimum === 1 ? '' : 's'}`;
  return otherDurations.length > 0 ? `${name}, ${durationMinutes} min` : name;
}

function computeExtraLines({ service, extras }: PricedItem, item: number): Outcome<readonly QuoteLine[]> {
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
    const explanation = quantity === 1 ? 'extra' : `extra × ${quantity}`;
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

/** One line for the whole; a code for some of the items only gives each of these its share, so that everybody sees what became cheaper. */
function computeDiscountLines(
  code: DiscountCode,
  items: readonly PricedItem[],
  sold: readonly QuoteLine[],
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
  const what = isForAll ? 'the whole' : 'what the code is for';
  const explanation = discount.kind === 'percent' ? `${discount.percent} % of ${what}` : `fixed amount, at most ${what}`;
  const parts = isForAll ? [amountMinor] : allocate(amountMinor, sums);
  return accept(
    parts.flatMap((part, index): QuoteLine[] => {
      const line = { kind: 'discount', subject: code.code, description: `Code ${code.code}`, quantity: 1, explanation } as const;
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
