import { Fault } from '../errors/fault.ts';
import type { EpochMillis } from '../time/instant.ts';
import { isUnconfirmed } from '../order/decision.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** What a look at open payments found. */
export type SweepSummary = {
  /** How many changed their order. */
  readonly payments: number;
  /** What went wrong in a way that nobody foresaw. */
  readonly failures: readonly unknown[];
};

/**
 * Looks up open payments at the provider, so that a lost webhook loses nothing.
 * One that the provider cannot be asked about is left for the next sweep.
 */
export async function sweepPayments(ports: ConfirmerPorts, createdBefore: EpochMillis, limit: number): Promise<SweepSummary> {
  let payments = 0;
  const failures: unknown[] = [];
  for (const paymentId of await ports.bookings.listOpenPayments(createdBefore, limit)) {
    try {
      const before = await ports.bookings.findOrderOfPayment({ paymentId });
      const recorded = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
      if (recorded.ok && recorded.value.version !== before?.version) payments += 1;
      // A time that was given away keeps no payment open: somebody could still pay for nothing.
      if (recorded.ok && !recorded.value.bookings.some(isUnconfirmed)) await withdrawPayment(ports, recorded.value.id);
    } catch (error) {
      if (!(error instanceof Fault)) failures.push(error);
    }
  }
  return { payments, failures };
}
