import type { BookingId } from '../ids.ts';
import { settleDue } from '../pricing/moved-quote.ts';
import type { Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { buildLines } from './build-order.ts';
import { buildEntries } from './ledger.ts';
import type { LedgerAccount } from './ledger.ts';
import { computeLineBalances, computeOpen, computePaidFor, listStandingLines } from './line-accounts.ts';
import type { Order } from './order.ts';

/** An order with another price, and what of the money that was paid for it goes back. */
export type Repriced = { readonly order: Order; readonly refundMinor: number };

/**
 * Gives an order that is paid, or to be paid at the place, another price. What was paid for lines stays with them; what a line costs less than was paid for it fills what others cost more, and the rest of it is owed
 * back. What is missing then is due later: nobody is charged. Lines sum to the price, and the ledger to zero.
 */
export function repriceOrder(
  order: Order,
  quote: Quote,
  { bookingId, now, nextId }: { readonly bookingId: BookingId; readonly now: EpochMillis; readonly nextId: NextId },
): Repriced {
  const ids = order.bookings.map(({ id }) => id);
  const lines = buildLines(quote, ids, nextId, order.lines);
  const next = { ...order, lines };
  const { movements, refundMinor } = balanceLines(order, next);
  const sequence = order.bookings.find(({ id }) => id === bookingId)?.sequence ?? 0;
  const entries = buildEntries(`moved/${bookingId}/${sequence + 1}`, movements, now);
  const moved = { ...next, ledger: [...order.ledger, ...entries] };
  return { order: { ...moved, quote: settleDue(quote, listDueNow(moved), now) }, refundMinor };
}

/** What each line has more than it costs goes to those that cost more, in their order; what is left goes back. */
function balanceLines(
  order: Order,
  next: Order,
): { readonly movements: Partial<Record<LedgerAccount, number>>; readonly refundMinor: number } {
  const balances = computeLineBalances(order);
  const movements: Partial<Record<LedgerAccount, number>> = {};
  let left = 0;
  const kept = new Map(next.lines.map(({ id, netMinor }) => [id, netMinor]));
  for (const { id } of listStandingLines(order)) {
    // What was given back of it on the owner's word is not given back again.
    const over = Math.max(0, computePaidFor(order, id) - (kept.get(id) ?? 0));
    const part = Math.min(balances.get(`line:${id}`) ?? 0, over);
    if (part <= 0) continue;
    movements[`line:${id}`] = part;
    left += part;
  }
  for (const line of listStandingLines(next)) {
    const part = Math.min(left, computeOpen(next, line));
    if (part <= 0) continue;
    movements[`line:${line.id}`] = -part;
    left -= part;
  }
  if (left > 0) movements.refund_due = -left;
  return { movements, refundMinor: left };
}

/** What of each booking was due at once: all of it that is not open; of one that does not stand, what was due before. */
function listDueNow(order: Order): readonly number[] {
  const standing = new Set(listStandingLines(order).map(({ id }) => id));
  return order.bookings.map(({ id }, item) => {
    const own = order.lines.filter(({ bookingId }) => bookingId === id);
    const netMinor = own.reduce((sum, line) => sum + line.netMinor, 0);
    const openMinor = own.reduce((sum, line) => sum + computeOpen(order, line), 0);
    if (own.some((line) => standing.has(line.id))) return netMinor - openMinor;
    return order.quote.items[item]?.dueNowMinor ?? (order.quote.dueNow.amountMinor > 0 ? netMinor : 0);
  });
}
