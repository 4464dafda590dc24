import type { BookingId } from '../ids.ts';
import type { BookingMoney } from '../pricing/refund-by-policy.ts';
import { computeLineBalances, computeOpen } from './line-accounts.ts';
import type { Order } from './order.ts';

/** Computes how the money of a booking stands: what is paid of it, and together with what is still due its price. What the owner gave back of it is no part of either. */
export function computeBookingMoney(order: Order, bookingId: BookingId): Required<BookingMoney> {
  const balances = computeLineBalances(order);
  const item = order.bookings.findIndex(({ id }) => id === bookingId);
  const feesMinor = order.quote.lines.reduce(
    (sum, line) => (line.kind === 'fee' && line.item === item ? sum + line.amountMinor : sum),
    0,
  );
  const money = { priceMinor: 0, paidMinor: 0, tipMinor: 0, feesMinor };
  for (const line of order.lines) {
    if (line.bookingId !== bookingId) continue;
    const paidMinor = balances.get(`line:${line.id}`) ?? 0;
    const priceMinor = paidMinor + computeOpen(order, line);
    money.paidMinor += paidMinor;
    money.priceMinor += priceMinor;
    if (line.kind === 'tip') money.tipMinor += priceMinor;
  }
  return money;
}
