import { Fault } from '../errors/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { recordPaymentEvent } from './record-payment-event.ts';

/**
 * Looks up open payments at the provider, so that a lost webhook loses nothing. Answers how many changed an order.
 * One that the provider cannot be asked about is left for the next sweep.
 */
export async function sweepPayments(
  ports: Pick<Ports, 'bookings' | 'clock' | 'ids' | 'payments'>,
  createdBefore: EpochMillis,
  limit: number,
): Promise<number> {
  let changed = 0;
  for (const paymentId of await ports.bookings.listOpenPayments(createdBefore, limit)) {
    try {
      const before = await ports.bookings.findOrderOfPayment({ paymentId });
      const recorded = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
      if (recorded.ok && recorded.value.version !== before?.version) changed += 1;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }
  return changed;
}
