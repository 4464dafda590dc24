import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment } from '../payment/payment.ts';
import { computeBalance } from './ledger.ts';
import { computeOpen, listStandingLines } from './line-accounts.ts';
import type { Order } from './order.ts';

/** What an order has cost so far, from its ledger. Integer minor units of the order's currency. */
export type OrderTotals = {
  /** Taken by the provider over all payments, or paid at the place. */
  readonly paidMinor: number;
  /** Given back for certain, or lost to a bank. */
  readonly refundedMinor: number;
  /** Owed back and not yet returned. */
  readonly refundDueMinor: number;
  /** Waits for the customer's choice, since it came too late. */
  readonly offeredMinor: number;
  /** With a bank, while it looks into a payment. */
  readonly disputedMinor: number;
  /** Still to be paid before or to be confirmed. */
  readonly dueMinor: number;
  /** Still to be paid at the place. */
  readonly dueOnSiteMinor: number;
  /** Fees for what did not take place that the customer owes by the terms; nobody charges them by himself. */
  readonly owedMinor: number;
};

/** Computes an order's totals from its ledger, its lines and its price. */
export function computeTotals(order: Order): OrderTotals {
  const { ledger, quote } = order;
  const onSiteMinor = computeBalance(ledger, 'on_site');
  const disputedMinor = computeBalance(ledger, 'disputed');
  const capturedMinor = sum(order.payments.map((payment) => payment.capturedMinor));
  const openMinor = sum(listStandingLines(order).map((line) => computeOpen(order, line)));
  const dueMinor = Math.max(0, openMinor - quote.dueLater.amountMinor);
  return {
    paidMinor: capturedMinor + onSiteMinor,
    refundedMinor: capturedMinor - computeBalance(ledger, 'provider') - disputedMinor,
    // These accounts count obligations as negative; a balance of nothing is plain zero.
    refundDueMinor: 0 - computeBalance(ledger, 'refund_due'),
    offeredMinor: 0 - computeBalance(ledger, 'offered'),
    disputedMinor,
    dueMinor,
    dueOnSiteMinor: openMinor - dueMinor,
    owedMinor: computeBalance(ledger, 'owed'),
  };
}

/** Finds the payment of an order that can still be paid, if any. */
export const findOpenPayment = (order: Order): Payment | undefined =>
  order.payments.find((payment) => isOpenPayment(payment.state));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
