import type { LimitUse } from '../availability/limit-use.ts';
import type { Address } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import { freezeQuote } from '../pricing/compute-quote.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { buildLines } from './build-order.ts';
import { findOpenPayment } from './compute-totals.ts';
import type { NewTime } from './decide-reschedule.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import type { Customer, Order } from './order.ts';
import { changeRedemptions } from './redemptions.ts';

/** What a visitor changes about one booking before he pays. */
export type BookingRevision = {
  readonly bookingId: BookingId;
  readonly partySize: number;
  readonly extras: readonly ChosenExtra[];
  /** What it occupies from now on, at the same start; null when that stays as it is. */
  readonly time: NewTime | null;
  /** Where it takes place from now on; missing when that stays as it is. */
  readonly address?: Address | undefined;
};

/** What a visitor changes before he pays. */
export type OrderRevision = {
  /** The price of the whole order after the change. */
  readonly quote: Quote;
  readonly booking: BookingRevision;
  readonly customer: Customer | null;
  /** What his uses of codes are counted by; null while nobody knows him. */
  readonly customerDigest: string | null;
  /** What bookings are counted on from now on, where that changes with the customer. */
  readonly limits: ReadonlyMap<BookingId, readonly LimitUse[]>;
};

/**
 * Decides a change of person, party, length, extras, code or customer before the payment. The old price is replaced as a whole, and a booking that occupies
 * something else gives back the old and takes the new in the same write.
 * Refuses `payment_in_progress` while a payment for the old price can still be paid, `hold_expired`, `already_paid`, `illegal_transition`.
 */
export function decideRequote(order: Order, revision: OrderRevision, now: EpochMillis, nextId: NextId): Outcome<OrderDecision> {
  const { quote, customer, customerDigest, limits } = revision;
  const checked = checkChangeable(order, revision.booking.bookingId, now);
  if (!checked.ok) return checked;
  const revised = revise(checked.value, revision.booking);
  const moving = new Set([...limits.keys(), ...(revision.booking.time === null ? [] : [revised.id])]);
  // All of a booking moves together: what it occupies is given back and taken again where only its counts change.
  const moved = moving.size === 0 ? {} : { release: [...moving], claim: [...moving] };
  const bookings = replaceById(order.bookings, [revised]).map((booking) => recount(booking, revision));
  const { address } = revision.booking;
  const addresses = address === undefined ? {} : { addresses: { ...order.addresses, [revised.id]: address } };
  const redemptions = changeRedemptions(order, quote, customerDigest);
  if (quote.hash === order.quote.hash)
    return accept(decision({ ...order, bookings, customer, ...addresses, redemptions }, moved));
  if (findOpenPayment(order) !== undefined) return refuse('payment_in_progress', { orderId: order.id });
  const held: Booking[] = [];
  for (const booking of bookings.filter(isUnconfirmed)) {
    const returned = booking.state === 'held' ? accept(booking) : moveBooking(booking, 'payment_withdrawn');
    if (!returned.ok) return returned;
    held.push(returned.value);
  }
  const ids = bookings.map(({ id }) => id);
  const lines = buildLines(quote, ids, nextId, order.lines);
  return accept(
    decision(
      { ...order, quote: freezeQuote(quote), customer, ...addresses, lines, bookings: replaceById(bookings, held), redemptions },
      moved,
    ),
  );
}

/** Checks that a booking is still unpaid and held, and answers it. Refuses `booking_not_found`, `hold_expired`, `already_paid`, `illegal_transition`. */
export function checkChangeable(order: Order, bookingId: BookingId, now: EpochMillis): Outcome<Booking> {
  const booking = order.bookings.find(({ id }) => id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const { state, holdExpiresAt } = booking;
  if (state === 'confirmed') return refuse('already_paid', { orderId: order.id });
  if (state === 'expired') return refuse('hold_expired', { orderId: order.id });
  if (!isUnconfirmed(booking)) return refuse('illegal_transition', { state, event: 'changed' });
  if (holdExpiresAt !== null && holdExpiresAt <= now) return refuse('hold_expired', { orderId: order.id });
  return accept(booking);
}

/** One that takes another time is counted by what was chosen for that. */
function recount(booking: Booking, { booking: revised, limits }: OrderRevision): Booking {
  const counted = booking.id === revised.bookingId && revised.time !== null ? undefined : limits.get(booking.id);
  return counted === undefined ? booking : { ...booking, limits: counted };
}

function revise(booking: Booking, { partySize, extras, time }: BookingRevision): Booking {
  if (time === null) return { ...booking, partySize, extras };
  const { endsAt, claims, limits, sessions, steps, resourceIds } = time;
  return { ...booking, partySize, extras, endsAt, claims, limits, resourceIds, sessions, steps };
}
