import type { LostResource } from '../availability/choose-claims.ts';
import type { Booking } from '../booking/booking.ts';
import { beginAddress } from '../catalog/at-customer.ts';
import { isOccupying } from '../booking/booking-transitions.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { buildHeldOrder } from '../order/build-order.ts';
import type { BookingDraft } from '../order/build-order.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { Order } from '../order/order.ts';
import type { Taken, WriteResult } from '../ports/booking-store.ts';
import type { Quote } from '../pricing/quote.ts';
import type { OfferedTime } from './offered-time.ts';
import { chooseTogether } from './choose-together.ts';
import { computeBuyerDigest } from './customer-codes.ts';
import type { HoldRequest } from './hold-request.ts';
import { listSeenTurns, withTurns } from './load-turns.ts';
import { listSeenSeats, priceAgain, priceHold } from './price-hold.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { releaseStaleCodes, releaseStaleHolds } from './release-holds.ts';
import { describeTaken } from './save-order.ts';
import { findLostResource } from './time-limits.ts';

/** How often somebody else's turn is waited for. */
const MAXIMUM_TURNS = 32;

/** How often a price is computed that seats change which others take meanwhile. */
const MAXIMUM_PRICES = 32;

/** A booking for which nothing is left. */
export type Lost = {
  readonly lost: number;
  /** The key of the limit that it was lost to, when that was reached only now. */
  readonly limit?: string;
};

/** Takes the times with one free resource after the other; stale holds in the way are released once for each thing that was taken, before it counts as lost. */
export async function takeTimes(
  ports: ConfirmerPorts,
  request: HoldRequest,
  offered: readonly OfferedTime[],
): Promise<Outcome<Order> | Lost> {
  const excluded = offered.map((): LostResource[] => []);
  const first = chooseTogether(offered, excluded);
  if (first.kind === 'taken') return { lost: first.item };
  await releaseStaleCodes(ports, request.codes);
  const priced = await priceHold(ports, request);
  if (!priced.ok) return priced;
  let quote = priced.value;
  let prices = 1;
  const swept = new Set<string>();
  for (;;) {
    const tried = await insertInTurn(ports, request, { offered, excluded, quote });
    if ('lost' in tried) return tried;
    const { order, result } = tried;
    if (result.kind === 'saved') return accept(order);
    if (result.kind !== 'taken') return answerTwin(ports, request);
    const item = findItem(order, result.by);
    const thing = JSON.stringify({ ...result.by, bookingId: item });
    if (!swept.has(thing)) {
      // Tried once more also when nothing stale is found: another taker may have released it a moment before.
      swept.add(thing);
      await releaseStale(ports, order, result.by);
      continue;
    }
    const again = prices < MAXIMUM_PRICES ? await priceAgain(ports, request, { quote, taken: result.by }) : accept(null);
    if (!again.ok) return again;
    if (again.value !== null) {
      quote = again.value;
      prices += 1;
      continue;
    }
    if (result.by.kind === 'code' || result.by.kind === 'customer') return refuse(...describeTaken(result.by));
    const lost = findLostResource(result.by);
    if (lost === null) return { lost: item, ...(result.by.kind === 'limit' ? { limit: result.by.key } : {}) };
    excluded[item]?.push(lost);
  }
}

type Attempt = {
  readonly offered: readonly OfferedTime[];
  readonly excluded: readonly (readonly LostResource[])[];
  readonly quote: Quote;
};

/** Chooses and writes; when somebody else has had a turn in between, both again. After many of these the time counts for more than whose turn it is. */
async function insertInTurn(
  ports: ConfirmerPorts,
  request: HoldRequest,
  { offered, excluded, quote }: Attempt,
): Promise<{ readonly order: Order; readonly result: WriteResult } | Lost> {
  let current = offered;
  const seats = listSeenSeats(quote);
  for (let attempt = 0; ; attempt += 1) {
    const choice = chooseTogether(current, excluded);
    if (choice.kind === 'taken') return { lost: choice.item };
    const order = buildOrder(ports, request, current, choice.times, quote);
    const seen = attempt < MAXIMUM_TURNS ? listSeenTurns(current) : [];
    const result = await ports.bookings.insertOrder(order, [], seen, seats);
    if (result.kind !== 'turn_passed') return { order, result };
    current = await Promise.all(offered.map((time) => withTurns(ports, time)));
  }
}

/** Finds which booking something was taken from; of several in a full session the last, since those before it may fit. */
function findItem({ bookings }: Order, taken: Taken): number {
  const isConcerned = ({ id, sessions }: Booking): boolean =>
    'bookingId' in taken
      ? id === taken.bookingId
      : taken.kind === 'session' && sessions.some((session) => session.id === taken.sessionId);
  return Math.max(0, bookings.findLastIndex(isConcerned));
}

/** Somebody wrote this very order in between: the same request was sent twice at once. */
async function answerTwin({ bookings }: ConfirmerPorts, { orderId }: HoldRequest): Promise<Outcome<Order>> {
  const twin = orderId === null ? null : await bookings.loadOrder(orderId);
  return twin === null ? refuse('illegal_transition', { event: 'hold_placed' }) : answerKnown(twin);
}

function buildOrder(
  ports: ConfirmerPorts,
  request: HoldRequest,
  offered: readonly OfferedTime[],
  times: readonly NewTime[],
  quote: Quote,
): Order {
  const bookings = times.flatMap(({ startsAt, endsAt, claims, limits, sessions, steps, resourceIds }, item): BookingDraft[] => {
    const [time, wanted] = [offered[item], request.items[item]];
    if (time === undefined || wanted === undefined) return [];
    const { partySize, extras } = wanted;
    const address = time.country === null || time.country === undefined ? undefined : beginAddress(wanted.address, time.country);
    return [
      { service: time.service, startsAt, endsAt, claims, limits, sessions, steps, resourceIds, partySize, extras, address },
    ];
  });
  const { customerTimeZone, customer } = request;
  const orderId = request.orderId ?? ports.ids.next('ord');
  const reference = ports.ids.nextReference();
  const customerDigest = computeBuyerDigest(ports, customer);
  const draft = { orderId, reference, bookings, customerTimeZone, quote, customer, customerDigest };
  return buildHeldOrder(draft, ports.clock.now(), ports.ids.next);
}

/** Releases holds that are over and stand in the way. */
async function releaseStale(ports: ConfirmerPorts, order: Order, taken: Taken): Promise<void> {
  await releaseStaleHolds(ports, {
    claims: taken.kind === 'resource' ? order.bookings.flatMap((booking) => booking.claims) : [],
    sessionIds: taken.kind === 'session' ? [taken.sessionId] : [],
    codes: taken.kind === 'code' ? [taken.code] : [],
    limits: taken.kind === 'limit' || taken.kind === 'customer' ? [taken.key] : [],
  });
}

/** A repeat is answered with its order while that stands; one whose hold is over must be taken anew. */
export const answerKnown = (order: Order): Outcome<Order> =>
  order.bookings.some((booking) => isOccupying(booking.state)) ? accept(order) : refuse('hold_expired', { orderId: order.id });
