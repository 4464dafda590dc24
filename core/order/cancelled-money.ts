import type { BookingId } from '../ids.ts';
import type { Refund } from '../payment/payment.ts';
import type { Order } from './order.ts';

/** What the cancellation of a booking gives back. Integer minor units of the order's currency. */
export type CancelledMoney = {
  /** The refunds that were planned for it, oldest payment first. */
  readonly refunds: readonly Refund[];
  /** What they return through the provider. */
  readonly refundMinor: number;
  /** What no refund carries, since no provider has it: it was paid at the place, or a bank took it. The owner returns it by hand. */
  readonly byHandMinor: number;
};

/** Computes what a booking's cancellation gives back, and how, from the ledger; nothing when it was not cancelled or nothing was paid for it. */
export function computeCancelledMoney({ ledger, refunds }: Order, bookingId: BookingId): CancelledMoney {
  const entry = ledger.find(({ key }) => key === `cancelled/${bookingId}/refund_due`);
  const owedMinor = entry === undefined ? 0 : -entry.amountMinor;
  const own: Refund[] = [];
  let refundMinor = 0;
  // They were planned in the same write as the entry, and never for more than it owes.
  for (const refund of refunds) {
    if (refund.reason !== 'cancelled' || refund.createdAt !== entry?.recordedAt) continue;
    if (refundMinor + refund.amountMinor > owedMinor) continue;
    own.push(refund);
    refundMinor += refund.amountMinor;
  }
  return { refunds: own, refundMinor, byHandMinor: owedMinor - refundMinor };
}
