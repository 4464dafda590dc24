import type { LostResource } from '../availability/choose-claims.ts';
import { isOfCustomer } from '../availability/limit-use.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import { decideTakeOffer } from '../order/decide-offer.ts';
import { decideReschedule } from '../order/decide-reschedule.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { findShortExtra } from './extra-shortage.ts';
import { findOfferedTime, listAlternatives } from './choose-time.ts';
import { chooseTogether } from './choose-together.ts';
import { checkMovable, describeMove } from './describe-move.ts';
import type { AvailabilityPorts } from './load-availability.ts';
import { releaseStaleHolds } from './release-holds.ts';
import { describeTaken, raiseVersion, saveDecision } from './save-order.ts';
import { findLostResource } from './time-limits.ts';

/** Where a booking shall move. */
export type RescheduleRequest = {
  readonly bookingId: BookingId;
  readonly startsAt: EpochMillis;
  readonly resourceId: ResourceId | null;
  readonly by: 'customer' | 'owner';
};

type ReschedulePorts = AvailabilityPorts & Pick<Ports, 'ids' | 'customers'>;

/**
 * Moves a confirmed booking to another free time of its service, as long as it was (a course: to another run of as many sessions): the old time is given back and the new one taken at once, or neither.
 * A booking whose money came too late, and that was offered another time, is confirmed at the one that is chosen.
 * Refuses `booking_not_found`, `not_reschedulable`, `offer_ended`, `slot_not_offered`, `slot_in_past`, `slot_taken` (with `alternatives`), `extra_sold_out`, `limit_reached`.
 */
export async function rescheduleBooking(ports: ReschedulePorts, request: RescheduleRequest): Promise<Outcome<Order>> {
  const excluded: LostResource[] = [];
  // Each try either excludes one more resource, releases stale holds, or follows a change by somebody else.
  for (let attempt = 0; attempt < 32; attempt += 1) {
    const moved = await tryMove(ports, request, excluded);
    if (moved !== null) return moved;
  }
  return refuse('busy_store');
}

/** Tries to move it once; null when it is worth another try. */
async function tryMove(
  ports: ReschedulePorts,
  request: RescheduleRequest,
  excluded: LostResource[],
): Promise<Outcome<Order> | null> {
  const { bookingId } = request;
  const order = await ports.bookings.findOrderOfBooking(bookingId);
  if (order === null) return refuse('booking_not_found', { bookingId });
  const allowed = checkMovable(order, request, ports.clock.now());
  if (!allowed.ok) return allowed;
  const { booking, hasOffer } = allowed.value;
  const { startsAt, resourceId } = request;
  const wanted = { ...describeMove(order, booking, hasOffer), startsAt, resourceId, customer: order.customer };
  const offered = await findOfferedTime(ports, wanted);
  if (!offered.ok) return offered;
  const refuseTaken = async () => {
    const alternatives = await listAlternatives(ports, wanted);
    const short = await findShortExtra(ports, wanted);
    return short === null ? refuse('slot_taken', { alternatives }) : refuse('extra_sold_out', { ...short, alternatives });
  };
  const choice = chooseTogether([offered.value], [excluded]);
  const [time] = choice.kind === 'chosen' ? choice.times : [];
  if (time === undefined) return refuseTaken();
  const now = ports.clock.now();
  const decided = hasOffer
    ? decideTakeOffer(order, bookingId, time, now)
    : decideReschedule(order, bookingId, time, request.by, now);
  if (!decided.ok) return decided;
  const result = await saveDecision(ports.bookings, order, decided.value);
  if (result.kind === 'saved') return accept(raiseVersion(order, decided.value.order));
  if (result.kind !== 'taken' || (await releaseInTheWay(ports, time)) > 0) return null;
  const lost = findLostResource(result.by);
  if (lost === null)
    return result.by.kind === 'limit' && isOfCustomer(result.by) ? refuse(...describeTaken(result.by)) : refuseTaken();
  excluded.push(lost);
  return null;
}

const releaseInTheWay = (ports: ReschedulePorts, { claims, sessions, limits }: NewTime): Promise<number> =>
  releaseStaleHolds(ports, {
    claims,
    sessionIds: sessions.map(({ id }) => id),
    codes: [],
    limits: limits.map(({ key }) => key),
  });
