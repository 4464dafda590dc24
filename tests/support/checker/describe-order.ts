import type { Order } from '../../../core/index.ts';
import type { EvidenceOrder } from './evidence.ts';

/** Brings an order into the form of evidence: what the rules look at, nothing computed. */
export const describeOrder = (order: Order): EvidenceOrder => ({
  id: order.id,
  currency: order.currency,
  customerEmail: order.customer?.email ?? null,
  dueMinor: order.quote.dueNow.amountMinor,
  price: {
    totalMinor: order.quote.total.amountMinor,
    laterMinor: order.quote.dueLater.amountMinor,
    linesMinor: order.quote.lines.map(({ amountMinor }) => amountMinor),
    people: order.quote.items,
    codes: order.quote.codes ?? [],
  },
  lines: order.lines,
  bookings: order.bookings,
  payments: order.payments,
  refunds: order.refunds,
  redemptions: order.redemptions,
  ledger: order.ledger,
  lateOffer: order.lateOffer,
});
