import { computeBalance } from './ledger.ts';
import type { LedgerAccount } from './ledger.ts';
import { computeLineBalances } from './line-accounts.ts';
import type { Order } from './order.ts';

/** Computes what is owed back and no refund is on its way for. */
export const computeFreeDebt = (order: Order): number => Math.max(0, computeDebt(order) - computeUnderWay(order));

/** Computes what is owed back. */
export const computeDebt = (order: Order): number => 0 - computeBalance(order.ledger, 'refund_due');

/** Computes what refunds on their way are to return. */
export const computeUnderWay = (order: Order): number =>
  order.refunds.filter(({ state }) => state === 'pending').reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/**
 * Finds out which obligations money ends that went back without us, by hand or through a bank: first what is owed back and no refund is under way for,
 * then what waits for the customer's choice, then what lines are owed, then what was kept, and last what another refund was to return.
 */
export function takeFromObligations(order: Order, amountMinor: number): Partial<Record<LedgerAccount, number>> {
  const freeMinor = computeFreeDebt(order);
  const sources: readonly (readonly [LedgerAccount, number])[] = [
    ['refund_due', freeMinor],
    ['offered', 0 - computeBalance(order.ledger, 'offered')],
    ...computeLineBalances(order),
    ['kept', 0 - computeBalance(order.ledger, 'kept')],
    ['refund_due', computeDebt(order) - freeMinor],
  ];
  const taken: Partial<Record<LedgerAccount, number>> = {};
  let missing = amountMinor;
  for (const [account, balance] of sources) {
    const part = Math.min(missing, Math.max(0, balance));
    if (part > 0) taken[account] = (taken[account] ?? 0) + part;
    missing -= part;
  }
  // More than was ever taken cannot be returned; whatever is left is a debt of the customer's that the owner chose to give.
  if (missing > 0) taken.kept = (taken.kept ?? 0) + missing;
  return taken;
}
