import type { LimitUse } from '../availability/limit-use.ts';
import type { Claim } from '../availability/occupancy.ts';
import type { Address } from '../catalog/at-customer.ts';
import type { BookedStep, Booking } from '../booking/booking.ts';
import type { SessionTime } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { IdByPrefix, OrderId, ResourceId } from '../ids.ts';
import { freezeQuote } from '../pricing/compute-quote.ts';
import type { ChosenExtra, Quote, QuoteLine } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeWallTime } from '../time/time-zone.ts';
import type { Customer, Order, OrderLine } from './order.ts';
import { listReservedCodes } from './redemptions.ts';

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
  /** What his uses of codes are counted by; null or missing while nobody knows him. */
  readonly customerDigest?: string | null | undefined;
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
    quote: freezeQuote(quote),
    manageVersion: 1,
    createdAt: now,
    lines,
    bookings,
    payments: [],
    refunds: [],
    redemptions: listReservedCodes(quote, draft.customerDigest),
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

/**
 * Builds an order's lines from a quote: one for each booking with the rules of its price, and one for each extra, way and tip. Their nets sum to the total.
 * `bookingIds` are those of the quote's items; what is sold of a booking keeps its line when it is among the known ones.
 */
export function buildLines(
  { items, lines }: Quote,
  bookingIds: readonly Booking['id'][],
  nextId: NextId,
  known: readonly OrderLine[] = [],
): readonly OrderLine[] {
  const free = [...known];
  const name = (line: Omit<OrderLine, 'id'>): OrderLine => {
    const isSame = (old: OrderLine): boolean =>
      old.bookingId === line.bookingId &&
      old.kind === line.kind &&
      (line.kind === 'booking' || old.description === line.description);
    const place = free.findIndex(isSame);
    const [standing] = place < 0 ? [] : free.splice(place, 1);
    return { id: standing?.id ?? nextId('lin'), ...line };
  };
  return items.flatMap((_, item): readonly OrderLine[] => {
    const bookingId = bookingIds[item] ?? null;
    const own = lines.filter((line) => line.item === item && line.kind !== 'discount');
    const service = own.filter(({ kind }) => kind === 'service' || kind === 'rule');
    const others = own.filter((line) => !service.includes(line));
    return [
      name({ kind: 'booking', bookingId, ...describeBooking(service), ...sumLines(service) }),
      ...others.map((line): OrderLine => {
        const { kind, description, quantity } = line;
        return name({ kind: lineKinds[kind] ?? 'extra', bookingId, description, quantity, ...sumLines([line]) });
      }),
    ];
  });
}

const lineKinds: Readonly<Partial<Record<QuoteLine['kind'], OrderLine['kind']>>> = { travel: 'fee', fee: 'fee', tip: 'tip' };

/** Several kinds of people are one line, which names them all. */
function describeBooking(lines: readonly QuoteLine[]): Pick<OrderLine, 'description' | 'quantity'> {
  const sold = lines.filter(({ kind }) => kind === 'service');
  const [first] = sold;
  if (first !== undefined && sold.length === 1) return { description: first.description, quantity: first.quantity };
  const description = sold.map((line) => `${line.quantity} × ${line.description}`).join(' + ');
  return { description, quantity: sold.reduce((sum, line) => sum + line.quantity, 0) };
}

function sumLines(lines: readonly QuoteLine[]): Pick<OrderLine, 'amountMinor' | 'discountMinor' | 'netMinor'> {
  const add = (read: (line: QuoteLine) => number | undefined): number => lines.reduce((sum, line) => sum + (read(line) ?? 0), 0);
  return {
    amountMinor: add((line) => line.amountMinor),
    discountMinor: add((line) => line.discountMinor),
    netMinor: add((line) => line.netMinor),
  };
}
