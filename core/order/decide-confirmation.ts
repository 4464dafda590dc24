import type { BookingEvent } from '../booking/booking-transitions.ts';
import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment } from '../payment/payment.ts';
import { calendarEffect } from './calendar-effect.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';
import { moveQuotedCodes } from './redemptions.ts';

/** Decides that the given bookings of an order are confirmed: codes count as used, customer, owner and calendars are told. */
export function decideConfirmation(order: Order, bookings: readonly Booking[], event: BookingEvent): Outcome<OrderDecision> {
  const confirmed: Booking[] = [];
  for (const booking of bookings) {
    const moved = moveBooking(booking, event, { holdExpiresAt: null });
    if (!moved.ok) return moved;
    confirmed.push(moved.value);
  }
  const redemptions = moveQuotedCodes(order, 'used');
  const effects = confirmed.flatMap((booking) => [
    messageAbout(booking, 'booking_confirmed'),
    messageAbout(booking, 'owner_booking_confirmed'),
    calendarEffect(null, booking),
  ]);
  const standing = replaceById(order.bookings, confirmed);
  return accept(decision({ ...order, bookings: standing, redemptions, payments: dropUnopened(order.payments) }, { effects }));
}

/** A payment whose id at the provider was never stored: its secret never left, nobody can pay it, and nobody will look at it again. */
const dropUnopened = (payments: readonly Payment[]): readonly Payment[] =>
  payments.map((payment) =>
    payment.providerId === null && isOpenPayment(payment.state) ? { ...payment, state: 'cancelled' } : payment,
  );
