import type { LostResource } from '../availability/choose-claims.ts';
import type { Booking } from '../booking/booking.ts';
import { isOfCustomer } from '../availability/limit-use.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import { decideTakeOffer } from '../order/decide-offer.ts';
import { decideReschedule } from '../order/decide-reschedule.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { Order } from '../order/order.ts';
import { computeRescheduleDifference } from '../order/reschedule-difference.ts';
import type { RescheduleDifference } from '../order/reschedule-difference.ts';
import type { Ports } from '../ports/ports.ts';
import type { Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { findShortExtra } from './extra-shortage.ts';
import { findOfferedTime, listAlternatives } from './choose-time.ts';
import { chooseTogether } from './choose-together.ts';
import { checkMovable, describeMove } from './describe-move.ts';
import type { AvailabilityPorts } from './load-availability.ts';
import { priceMove } from './price-move.ts';
import type { QuotePorts } from './quote-booking.ts';
import { releaseStaleHolds } from './release-holds.ts';
import { describeTaken, raiseVersion, saveDecision } from './save-order.ts';
import { findLostResource } from './time-limits.ts';

/** Where a booking shall move. */
export type RescheduleRequest = {
  readonly bookingId: BookingId;
  readonly startsAt: EpochMillis;
  readonly resourceId: ResourceId | null;
  readonly by: 'customer' | 'owner';
  /** The price of the order that the customer agreed to; without it he agreed to no more than before. */
  readonly quoteHash?: string | undefined;
};

type ReschedulePorts = AvailabilityPorts & QuotePorts & Pick<Ports, 'ids'>;

/**
 * Moves a confirmed booking to another free time of its service, as long as it was (a course: to another run of as many sessions): the old time is given back and the new one taken at once, or neither.
 * A customer pays the price of the new time and the fee by the frozen policy, as far as he agreed to them: what is missing is due later, and what is too much goes back. An owner moves it without a charge.
 * A booking whose money came too late, and that was offered another time, is confirmed at the one that is chosen.
 * Refuses `quote_changed` (with the `quote` and the `difference` that hold now), `booking_not_found`, `not_reschedulable`, `offer_ended`, `slot_not_offered`, `slot_in_past`, `slot_taken` (with `alternatives`), `extra_sold_out`, `limit_reached`.
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
    : await decideMove(ports, order, booking, { time, request });
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

/** Decides a move at the price that was agreed to. Refuses `quote_changed` when it is another by now. */
async function decideMove(
  ports: ReschedulePorts,
  order: Order,
  booking: Booking,
  { time, request }: { readonly time: NewTime; readonly request: RescheduleRequest },
): Promise<Outcome<OrderDecision>> {
  const { by, startsAt, resourceId, quoteHash } = request;
  const nextId = ports.ids.next;
  const repriced =
    by === 'owner' ? { order, refundMinor: 0 } : await priceMove(ports, order, { booking, startsAt, resourceId }, nextId);
  const { quote } = repriced.order;
  const difference = computeRescheduleDifference(order, repriced);
  const isAgreed = quoteHash === undefined ? difference.feeMinor <= 0 && difference.laterMinor <= 0 : quoteHash === quote.hash;
  if (by === 'customer' && !isAgreed) return refuse('quote_changed', { quote, difference });
  return decideReschedule(order, booking.id, time, { by, now: ports.clock.now(), nextId, repriced });
}

/** Tells what moving a booking to a time would change about its money, and the price to agree to. Refuses what `checkMovable` refuses. */
export async function describeMovePrice(
  ports: QuotePorts & Pick<Ports, 'ids'>,
  order: Order,
  { bookingId, startsAt, resourceId, by }: RescheduleRequest,
): Promise<Outcome<{ readonly quote: Quote; readonly difference: RescheduleDifference }>> {
  const movable = checkMovable(order, { bookingId, by }, ports.clock.now());
  if (!movable.ok) return movable;
  const { booking, hasOffer } = movable.value;
  const isCharged = by === 'customer' && !hasOffer;
  const unchanged = { order, refundMinor: 0 };
  const repriced = isCharged ? await priceMove(ports, order, { booking, startsAt, resourceId }, ports.ids.next) : unchanged;
  return accept({ quote: repriced.order.quote, difference: computeRescheduleDifference(order, repriced) });
}

const releaseInTheWay = (ports: ReschedulePorts, { claims, sessions, limits }: NewTime): Promise<number> =>
  releaseStaleHolds(ports, {
    claims,
    sessionIds: sessions.map(({ id }) => id),
    codes: [],
    limits: limits.map(({ key }) => key),
  });
