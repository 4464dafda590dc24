import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { EpochMillis } from '../time/instant.ts';
import { decision } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { buildEntries, computeBalance } from './ledger.ts';
import type { Order } from './order.ts';

/** Decides that the fees that a customer owes are waived: neither owed nor kept any more. `key` is chosen by the caller; with nothing owed nothing changes. */
export function decideWaiver(order: Order, key: string, now: EpochMillis): Outcome<OrderDecision> {
  const owedMinor = computeBalance(order.ledger, 'owed');
  if (owedMinor === 0) return accept(decision(order));
  const entries = buildEntries(`waived/${key}`, { owed: -owedMinor, kept: owedMinor }, now);
  return accept(decision({ ...order, ledger: [...order.ledger, ...entries] }));
}
