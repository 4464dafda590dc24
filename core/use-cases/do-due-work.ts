import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { deliverEffects } from './deliver-effects.ts';
import type { DeliverySummary } from './deliver-effects.ts';
import { expireHolds } from './expire-holds.ts';
import type { ExpirySummary } from './expire-holds.ts';
import { sweepPayments } from './sweep-payments.ts';

/** What a round of due work did, for logs and health. */
export type WorkSummary = ExpirySummary & DeliverySummary & { readonly payments: number };

/** How much one round takes on, so that a busy tenant does not hold up the others. */
const BATCH = 50;

/** Does all that is due for one tenant: asks about open payments, ends holds, carries out effects. Safe to run twice at once. */
export async function doDueWork(ports: Ports, sweepCreatedBefore: EpochMillis): Promise<WorkSummary> {
  const payments = await sweepPayments(ports, sweepCreatedBefore, BATCH);
  const expiry = await expireHolds(ports, BATCH);
  const delivery = await deliverEffects(ports, BATCH);
  return { payments, ...expiry, ...delivery };
}
