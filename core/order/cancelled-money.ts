import type { BookingId } from '../ids.ts';
import type { Refund } from '../payment/payment.ts';
import type { Order } from './order.ts';

/** What a booking gives back that was cancelled or missed. Integer minor units of the order's currency. */
export type CancelledMoney = {
  /** The refunds that were planned for it, oldest payment first. */
  readonly refunds: readonly Refund[];
  /** What they return through the provider. */
  readonly refundMinor: number;
  /** What no refund carries, since no provider has it: it was paid at the place, or a bank took it. The owner returns it by hand. */
  readonly byHandMinor: number;
  /** What the customer owed by the terms when it ended. */
  readonly owedMinor: number;
};

/** Computes what a booking gives back that did not take place, and how, from the ledger; nothing when it stands or nothing goes back of it. */
export function computeCancelledMoney({ ledger, refunds }: Order, bookingId: BookingId): CancelledMoney {
  const find = (account: 'refund_due' | 'owed') =>
    ledger.find(({ key }) => key === `cancelled/${bookingId}/${account}` || key === `missed/${bookingId}/${account}`);
  const entry = find('refund_due');
  const dueMinor = entry === undefined ? 0 : -entry.amountMinor;
  const own: Refund[] = [];
  let refundMinor = 0;
  // They were planned in the same write as the entry, and never for more than it owes.
  for (const refund of refunds) {
    if (refund.reason !== 'cancelled' || refund.createdAt !== entry?.recordedAt) continue;
    if (refundMinor + refund.amountMinor > dueMinor) continue;
    own.push(refund);
    refundMinor += refund.amountMinor;
  }
  return { refunds: own, refundMinor, byHandMinor: dueMinor - refundMinor, owedMinor: find('owed')?.amountMinor ?? 0 };
}
