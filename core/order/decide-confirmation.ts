import type { BookingEvent } from '../booking/booking-transitions.ts';
import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import { calendarEffect } from './calendar-effect.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout } from './message-effects.ts';
import type { Order, Redemption } from './order.ts';

/** Decides that the given bookings of an order are confirmed: codes count as used, customer, owner and calendars are told. */
export function decideConfirmation(order: Order, bookings: readonly Booking[], event: BookingEvent): Outcome<OrderDecision> {
  const confirmed: Booking[] = [];
  for (const booking of bookings) {
    const moved = moveBooking(booking, event, { holdExpiresAt: null });
    if (!moved.ok) return moved;
    confirmed.push(moved.value);
  }
  const redemptions = order.redemptions.map((redemption): Redemption =>
    redemption.state === 'used' ? redemption : { ...redemption, state: 'used' },
  );
  const effects = confirmed.flatMap((booking) => [
    messageAbout(booking, 'booking_confirmed'),
    messageAbout(booking, 'owner_booking_confirmed'),
    calendarEffect(null, booking),
  ]);
  return accept(decision({ ...order, bookings: replaceById(order.bookings, confirmed), redemptions }, { effects }));
}
