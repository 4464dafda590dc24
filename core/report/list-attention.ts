import type { BookingId, OrderId } from '../ids.ts';
import { computeTotals } from '../order/compute-totals.ts';
import { isUnconfirmed } from '../order/decision.ts';
import { computeFreeDebt } from '../order/obligations.ts';
import type { Order } from '../order/order.ts';
import { computeLost } from '../payment/contested.ts';
import { DAY } from '../time/instant.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Something in an order that its owner should know of, or do something about. */
export type AttentionKind =
  /** Money came too late; the customer may choose another time until `until`. */
  | 'late_payment_offered'
  /** A refund failed: the money is still owed. */
  | 'refund_owed'
  /** Money that was paid at the place is owed back: nobody but the owner can return it. */
  | 'return_by_hand'
  /** A bank looks into the payment. */
  | 'payment_disputed'
  /** A bank has decided for the customer. */
  | 'dispute_lost'
  /** A time is kept although its hold is over, since nobody knows what becomes of its payment. */
  | 'hold_stuck'
  /** The booking stands, and what was to be paid before it is not there. */
  | 'payment_missing';

/** One entry of the owner's queue. Amounts are integer minor units of `currency`. */
export type AttentionItem = {
  readonly kind: AttentionKind;
  readonly orderId: OrderId;
  readonly bookingId: BookingId | null;
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** When it ends by itself; null when it does not. */
  readonly until: EpochMillis | null;
};

/** How long a lost dispute is news. */
export const LOST_IS_NEWS = 30 * DAY;

const isNews = ({ ledger }: Order, since: EpochMillis): boolean =>
  ledger.some(({ key, recordedAt }) => key.startsWith('dispute_lost/') && recordedAt > since - LOST_IS_NEWS);

/** Lists what an owner should know of an order, the most urgent first. `waitingSince`: a hold that was over by then is stuck. */
export function listAttention(order: Order, waitingSince: EpochMillis): readonly AttentionItem[] {
  const totals = computeTotals(order);
  const [booking] = order.bookings;
  const { id: orderId, reference, currency } = order;
  const item = (kind: AttentionKind, amountMinor: number, until: EpochMillis | null = null): AttentionItem => ({
    ...{ kind, orderId, reference, amountMinor, currency, until },
    bookingId: booking?.id ?? null,
  });
  const owed = computeFreeDebt(order);
  const isByHand = !order.refunds.some(({ state }) => state === 'failed');
  const isStuck = order.bookings.some(
    (one) => isUnconfirmed(one) && one.holdExpiresAt !== null && one.holdExpiresAt <= waitingSince && order.payments.length > 0,
  );
  const isConfirmed = order.bookings.some(({ state }) => state === 'confirmed');
  const lost = order.payments.reduce((sum, { disputes }) => sum + computeLost(disputes), 0);
  return [
    ...(totals.disputedMinor > 0 ? [item('payment_disputed', totals.disputedMinor)] : []),
    ...(owed > 0 ? [item(isByHand ? 'return_by_hand' : 'refund_owed', owed)] : []),
    ...(isStuck ? [item('hold_stuck', order.quote.dueNow.amountMinor)] : []),
    ...(order.lateOffer?.state === 'open' ? [item('late_payment_offered', totals.offeredMinor, order.lateOffer.expiresAt)] : []),
    ...(lost > 0 && isNews(order, waitingSince) ? [item('dispute_lost', lost)] : []),
    ...(isConfirmed && totals.dueMinor > 0 && lost === 0 ? [item('payment_missing', totals.dueMinor)] : []),
  ];
}
