import type { LineId } from '../ids.ts';
import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment } from '../payment/payment.ts';
import { computeBalance } from './ledger.ts';
import { listStandingLines } from './line-accounts.ts';
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
};

/** Computes an order's totals from its ledger, its lines and its price. */
export function computeTotals(order: Order): OrderTotals {
  const { ledger, quote } = order;
  const onSiteMinor = computeBalance(ledger, 'on_site');
  const disputedMinor = computeBalance(ledger, 'disputed');
  const capturedMinor = sum(order.payments.map((payment) => payment.capturedMinor));
  const openMinor = computeOpen(order);
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
  };
}

/** Computes what the lines that stand have not been paid for yet. */
function computeOpen(order: Order): number {
  return sum(listStandingLines(order).map((line) => Math.max(0, line.netMinor - computePaidFor(order, line.id))));
}

/** What came in for a line. Money that the owner gave back, or lost to a bank, makes nobody owe it again. */
function computePaidFor({ ledger }: Order, lineId: LineId): number {
  const entries = ledger.filter(({ account, key }) => account === `line:${lineId}` && cameIn.test(key));
  return 0 - sum(entries.map(({ amountMinor }) => amountMinor));
}

const cameIn = /^(captured|offer_taken|on_site|corrected)\//;

/** Finds the payment of an order that can still be paid, if any. */
export const findOpenPayment = (order: Order): Payment | undefined =>
  order.payments.find((payment) => isOpenPayment(payment.state));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
