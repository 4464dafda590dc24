import type { PostalPlace } from '../catalog/at-customer.ts';
import { findService } from '../catalog/catalog.ts';
import { chooseDuration } from '../catalog/choose-duration.ts';
import type { WantedDuration } from '../catalog/choose-duration.ts';
import { normalizeCode } from '../catalog/discount-code.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Service } from '../catalog/service.ts';
import type { ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { PricedItem } from '../pricing/compute-quote.ts';
import { computeQuote } from '../pricing/compute-quote.ts';
import { priceEnrolment } from '../pricing/price-enrolment.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import { findWayPrice } from '../pricing/travel-line.ts';
import { resolveVisit } from './resolve-visit.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';

/** One booking that a price is asked for. */
export type QuoteItem = WantedDuration & {
  readonly serviceId: ServiceId;
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** When it begins: the price of a course that is joined late may follow from it. Missing or null: from the beginning. */
  readonly startsAt?: EpochMillis | null | undefined;
  /** Where the customer is, for a service that takes place there. */
  readonly address?: PostalPlace | undefined;
};

/** What a price is asked for, by id and typed code. */
export type QuoteInput = {
  readonly items: readonly QuoteItem[];
  /** At most one, for the whole order. */
  readonly codes: readonly string[];
};

/** The most bookings that one order may have. */
export const MAXIMUM_ITEMS = 10;

type QuotePorts = Pick<Ports, 'catalog' | 'clock' | 'postcodePositions'>;

/**
 * Tells the price of bookings before they are held. Codes that the order has already reserved are not counted against it again.
 * Refuses what `computeQuote` refuses, `code_used_up`, and `service_not_found`, `duration_not_offered`, `drop_in_not_offered`, `address_required` and `outside_area` with the `item` they are about; `invalid_request` for nothing or more than
 * `MAXIMUM_ITEMS`.
 */
export async function quoteBookings(
  ports: QuotePorts,
  { items, codes }: QuoteInput,
  reservedCodes: readonly string[] = [],
): Promise<Outcome<Quote>> {
  const counted = checkItemCount(items);
  if (!counted.ok) return counted;
  const catalog = await ports.catalog.loadCatalog();
  const { locale } = catalog.business;
  const texts = chooseQuoteTexts(locale);
  const priced: PricedItem[] = [];
  for (const [item, { serviceId, partySize, extras, startsAt = null, address, ...duration }] of items.entries()) {
    const service = findService(catalog, serviceId);
    if (service === undefined) return refuse('service_not_found', { item, serviceId });
    const chosen = chooseDuration(service, duration);
    if (!chosen.ok) return refuse(chosen.refusal.code, { ...chosen.refusal.details, item });
    const visit = await resolveVisit(ports, catalog, service, address);
    if (!visit.ok) return refuse(visit.refusal.code, { ...visit.refusal.details, item });
    const way = visit.value === null ? null : findWayPrice(service, visit.value.zone);
    priced.push({ ...describeItem(chosen.value, service, { partySize, extras, startsAt }, texts), way });
  }
  const found = await findCode(ports, codes, reservedCodes);
  if (!found.ok) return found;
  return computeQuote({ items: priced, code: found.value, locale }, ports.clock.now());
}

type ItemWish = Required<Pick<QuoteItem, 'partySize' | 'extras' | 'startsAt'>>;

/** A course that was chosen as a class is dropped in to. */
function describeItem(
  chosen: Service,
  { kind }: Service,
  { partySize, extras, startsAt = null }: ItemWish,
  texts: QuoteTexts,
): PricedItem {
  if (kind !== 'course') return { service: chosen, partySize, extras };
  if (chosen.kind === 'class') return { service: chosen, partySize, extras, sessions: texts.oneSession, enrolment: 'drop_in' };
  const { price, ...said } = priceEnrolment(chosen, startsAt, texts);
  return { service: { ...chosen, price }, partySize, extras, ...said };
}

/** Checks how many bookings an order is to have. */
export const checkItemCount = (items: readonly unknown[]): Outcome<null> =>
  items.length >= 1 && items.length <= MAXIMUM_ITEMS
    ? accept(null)
    : refuse('invalid_request', { path: 'bookings', minimum: 1, maximum: MAXIMUM_ITEMS });

async function findCode(
  ports: Pick<Ports, 'catalog'>,
  codes: readonly string[],
  reservedCodes: readonly string[],
): Promise<Outcome<DiscountCode | null>> {
  const [typed, ...more] = [...new Set(codes.map(normalizeCode))].filter((code) => code !== '');
  if (typed === undefined) return accept(null);
  if (more.length > 0) return refuse('code_invalid', { path: 'codes', reason: 'only one code per order' });
  const [code] = await ports.catalog.loadCodes([typed]);
  if (code === undefined) return refuse('code_invalid', { path: 'codes' });
  const isUsedUp = code.maximumRedemptions !== null && code.redeemed >= code.maximumRedemptions;
  return isUsedUp && !reservedCodes.includes(code.code) ? refuse('code_used_up', { path: 'codes' }) : accept(code);
}
