import type { Booking } from '../booking/booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import { findOpenOffer } from '../order/decide-offer.ts';
import { checkReschedulable } from '../order/decide-reschedule.ts';
import type { Order } from '../order/order.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { AvailabilityRequest } from './load-availability.ts';

/** Which booking shall move, and who wants it. */
export type Mover = { readonly bookingId: BookingId; readonly by: 'customer' | 'owner' };

/** Checks what may be moved: a confirmed booking, or one whose money came too late and that was offered another time. Refuses `booking_not_found`, `not_reschedulable`, `offer_ended`. */
export function checkMovable(
  order: Order,
  { bookingId, by }: Mover,
  now: EpochMillis,
): Outcome<{ readonly booking: Booking; readonly hasOffer: boolean }> {
  const booking = order.bookings.find(({ id }) => id === bookingId);
  const offer = findOpenOffer(order, bookingId);
  if (booking !== undefined && offer !== null) {
    return now < offer.expiresAt ? accept({ booking, hasOffer: true }) : refuse('offer_ended', { bookingId });
  }
  const allowed = checkReschedulable(order, bookingId, by, now);
  return allowed.ok ? accept({ booking: allowed.value, hasOffer: false }) : allowed;
}

/**
 * Describes which times a booking can move to. It keeps its length, and a course its number of sessions. Its own time is given back in the same step, so it does not stand in its own way; a hold that
 * is over has none.
 */
export const describeMove = (
  order: Order,
  booking: Booking,
  hasOffer: boolean,
): Omit<AvailabilityRequest, 'range' | 'resourceId'> => ({
  serviceId: booking.serviceId,
  partySize: booking.partySize,
  standing: computeStandingDuration(order, booking),
  address: order.addresses?.[booking.id],
  extras: booking.extras,
  ...(booking.sessions.length === 0 ? {} : { sessionCount: booking.sessions.length }),
  ...(hasOffer ? {} : { givenBack: booking }),
});
