import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { RefundShare } from '../pricing/refund-by-policy.ts';
import { computeRefundShare } from '../pricing/refund-by-policy.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { planRefunds } from './build-refunds.ts';
import { calendarEffect } from './calendar-effect.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { buildEntries } from './ledger.ts';
import type { LedgerAccount } from './ledger.ts';
import { computeLineBalances, listLineAccounts } from './line-accounts.ts';
import { messageAbout, waitingListEffect } from './message-effects.ts';
import type { Order } from './order.ts';

/** Who cancels: a customer gets back what the frozen policy says, an owner gives back everything. */
export type CancelledBy = 'customer' | 'owner';

/** Why a booking is cancelled: somebody did, or its session has too few people; then everything goes back too. */
export type CancellationCause = CancelledBy | 'too_few';

/**
 * Computes what the cancellation of a confirmed booking would give back now, before anyone decides.
 * Refuses `not_cancellable` when the booking is not confirmed, or (for a customer) has begun; `payment_disputed` while his bank looks into the payment.
 */
export function computeCancellation(
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  now: EpochMillis,
): Outcome<RefundShare> {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  if (booking.state !== 'confirmed') return refuse('not_cancellable', { bookingId, state: booking.state });
  if (by === 'customer' && now >= booking.startsAt) return refuse('not_cancellable', { bookingId, reason: 'started' });
  if (by === 'customer' && isDisputed(order)) return refuse('payment_disputed', { bookingId });
  const paidMinor = [...computeLineBalances(order)]
    .filter(([account]) => listLineAccounts(order, bookingId).includes(account))
    .reduce((sum, [, balance]) => sum + balance, 0);
  if (by !== 'customer') return accept({ refundMinor: paidMinor, keptMinor: 0, until: null });
  return accept(computeRefundShare(booking.cancellationPolicy, paidMinor, booking.startsAt, now));
}

/** While a bank looks into it, a customer neither gets money back from us nor moves what it was paid for. */
const isDisputed = ({ payments }: Order): boolean => payments.some(({ state }) => state === 'disputed');

/** Decides the cancellation of a confirmed booking: time back, money split by policy between refund and kept, both told. */
export function decideCancellation(
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  now: EpochMillis,
  nextId: NextId,
): Outcome<OrderDecision> {
  const share = computeCancellation(order, bookingId, by, now);
  if (!share.ok) return share;
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const moved = moveBooking(booking, 'cancelled', { sequence: booking.sequence + 1 });
  if (!moved.ok) return moved;
  const { refundMinor, keptMinor } = share.value;
  const planned = planRefunds(order, refundMinor, 'cancelled', now, nextId);
  const movements: Partial<Record<LedgerAccount, number>> = { refund_due: -refundMinor, kept: -keptMinor };
  const balances = computeLineBalances(order);
  for (const account of listLineAccounts(order, bookingId)) movements[account] = balances.get(account) ?? 0;
  const ledger = [...order.ledger, ...buildEntries(`cancelled/${bookingId}`, movements, now)];
  const messages = [
    messageAbout(moved.value, by === 'too_few' ? 'session_too_few' : 'booking_cancelled', planned.refunds[0]?.id ?? null),
    messageAbout(
      moved.value,
      by === 'too_few' ? 'owner_session_too_few' : 'owner_booking_cancelled',
      planned.refunds[0]?.id ?? null,
    ),
  ];
  return accept(
    decision(
      { ...order, bookings: replaceById(order.bookings, [moved.value]), refunds: [...order.refunds, ...planned.refunds], ledger },
      {
        release: [bookingId],
        effects: [...planned.effects, ...messages, waitingListEffect(moved.value), calendarEffect(booking, moved.value)],
      },
    ),
  );
}
