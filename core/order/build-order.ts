import type { LimitUse } from '../availability/limit-use.ts';
import type { Claim } from '../availability/occupancy.ts';
import type { Address } from '../catalog/at-customer.ts';
import type { BookedStep, Booking } from '../booking/booking.ts';
import type { SessionTime } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { IdByPrefix, OrderId, ResourceId } from '../ids.ts';
import { allocate } from '../money/money.ts';
import { isDiscounted } from '../pricing/compute-quote.ts';
import type { ChosenExtra, Quote, QuoteLine } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeWallTime } from '../time/time-zone.ts';
import type { Customer, Order, OrderLine, Redemption } from './order.ts';

/** Makes an id of a kind. */
export type NextId = <Prefix extends keyof IdByPrefix>(prefix: Prefix) => IdByPrefix[Prefix];

/** What one booking of a hold is made of, once a time and what occupies it are known. */
export type BookingDraft = {
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly claims: readonly Claim[];
  readonly endsAt: EpochMillis;
  readonly limits: readonly LimitUse[];
  readonly sessions: readonly SessionTime[];
  readonly steps: readonly BookedStep[];
  readonly resourceIds: readonly ResourceId[];
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** Where it takes place, when that is at the customer's. */
  readonly address?: Address | undefined;
};

/** What a hold is made of. */
export type HoldDraft = {
  readonly orderId: OrderId;
  readonly reference: string;
  /** In the order of the quote's items. */
  readonly bookings: readonly BookingDraft[];
  readonly customerTimeZone: string;
  readonly quote: Quote;
  readonly customer: Customer | null;
};

/**
 * Builds the order of a new hold: its bookings in state `held`, their lines with their share of the discount, its redemption reserved.
 * All its bookings are kept equally long: as long as the shortest of their services allows, and never past the first start.
 */
export function buildHeldOrder(draft: HoldDraft, now: EpochMillis, nextId: NextId): Order {
  const { orderId, reference, customer, quote } = draft;
  const ids = draft.bookings.map(() => nextId('bkg'));
  const lines = buildLines(quote, ids, nextId);
  const holdExpiresAt = Math.min(
    ...draft.bookings.map(({ service, startsAt }) => Math.min(now + service.holdMinutes * MINUTE, startsAt)),
  );
  const bookings = ids.flatMap((id, index): Booking[] => {
    const booking = draft.bookings[index];
    const line = lines.find(({ kind, bookingId }) => kind === 'booking' && bookingId === id);
    return booking === undefined || line === undefined
      ? []
      : [buildHeldBooking(draft, booking, { id, lineId: line.id, holdExpiresAt, createdAt: now })];
  });
  return {
    id: orderId,
    version: 1,
    reference,
    currency: quote.currency,
    customer,
    quote,
    manageVersion: 1,
    createdAt: now,
    lines,
    bookings,
    payments: [],
    refunds: [],
    redemptions: listReservedCodes(quote),
    ledger: [],
    lateOffer: null,
    ...listAddresses(draft.bookings, ids),
  };
}

function listAddresses(drafts: readonly BookingDraft[], ids: readonly Booking['id'][]): Pick<Order, 'addresses'> {
  const entries = drafts.flatMap(({ address, service }, index) => {
    const id = ids[index];
    // Whoever is not come to need not say where he lives.
    return address === undefined || id === undefined || !service.atCustomer ? [] : [[id, address] as const];
  });
  return entries.length === 0 ? {} : { addresses: Object.fromEntries(entries) };
}

function buildHeldBooking(
  { orderId, customerTimeZone }: HoldDraft,
  { service, startsAt, endsAt, ...draft }: BookingDraft,
  given: Pick<Booking, 'id' | 'lineId' | 'holdExpiresAt' | 'createdAt'>,
): Booking {
  const { claims, limits, sessions, steps, resourceIds, partySize, extras } = draft;
  return {
    id: given.id,
    orderId,
    lineId: given.lineId,
    serviceId: service.id,
    state: 'held',
    startsAt,
    endsAt,
    wallStart: computeWallTime(startsAt, service.timeZone),
    timeZone: service.timeZone,
    customerTimeZone,
    partySize,
    extras,
    claims,
    limits,
    sessions,
    steps,
    resourceIds,
    holdExpiresAt: given.holdExpiresAt,
    override: false,
    cancellationPolicy: service.cancellationPolicy,
    sequence: 0,
    createdAt: given.createdAt,
  };
}

/** Lists the codes that a quote uses, as reserved redemptions: each once, however many bookings it makes cheaper. */
export const listReservedCodes = (quote: Quote): readonly Redemption[] =>
  listQuotedCodes(quote).map((code) => ({ code, state: 'reserved' }));

/** Lists the codes that a quote uses. */
export const listQuotedCodes = (quote: Quote): readonly string[] => [
  ...new Set(quote.lines.filter((line) => line.kind === 'discount').map((line) => line.subject)),
];

/**
 * Builds an order's lines from a quote: what is sold, with each discount spread by amount over what it is for, so that nets sum to the total.
 * `bookingIds` are those of the quote's items; a booking keeps its line when it is among the known ones.
 */
export function buildLines(
  quote: Quote,
  bookingIds: readonly Booking['id'][],
  nextId: NextId,
  known: readonly OrderLine[] = [],
): readonly OrderLine[] {
  const sold = quote.lines.filter((line) => line.kind !== 'discount');
  const discounts = computeDiscounts(quote, sold);
  return sold.map((line, index) => {
    const discountMinor = discounts[index] ?? 0;
    const kind = lineKinds[line.kind];
    const bookingId = bookingIds[line.item ?? 0] ?? null;
    const standing = known.find((old) => kind === 'booking' && old.kind === 'booking' && old.bookingId === bookingId);
    const { description, quantity, amountMinor } = line;
    const id = standing?.id ?? nextId('lin');
    return { id, kind, bookingId, description, quantity, amountMinor, discountMinor, netMinor: amountMinor - discountMinor };
  });
}

const lineKinds = { service: 'booking', extra: 'extra', travel: 'fee', discount: 'extra' } as const;

/** Computes how much less each sold line costs. */
function computeDiscounts(quote: Quote, sold: readonly QuoteLine[]): readonly number[] {
  return quote.lines
    .filter((line) => line.kind === 'discount')
    .reduce<readonly number[]>(
      (sums, discount) => {
        const isFor = (line: QuoteLine): boolean => isDiscounted(line) && (discount.item === null || discount.item === line.item);
        const weights = sold.map((line) => (isFor(line) ? line.amountMinor : 0));
        const shares = allocate(0 - discount.amountMinor, weights);
        return sums.map((sum, index) => sum + (shares[index] ?? 0));
      },
      sold.map(() => 0),
    );
}
