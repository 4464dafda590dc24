import type { Claim } from '../availability/occupancy.ts';
import type { Booking } from '../booking/booking.ts';
import type { Session } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { IdByPrefix, OrderId, ResourceId } from '../ids.ts';
import { allocate } from '../money/money.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeWallTime } from '../time/time-zone.ts';
import type { Customer, Order, OrderLine, Redemption } from './order.ts';

/** Makes an id of a kind. */
export type NextId = <Prefix extends keyof IdByPrefix>(prefix: Prefix) => IdByPrefix[Prefix];

/** What a hold is made of, once a time, what occupies it and a price are known. */
export type HoldDraft = {
  readonly orderId: OrderId;
  readonly reference: string;
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly claims: readonly Claim[];
  readonly session: Session | null;
  readonly resourceIds: readonly ResourceId[];
  readonly customerTimeZone: string;
  readonly quote: Quote;
  readonly extras: readonly ChosenExtra[];
  readonly customer: Customer | null;
};

/** Builds the order of a new hold: one booking in state `held`, its lines with their share of the discount, its redemption reserved. */
export function buildHeldOrder(draft: HoldDraft, now: EpochMillis, nextId: NextId): Order {
  const bookingId = nextId('bkg');
  const lines = buildLines(draft.quote, bookingId, nextId);
  const { service, startsAt } = draft;
  const booking: Booking = {
    id: bookingId,
    orderId: draft.orderId,
    lineId: lines[0]?.id ?? nextId('lin'),
    serviceId: service.id,
    state: 'held',
    startsAt,
    endsAt: draft.session?.endsAt ?? startsAt + service.durationMinutes * MINUTE,
    wallStart: computeWallTime(startsAt, service.timeZone),
    timeZone: service.timeZone,
    customerTimeZone: draft.customerTimeZone,
    partySize: draft.quote.partySize,
    claims: draft.claims,
    sessionId: draft.session?.id ?? null,
    resourceIds: draft.resourceIds,
    holdExpiresAt: Math.min(now + service.holdMinutes * MINUTE, startsAt),
    cancellationPolicy: service.cancellationPolicy,
    sequence: 0,
    createdAt: now,
  };
  return {
    id: draft.orderId,
    version: 1,
    reference: draft.reference,
    currency: draft.quote.currency,
    customer: draft.customer,
    extras: draft.extras,
    quote: draft.quote,
    manageVersion: 1,
    createdAt: now,
    lines,
    bookings: [booking],
    payments: [],
    refunds: [],
    redemptions: listReservedCodes(draft.quote),
    ledger: [],
  };
}

/** Lists the codes that a quote uses, as reserved redemptions. */
export const listReservedCodes = (quote: Quote): readonly Redemption[] =>
  quote.lines.filter((line) => line.kind === 'discount').map((line) => ({ code: line.subject, state: 'reserved' }));

/** Builds an order's lines from a quote: what is sold, with the discounts spread by amount so that nets sum to the total. */
export function buildLines(
  quote: Quote,
  bookingId: Booking['id'],
  nextId: NextId,
  known: readonly OrderLine[] = [],
): readonly OrderLine[] {
  const sold = quote.lines.filter((line) => line.kind !== 'discount');
  const discountMinor = quote.lines.filter((line) => line.kind === 'discount').reduce((sum, line) => sum - line.amountMinor, 0);
  const shares = allocate(
    discountMinor,
    sold.map((line) => line.amountMinor),
  );
  return sold.map((line, index) => {
    const share = shares[index] ?? 0;
    const kind = line.kind === 'service' ? 'booking' : 'extra';
    // The booking keeps its line when the price is made anew.
    const id = kind === 'booking' ? (known.find((old) => old.kind === 'booking')?.id ?? nextId('lin')) : nextId('lin');
    const { description, quantity, amountMinor } = line;
    return { id, kind, bookingId, description, quantity, amountMinor, discountMinor: share, netMinor: amountMinor - share };
  });
}
