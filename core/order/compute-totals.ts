import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import { computeBalance } from './ledger.ts';
import type { Order } from './order.ts';

/** What an order has cost so far, from its ledger. Integer minor units of the order's currency. */
export type OrderTotals = {
  /** Taken by the provider, over all payments. */
  readonly paidMinor: number;
  /** Given back for certain. */
  readonly refundedMinor: number;
  /** Owed back and not yet returned. */
  readonly refundDueMinor: number;
  /** Still to be paid. */
  readonly dueMinor: number;
};

const returningReasons: ReadonlySet<Refund['reason']> = new Set(['late_payment', 'duplicate_payment', 'amount_differs']);

/** Computes an order's totals from its ledger and quote. */
export function computeTotals(order: Order): OrderTotals {
  const paidMinor = sum(order.payments.map((payment) => payment.capturedMinor));
  const refundedMinor = paidMinor - computeBalance(order.ledger, 'provider');
  // The account counts obligations as negative; a balance of nothing is plain zero.
  const refundDueMinor = 0 - computeBalance(order.ledger, 'refund_due');
  // Money that came for nothing goes back whole and pays for nothing.
  const returnedMinor = sum(
    order.refunds.filter((refund) => returningReasons.has(refund.reason)).map((refund) => refund.amountMinor),
  );
  const isStanding = order.bookings.some((booking) => booking.state !== 'cancelled' && booking.state !== 'expired');
  const dueMinor = isStanding ? Math.max(0, order.quote.dueNow.amountMinor - (paidMinor - returnedMinor)) : 0;
  return { paidMinor, refundedMinor, refundDueMinor, dueMinor };
}

/** Finds the payment of an order that can still be paid, if any. */
export const findOpenPayment = (order: Order): Payment | undefined =>
  order.payments.find((payment) => isOpenPayment(payment.state));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
