import { isOccupying } from '../booking/booking-transitions.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { OrderId, ResourceId, ServiceId } from '../ids.ts';
import { buildHeldOrder } from '../order/build-order.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { Customer, Order } from '../order/order.ts';
import type { Taken } from '../ports/booking-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseTime, listAlternatives } from './choose-time.ts';
import type { ChosenTime } from './choose-time.ts';
import type { AvailabilityPorts } from './load-availability.ts';
import type { QuoteInput } from './quote-booking.ts';
import { priceService } from './quote-booking.ts';
import { releaseStaleCodes, releaseStaleHolds } from './release-holds.ts';
import { describeTaken } from './save-order.ts';

/** What a visitor picked. */
export type HoldRequest = QuoteInput & {
  /** Known beforehand when the request may be repeated: a second hold with the same id answers the first one. */
  readonly orderId: OrderId | null;
  readonly serviceId: ServiceId;
  readonly startsAt: EpochMillis;
  readonly customerTimeZone: string;
  readonly resourceId: ResourceId | null;
  readonly customer: Customer | null;
  /** The price the visitor saw, or null when he saw none. */
  readonly quoteHash: string | null;
};

type HoldPorts = AvailabilityPorts & Pick<Ports, 'ids'>;

/**
 * Holds a time: writes an order with one booking in state `held`, what it occupies, its frozen price and its reserved code, all or none.
 *
 * Never two buyers for one time: the store refuses the second, whatever was computed before. Holds of others that are over and were never being
 * paid are released on the way. "Any" resource is chosen here: when the chosen one is lost to a faster buyer, the next free one is tried.
 * Refuses `slot_in_past`, `slot_not_offered`, `slot_taken` (with `alternatives`), `code_used_up`, `quote_changed`, and what pricing refuses.
 *
 * @see docs/algorithms/holds.md
 */
export async function placeHold(ports: HoldPorts, request: HoldRequest): Promise<Outcome<Order>> {
  const known = request.orderId === null ? null : await ports.bookings.loadOrder(request.orderId);
  if (known !== null) return answerKnown(known);
  const chosen = await chooseTime(ports, request);
  if (!chosen.ok) return chosen;
  await releaseStaleCodes(ports, request.codes);
  const priced = await priceService(ports, chosen.value.service, request, []);
  if (!priced.ok) return priced;
  if (request.quoteHash !== null && request.quoteHash !== priced.value.hash)
    return refuse('quote_changed', { quote: priced.value });
  return takeTime(ports, request, chosen.value, priced.value);
}

/** Tries to take the time with one free resource after the other; stale holds in the way are released once for each thing that was taken, before it counts as lost. */
async function takeTime(ports: HoldPorts, request: HoldRequest, chosen: ChosenTime, quote: Quote): Promise<Outcome<Order>> {
  const excluded = new Set<ResourceId>();
  const swept = new Set<string>();
  for (let time = chosen.choose(excluded); time !== null;) {
    const order = buildOrder(ports, request, chosen, quote, time);
    const result = await ports.bookings.insertOrder(order, []);
    if (result.kind === 'saved') return accept(order);
    if (result.kind !== 'taken') {
      // Somebody wrote this very order in between: the same request was sent twice at once.
      const twin = request.orderId === null ? null : await ports.bookings.loadOrder(request.orderId);
      return twin === null ? refuse('illegal_transition', { event: 'hold_placed' }) : answerKnown(twin);
    }
    const thing = JSON.stringify(result.by);
    if (!swept.has(thing)) {
      // Tried once more also when nothing stale is found: another taker may have released it a moment before.
      swept.add(thing);
      await releaseStale(ports, order, result.by);
      continue;
    }
    if (result.by.kind === 'code') return refuse(...describeTaken(result.by));
    if (result.by.kind === 'session') break;
    excluded.add(result.by.resourceId);
    time = chosen.choose(excluded);
  }
  return refuse('slot_taken', { alternatives: await listAlternatives(ports, request) });
}

/** A repeat is answered with its order while that stands; one whose hold is over must be taken anew. */
const answerKnown = (order: Order): Outcome<Order> =>
  order.bookings.some((booking) => isOccupying(booking.state)) ? accept(order) : refuse('hold_expired', { orderId: order.id });

function buildOrder(ports: HoldPorts, request: HoldRequest, { service }: ChosenTime, quote: Quote, time: NewTime): Order {
  const { startsAt, customerTimeZone, extras, customer } = request;
  const { claims, session, resourceIds } = time;
  const orderId = request.orderId ?? ports.ids.next('ord');
  const reference = ports.ids.nextReference();
  const draft = {
    orderId,
    reference,
    service,
    startsAt,
    claims,
    session,
    resourceIds,
    customerTimeZone,
    quote,
    extras,
    customer,
  };
  return buildHeldOrder(draft, ports.clock.now(), ports.ids.next);
}

/** Releases holds that are over and stand in the way. */
async function releaseStale(ports: HoldPorts, order: Order, taken: Taken): Promise<void> {
  await releaseStaleHolds(ports, {
    claims: taken.kind === 'resource' ? order.bookings.flatMap((booking) => booking.claims) : [],
    sessionIds: taken.kind === 'session' ? [taken.sessionId] : [],
    codes: taken.kind === 'code' ? [taken.code] : [],
  });
}
