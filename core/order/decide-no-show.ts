import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { Settlement } from '../pricing/refund-by-policy.ts';
import { computeSettlement } from '../pricing/refund-by-policy.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeBookingMoney } from './booking-money.ts';
import type { NextRefundId } from './build-refunds.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';
import { settleBooking } from './settle-booking.ts';

/** Computes what becomes of a booking's money when its customer has not come. Refuses `booking_not_found`, `illegal_transition`, and `not_begun` before its start. */
export function computeNoShow(order: Order, bookingId: BookingId, now: EpochMillis): Outcome<Settlement> {
  const booking = order.bookings.find(({ id }) => id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const { state, startsAt, cancellationPolicy } = booking;
  if (state !== 'confirmed') return refuse('illegal_transition', { bookingId, state, event: 'missed' });
  if (now < startsAt) return refuse('not_begun', { bookingId });
  return accept(computeSettlement(cancellationPolicy, computeBookingMoney(order, bookingId), 'no_show', startsAt, now));
}

/** Decides that a customer has not come: the time stays his, the money is split by the frozen policy, and he hears of what goes back or is owed. Refuses as `computeNoShow`. */
export function decideNoShow(order: Order, bookingId: BookingId, now: EpochMillis, nextId: NextRefundId): Outcome<OrderDecision> {
  const settlement = computeNoShow(order, bookingId, now);
  if (!settlement.ok) return settlement;
  const booking = order.bookings.find(({ id }) => id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const missed = moveBooking(booking, 'missed');
  if (!missed.ok) return missed;
  const settled = settleBooking(order, `missed/${bookingId}`, settlement.value, { bookingId, now, nextId });
  const { refunds, effects } = settled.planned;
  const { refundMinor, owedMinor } = settlement.value;
  const messages = refundMinor + owedMinor > 0 ? [messageAbout(missed.value, 'booking_missed', refunds[0]?.id ?? null)] : [];
  return accept(
    decision({ ...settled.order, bookings: replaceById(order.bookings, [missed.value]) }, { effects: [...effects, ...messages] }),
  );
}
