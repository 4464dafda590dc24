import { listReaches } from '../availability/travel.ts';
import { Fault } from '../errors/fault.ts';
import type { OrderId } from '../ids.ts';
import { expireHold } from './expire-holds.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import type { InTheWay } from './release-holds.ts';

/** How many holds one taker wakes: each of them is a question to the provider. */
const MAXIMUM_WOKEN = 4;

/**
 * Ends holds that are over, are in payment and stand in a taker's way, by asking the provider at once and not with the next sweep. Each hold once:
 * `woken` remembers them. `freed`: some of them are gone, the taker may try again. `kept`: some stand until their provider has spoken. `clear`: there is none.
 */
export async function wakeExpiry(
  ports: ConfirmerPorts,
  inTheWay: InTheWay,
  woken: Set<OrderId>,
): Promise<'freed' | 'kept' | 'clear'> {
  const claims = listReaches(inTheWay.claims);
  const find = () => ports.bookings.findHoldsInPayment({ ...inTheWay, claims, now: ports.clock.now() });
  const standing = await find();
  if (standing.length === 0) return 'clear';
  const fresh = standing.filter((id) => !woken.has(id)).slice(0, MAXIMUM_WOKEN - woken.size);
  for (const orderId of fresh) {
    woken.add(orderId);
    await expireHold(ports, orderId).catch(passOverFault);
  }
  const left = fresh.length === 0 ? standing : await find();
  return standing.some((id) => !left.includes(id)) ? 'freed' : 'kept';
}

/** A silent provider is no mistake of the taker's: the hold stays, and he is told to come back. */
function passOverFault(error: unknown): void {
  if (!(error instanceof Fault)) throw error;
}
