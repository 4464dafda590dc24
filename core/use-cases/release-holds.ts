import { listReaches } from '../availability/travel.ts';
import { normalizeCode } from '../catalog/discount-code.ts';
import type { OrderId } from '../ids.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import { decideRelease } from '../order/decide-release.ts';
import type { Ports } from '../ports/ports.ts';
import { saveDecision } from './save-order.ts';

type ReleasePorts = Pick<Ports, 'bookings' | 'clock'>;

/** What stands in a taker's way, or may. */
export type InTheWay = Omit<Parameters<Ports['bookings']['findStaleHolds']>[0], 'now'>;

/** Releases holds that are over, have no payment and stand in a taker's way; nobody needs to be asked. Answers how many are gone. */
export async function releaseStaleHolds(ports: ReleasePorts, inTheWay: InTheWay): Promise<number> {
  let gone = 0;
  const claims = listReaches(inTheWay.claims);
  for (const orderId of await ports.bookings.findStaleHolds({ ...inTheWay, claims, now: ports.clock.now() })) {
    // Lost to another taker who released it at the same moment: gone all the same.
    if ((await releaseIfOver(ports, orderId)) !== 'kept') gone += 1;
  }
  return gone;
}

/** Releases ended holds that keep a typed code, so that they do not count against its uses. */
export async function releaseStaleCodes(ports: ReleasePorts, typed: readonly string[]): Promise<void> {
  const codes = typed.map(normalizeCode).filter((code) => code !== '');
  if (codes.length > 0) await releaseStaleHolds(ports, { claims: [], sessionIds: [], codes, limits: [] });
}

/** Releases a hold that is over and whose payment, if it had one, can no longer be paid. */
export async function releaseIfOver(ports: ReleasePorts, orderId: OrderId): Promise<'released' | 'lost' | 'kept'> {
  const order = await ports.bookings.loadOrder(orderId);
  if (order === null || findOpenPayment(order) !== undefined) return 'kept';
  const released = decideRelease(order, 'expired', ports.clock.now());
  if (!released.ok) return 'lost';
  const result = await saveDecision(ports.bookings, order, released.value);
  return result.kind === 'saved' ? 'released' : 'lost';
}
