import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import { checkReschedulable, decideReschedule } from '../order/decide-reschedule.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseTime, listAlternatives } from './choose-time.ts';
import type { AvailabilityPorts } from './load-availability.ts';
import { releaseStaleHolds } from './release-holds.ts';
import { raiseVersion, saveDecision } from './save-order.ts';

/** Where a booking shall move. */
export type RescheduleRequest = {
  readonly bookingId: BookingId;
  readonly startsAt: EpochMillis;
  readonly resourceId: ResourceId | null;
  readonly by: 'customer' | 'owner';
};

type ReschedulePorts = AvailabilityPorts & Pick<Ports, 'ids'>;

/**
 * Moves a confirmed booking to another free time of its service: the old time is given back and the new one taken at once, or neither.
 * Refuses `booking_not_found`, `not_reschedulable`, `slot_not_offered`, `slot_in_past`, `slot_taken` (with `alternatives`).
 */
export async function rescheduleBooking(ports: ReschedulePorts, request: RescheduleRequest): Promise<Outcome<Order>> {
  const excluded = new Set<ResourceId>();
  // Each try either excludes one more resource, releases stale holds, or follows a change by somebody else.
  for (let attempt = 0; attempt < 32; attempt += 1) {
    const order = await ports.bookings.findOrderOfBooking(request.bookingId);
    if (order === null) return refuse('booking_not_found', { bookingId: request.bookingId });
    const allowed = checkReschedulable(order, request.bookingId, request.by, ports.clock.now());
    if (!allowed.ok) return allowed;
    const { serviceId, partySize } = allowed.value;
    // Its own time is given back in the same step, so it does not stand in its own way.
    const givenBack = allowed.value;
    const wanted = { serviceId, partySize, startsAt: request.startsAt, resourceId: request.resourceId, givenBack };
    const chosen = await chooseTime(ports, wanted);
    if (!chosen.ok) return chosen;
    const time = chosen.value.choose(excluded);
    if (time === null) return refuse('slot_taken', { alternatives: await listAlternatives(ports, wanted) });
    const decided = decideReschedule(order, request.bookingId, time, request.by, ports.clock.now());
    if (!decided.ok) return decided;
    const result = await saveDecision(ports.bookings, order, decided.value);
    if (result.kind === 'saved') return accept(raiseVersion(order, decided.value.order));
    if (result.kind !== 'taken') continue;
    const sessionIds = time.session === null ? [] : [time.session.id];
    if ((await releaseStaleHolds(ports, { claims: time.claims, sessionIds, codes: [] })) > 0) continue;
    if (result.by.kind !== 'resource') return refuse('slot_taken', { alternatives: await listAlternatives(ports, wanted) });
    excluded.add(result.by.resourceId);
  }
  return refuse('busy_store');
}
