import type { PostalPlace } from '../catalog/at-customer.ts';
import type { DiscountCode } from '../catalog/discount-code.ts';
import { findService } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { chooseDuration } from '../catalog/choose-duration.ts';
import type { WantedDuration } from '../catalog/choose-duration.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId, ServiceId } from '../ids.ts';
import { readPriceBook } from '../catalog/prices/price-book.ts';
import type { PriceBook } from '../catalog/prices/price-book.ts';
import { fixedTaxes } from '../ports/tax-source.ts';
import { parseReverseCharge } from '../pricing/reverse-charge.ts';
import type { ReverseCharge } from '../pricing/reverse-charge.ts';
import type { ChosenPeople } from '../catalog/prices/service-prices.ts';
import type { Ports } from '../ports/ports.ts';
import type { PricedItem, QuoteRequest } from '../pricing/compute-quote.ts';
import { computeQuote } from '../pricing/compute-quote.ts';
import { priceEnrolment } from '../pricing/price-enrolment.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import { findWayPrice } from '../pricing/travel-line.ts';
import type { SeenSeats } from '../pricing/seen-seats.ts';
import { findExtraMinutes } from './load-availability.ts';
import { withSeats } from './load-seats.ts';
import type { SeatQuestion } from './load-seats.ts';
import { loadCustomerFacts } from './customer-codes.ts';
import { checkUses, findCodes } from './find-codes.ts';
import { resolveVisit } from './resolve-visit.ts';
import type { Redemption } from '../order/order.ts';
import type { ChosenExtra, ChosenTip, Quote } from '../pricing/quote.ts';
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
  /** Whom or what the visitor chose by name; null or missing for whoever is free. */
  readonly resourceId?: ResourceId | null | undefined;
  /** How many of each person type come, together `partySize`. */
  readonly people?: readonly ChosenPeople[] | undefined;
  readonly tip?: ChosenTip | undefined;
  /** The seats that its price was decided by when it was held. */
  readonly seats?: SeenSeats | undefined;
};

/** What a price is asked for, by id and typed code. */
export type QuoteInput = {
  readonly items: readonly QuoteItem[];
  /** For the whole order. */
  readonly codes: readonly string[];
  /** Whether the customer pays all although a deposit would do. */
  readonly isAllPaid?: boolean | undefined;
  /** That the customer accounts for the tax himself: only by the owner's word, never by a visitor's. */
  readonly reverseCharge?: ReverseCharge | undefined;
  /** Who buys, by his address; null or missing while nobody knows him: then codes that depend on him count. */
  readonly customer?: { readonly email: string } | null | undefined;
};

/** What a price that stands already is computed anew with: codes and seats that its order has, which are not counted against it again, and when it was first made. */
export type StandingPrice = {
  readonly redemptions: readonly Redemption[];
  readonly madeAt: EpochMillis;
  readonly bookings: SeatQuestion['own'];
};

/** The most bookings that one order may have. */
export const MAXIMUM_ITEMS = 10;

/** The ports that a price is computed with. */
export type QuotePorts = Pick<Ports, 'bookings' | 'catalog' | 'clock' | 'customers' | 'payments' | 'postcodePositions' | 'taxes'>;

/**
 * Tells the price of bookings before they are held, or of an order that `standing` tells of.
 * Refuses what `computeQuote` refuses, `code_used_up`, and `service_not_found`, `duration_not_offered`, `drop_in_not_offered`, `address_required` and `outside_area` with the `item` they are about; `invalid_request` for nothing or more than
 * `MAXIMUM_ITEMS`.
 */
export async function quoteBookings(
  ports: QuotePorts,
  input: QuoteInput,
  standing: StandingPrice | null = null,
): Promise<Outcome<Quote>> {
  const prepared = await prepareQuote(ports, input);
  if (!prepared.ok) return prepared;
  const { madeAt = ports.clock.now(), redemptions = [], bookings = [] } = standing ?? {};
  const found = await findCodes(ports, input.codes, madeAt);
  if (!found.ok) return found;
  const customer = await loadCustomerFacts(ports, found.value, input.customer, redemptions);
  const request = await completeQuote(ports, prepared.value, found.value, bookings);
  const quote = computeQuote({ ...request, customer }, madeAt);
  return quote.ok ? checkUses(quote.value, found.value, redemptions) : quote;
}

/** What a price is asked for, with all that it depends on but its codes. */
export type PreparedQuote = Omit<QuoteRequest, 'codes'> & { readonly catalog: Catalog };

/** Completes what a price is computed from with codes and seats; those of `own` bookings are not others'. */
export async function completeQuote(
  ports: QuotePorts,
  { catalog, items, ...prepared }: PreparedQuote,
  codes: readonly DiscountCode[],
  own: SeatQuestion['own'],
): Promise<QuoteRequest> {
  const seated = await withSeats(ports, items, { book: readPriceBook(catalog), codes, own });
  return { ...prepared, items: seated, codes };
}

/** Finds what a price is asked for. Refuses what `quoteBookings` refuses for its items. */
export async function prepareQuote(
  ports: QuotePorts,
  { items, isAllPaid, reverseCharge }: Pick<QuoteInput, 'items' | 'isAllPaid' | 'reverseCharge'>,
): Promise<Outcome<PreparedQuote>> {
  const counted = checkItemCount(items);
  if (!counted.ok) return counted;
  const catalog = await ports.catalog.loadCatalog();
  const { locale } = catalog.business;
  const texts = chooseQuoteTexts(locale);
  const priced: PricedItem[] = [];
  for (const [item, { serviceId, address, ...wish }] of items.entries()) {
    const service = findService(catalog, serviceId);
    if (service === undefined) return refuse('service_not_found', { item, serviceId });
    const chosen = chooseDuration(service, wish);
    if (!chosen.ok) return refuse(chosen.refusal.code, { ...chosen.refusal.details, item });
    const visit = await resolveVisit(ports, catalog, service, address);
    if (!visit.ok) return refuse(visit.refusal.code, { ...visit.refusal.details, item });
    const way = visit.value === null ? null : findWayPrice(service, visit.value.zone);
    const extraMinutes = findExtraMinutes(service, wish.extras, wish.standing);
    priced.push({ ...describeItem(chosen.value, service, wish, texts), way, extraMinutes });
  }
  const billed = reverseCharge === undefined ? accept(undefined) : parseReverseCharge(reverseCharge);
  if (!billed.ok) return billed;
  const places = items.map(({ address = null }) => address);
  const book = withTaxes(ports, readPriceBook(catalog), priced, places);
  const smallestChargeMinor = findSmallestCharge(ports, priced);
  const buyer = billed.value === undefined ? {} : { isReverseCharge: true, customerVatId: billed.value.vatId };
  return accept({ catalog, items: priced, book, isAllPaid, ...buyer, smallestChargeMinor, locale });
}

/** What the provider takes at least in the currency of what is sold; missing where nobody takes payments. */
const findSmallestCharge = ({ payments }: Pick<Ports, 'payments'>, [first]: readonly PricedItem[]): number | undefined =>
  first === undefined ? undefined : payments.current?.findSmallestCharge(first.service.price.currency);

/** The price book with the taxes that are due on what is sold. */
function withTaxes(
  { taxes = fixedTaxes }: Pick<Ports, 'taxes'>,
  book: PriceBook,
  priced: readonly PricedItem[],
  places: readonly (PostalPlace | null)[],
): PriceBook {
  const items = priced.map(({ service, extras, startsAt = null }, index) => ({
    ...{ serviceId: service.id, startsAt, place: places[index] ?? null },
    taxClassIds: [
      service.taxClassId,
      ...extras.map(({ extraId }) => service.extras.find(({ id }) => id === extraId)?.taxClassId ?? service.taxClassId),
    ],
  }));
  return { ...book, tax: taxes.findTaxRules({ rules: book.tax, items }) };
}

type ItemWish = Pick<QuoteItem, 'partySize' | 'extras' | 'startsAt' | 'people' | 'resourceId' | 'tip' | 'seats'>;

/** A course that was chosen as a class is dropped in to. */
function describeItem(chosen: Service, { kind }: Service, wish: ItemWish, texts: QuoteTexts): PricedItem {
  const { partySize, extras, startsAt = null, people, resourceId, tip, seats } = wish;
  const item = { partySize, extras, startsAt, people, resourceId, tip, seats };
  if (kind !== 'course') return { service: chosen, ...item };
  if (chosen.kind === 'class') return { service: chosen, ...item, sessions: texts.oneSession, enrolment: 'drop_in' };
  const { price, ...said } = priceEnrolment(chosen, startsAt, texts);
  return { service: { ...chosen, price }, ...item, ...said };
}

/** Checks how many bookings an order is to have. */
export const checkItemCount = (items: readonly unknown[]): Outcome<null> =>
  items.length >= 1 && items.length <= MAXIMUM_ITEMS
    ? accept(null)
    : refuse('invalid_request', { path: 'bookings', minimum: 1, maximum: MAXIMUM_ITEMS });
