import type { BookingId } from '../ids.ts';
import type { Settlement } from '../pricing/refund-by-policy.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextRefundId, PlannedRefunds } from './build-refunds.ts';
import { planRefunds } from './build-refunds.ts';
import { buildEntries } from './ledger.ts';
import type { LedgerAccount } from './ledger.ts';
import { computeLineBalances, listLineAccounts } from './line-accounts.ts';
import type { Order } from './order.ts';

/** Books what becomes of a booking's money: its lines are paid for no more, what goes back is owed and planned, and what a fee exceeds the paid part by is owed to us. */
export function settleBooking(
  order: Order,
  event: `${'cancelled' | 'missed'}/${BookingId}`,
  { refundMinor, keptMinor, owedMinor }: Settlement,
  { bookingId, now, nextId }: { readonly bookingId: BookingId; readonly now: EpochMillis; readonly nextId: NextRefundId },
): { readonly order: Order; readonly planned: PlannedRefunds } {
  const planned = planRefunds(order, refundMinor, 'cancelled', now, nextId);
  const movements: Partial<Record<LedgerAccount, number>> = {
    refund_due: -refundMinor,
    kept: -keptMinor - owedMinor,
    owed: owedMinor,
  };
  const balances = computeLineBalances(order);
  for (const account of listLineAccounts(order, bookingId)) movements[account] = balances.get(account) ?? 0;
  const ledger = [...order.ledger, ...buildEntries(event, movements, now)];
  return { order: { ...order, refunds: [...order.refunds, ...planned.refunds], ledger }, planned };
}
