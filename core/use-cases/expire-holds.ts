import { Fault } from '../errors/fault.ts';
import { accept } from '../errors/refusal.ts';
import type { OrderId } from '../ids.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import type { Ports } from '../ports/ports.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { decideTellOwner, isStuck } from '../order/decide-tell-owner.ts';
import { decision } from '../order/decision.ts';
import { changeOrder } from './save-order.ts';
import { releaseIfOver } from './release-holds.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** What a sweep over ended holds did. */
export type ExpirySummary = {
  readonly expired: number;
  /** Those whose provider could not be asked, or whose money is still moving: they keep their time and are looked at again. */
  readonly kept: number;
  /** What went wrong in a way that nobody foresaw; the orders concerned are among the kept ones. */
  readonly failures: readonly unknown[];
};

type ExpiryPorts = ConfirmerPorts;

/**
 * Releases holds that are over. A time in payment is released only after the provider has said that it can no longer be paid;
 * while the provider is silent it stays, and the provider is not asked again in the same sweep. Neither holds up the others.
 * Safe to run anywhere at any time, also twice at once. `pageSize` is how many are listed at a time.
 */
export async function expireHolds(ports: ExpiryPorts, pageSize: number): Promise<ExpirySummary> {
  const counts = { expired: 0, kept: 0 };
  const failures: unknown[] = [];
  const now = ports.clock.now();
  let isProviderSilent = false;
  for (let after: OrderId | null = null; ;) {
    const page: readonly OrderId[] = await ports.bookings.listDueHolds(now, pageSize, after);
    for (const orderId of page) {
      const outcome: unknown = await expireHold(ports, orderId, isProviderSilent).catch((error: unknown) => error);
      counts[outcome === 'expired' ? 'expired' : 'kept'] += 1;
      if (outcome instanceof Fault) isProviderSilent ||= outcome.retryable;
      else if (outcome !== 'expired' && outcome !== 'kept') failures.push(outcome);
    }
    after = page.at(-1) ?? null;
    if (page.length < pageSize || after === null) return { ...counts, failures };
  }
}

/** Releases one ended hold. Throws the provider's fault when it could not be asked: nothing is known then, so nothing is released. */
export async function expireHold(ports: ExpiryPorts, orderId: OrderId, isProviderSilent = false): Promise<'expired' | 'kept'> {
  if (isProviderSilent && (await hasPaymentAtProvider(ports, orderId))) return keep(ports, orderId);
  try {
    if (!(await withdrawPayment(ports, orderId))) return await keep(ports, orderId);
  } catch (error) {
    await keep(ports, orderId);
    throw error;
  }
  return (await releaseIfOver(ports, orderId)) === 'released' ? 'expired' : 'kept';
}

/** Keeps a time whose payment nobody can say anything certain about. Once that has lasted, the owner is told: he may release it by hand. */
async function keep(ports: ExpiryPorts, orderId: OrderId): Promise<'kept'> {
  const { bookings, clock } = ports;
  const order = await bookings.loadOrder(orderId);
  if (order === null || !isStuck(order, clock.now())) return 'kept';
  await changeOrder(
    bookings,
    () => bookings.loadOrder(orderId),
    async (current) => accept(isStuck(current, clock.now()) ? decideTellOwner(current, clock.now()) : decision(current)),
  );
  return 'kept';
}

async function hasPaymentAtProvider({ bookings }: Pick<Ports, 'bookings'>, orderId: OrderId): Promise<boolean> {
  const order = await bookings.loadOrder(orderId);
  return order !== null && (findOpenPayment(order)?.providerId ?? null) !== null;
}
