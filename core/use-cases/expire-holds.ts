import { Fault } from '../errors/fault.ts';
import type { OrderId } from '../ids.ts';
import { decision, isUnconfirmed, replaceById } from '../order/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { MINUTE } from '../time/instant.ts';
import { releaseIfOver } from './release-holds.ts';
import { saveDecision } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** What a sweep over ended holds did. */
export type ExpirySummary = {
  readonly expired: number;
  /** Those whose provider could not be asked, or whose money is still moving: they keep their time and are looked at again. */
  readonly kept: number;
};

type ExpiryPorts = Pick<Ports, 'bookings' | 'clock' | 'ids' | 'payments'>;

/**
 * Releases holds that are over. A time in payment is released only after the provider has said that it can no longer be paid;
 * while the provider is silent it stays. Safe to run anywhere at any time, also twice at once.
 */
export async function expireHolds(ports: ExpiryPorts, limit: number): Promise<ExpirySummary> {
  let expired = 0;
  let kept = 0;
  for (const orderId of await ports.bookings.listDueHolds(ports.clock.now(), limit)) {
    if (await expireHold(ports, orderId)) expired += 1;
    else {
      kept += 1;
      await postpone(ports, orderId);
    }
  }
  return { expired, kept };
}

/** Releases one ended hold; false when it must stay. */
async function expireHold(ports: ExpiryPorts, orderId: OrderId): Promise<boolean> {
  try {
    if (!(await withdrawPayment(ports, orderId))) return false;
    return (await releaseIfOver(ports, orderId)) === 'released';
  } catch (error) {
    // The provider or the database could not be asked, or refused: nothing is known, so nothing is released. The next sweep asks again,
    // and one order that a provider does not understand does not hold up the others.
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** When a hold that must stay is looked at again. Until then it does not stand in the way of others that are due, nor trouble a silent provider. */
const LOOK_AGAIN = MINUTE;

/** Keeps a time that cannot be released yet for a moment longer. Lost to somebody who wrote at the same moment, it is simply due again. */
async function postpone(ports: Pick<Ports, 'bookings' | 'clock'>, orderId: OrderId): Promise<void> {
  const order = await ports.bookings.loadOrder(orderId);
  if (order === null) return;
  const now = ports.clock.now();
  const over = order.bookings.filter(
    (booking) => isUnconfirmed(booking) && booking.holdExpiresAt !== null && booking.holdExpiresAt <= now,
  );
  const later = over.map((booking) => ({ ...booking, holdExpiresAt: now + LOOK_AGAIN }));
  if (later.length > 0)
    await saveDecision(ports.bookings, order, decision({ ...order, bookings: replaceById(order.bookings, later) }));
}
