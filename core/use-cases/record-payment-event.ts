import type { Claim } from '../availability/occupancy.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import { decidePayment } from '../order/decide-payment.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import type { Payment } from '../payment/payment.ts';
import type { ProviderPayment } from '../payment/provider-payment.ts';
import type { OrderChange, WriteResult } from '../ports/booking-store.ts';
import type { Ports } from '../ports/ports.ts';
import { isOverlapping } from '../time/instant.ts';
import { findOfferedTime, listAlternatives } from './choose-time.ts';
import { isExtraUnit } from '../catalog/extras.ts';
import type { OfferedTime } from './offered-time.ts';
import type { AvailabilityPorts } from './load-availability.ts';
import { releaseStaleHolds } from './release-holds.ts';
import { raiseVersion, saveDecision } from './save-order.ts';

/** Which payment something was heard of, by our id or the provider's, and the provider's event if there was one. */
export type PaymentNews = {
  readonly key: { readonly paymentId: PaymentId } | { readonly provider: string; readonly providerId: string };
  readonly providerEventId: string | null;
};

/** What looking at a payment needs: the catalogue and the calendars too, since money may come when its time is gone. */
export type ConfirmerPorts = AvailabilityPorts & Pick<Ports, 'ids' | 'payments' | 'customers' | 'taxes'>;

const MAXIMUM_TRIES = 8;

/**
 * Records what a provider did with a payment: the only way in which money becomes a confirmed booking.
 *
 * Webhook, return page and sweep all end here. It believes nothing it was told: it looks the payment up at its own account, decides from what
 * stands, and writes states, ledger, effects and the event's id at once. If the order was changed while it looked, it looks again, so old
 * news never overwrites new. Repeats change nothing and answer the order as it stands. Refuses `not_found` for payments that are not ours;
 * throws the provider's fault when it cannot be asked. `known` is the order, if the caller has just read it: spares reading it again.
 */
export async function recordPaymentEvent(
  ports: ConfirmerPorts,
  news: PaymentNews,
  known: Order | null = null,
): Promise<Outcome<Order>> {
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const order = (attempt === 0 ? known : null) ?? (await ports.bookings.findOrderOfPayment(news.key));
    const payment = order === null ? undefined : findPayment(order, news.key);
    const gateway = payment === undefined ? null : ports.payments.find(payment.provider);
    if (order === null || payment === undefined || gateway === null) return refuse('not_found', {});
    if (payment.providerId === null) return accept(order);
    const reported = await gateway.fetchPayment(payment.providerId);
    const recorded = await recordOnce(ports, order, payment, reported, news.providerEventId);
    if (recorded !== null) return recorded;
  }
  throw new Fault('busy_store', 'a payment was changed by others at every try', { retryable: true });
}

/** Decides and writes what a look has shown, the best that is possible; null when somebody else wrote in between. */
async function recordOnce(
  ports: ConfirmerPorts,
  order: Order,
  payment: Payment,
  reported: ProviderPayment,
  eventId: string | null,
): Promise<Outcome<Order> | null> {
  const decided = decidePayment(order, payment.id, reported, ports.clock.now(), ports.ids.next);
  if (!decided.ok) return decided;
  const event = eventId === null ? null : { provider: payment.provider, eventId };
  for (const { kind, decision } of decided.value) {
    if (kind === 'if_free' && !(await areFree(ports, decision))) continue;
    if (kind === 'if_alternatives' && !(await hasAlternatives(ports, order))) continue;
    const result = await saveSeen(ports, order, decision, event);
    if (result.kind === 'saved') return accept(raiseVersion(order, decision.order));
    if (result.kind !== 'taken') return null;
    // A hold that is over does not keep a buyer from his time: it goes, and all is looked at again.
    if ((await releaseInTheWay(ports, decision)) > 0) return null;
  }
  return null;
}

/**
 * Whether times that would be taken again are free in every way: the store refuses those that somebody has, but an owner's override, a calendar, a day off
 * or a person who left stand in the way of nobody's claim.
 */
async function areFree(ports: ConfirmerPorts, { order, claim }: OrderDecision): Promise<boolean> {
  for (const booking of order.bookings.filter(({ id }) => claim.includes(id))) {
    const { serviceId, partySize, startsAt, createdAt } = booking;
    const standing = computeStandingDuration(order, booking);
    const address = order.addresses?.[booking.id];
    const wanted = {
      serviceId,
      partySize,
      startsAt,
      resourceId: null,
      standing,
      address,
      extras: booking.extras,
      heldSince: createdAt,
    };
    const offered = await findOfferedTime(ports, wanted);
    if (!offered.ok || !canOccupy(offered.value, booking.claims)) return false;
  }
  return true;
}

const canOccupy = ({ way }: OfferedTime, claims: readonly Claim[]): boolean =>
  way.kind === 'sessions' ||
  claims.every(
    ({ resourceId, during }) =>
      (isExtraUnit(resourceId) || way.wish.open.some((open) => open.has(resourceId))) &&
      !way.wish.occupancy.busy.some((busy) => busy.resourceId === resourceId && isOverlapping(busy.during, during)),
  );

/** Saves what was seen. The event may be known, and what was found by looking still new. */
async function saveSeen(
  { bookings }: Pick<Ports, 'bookings'>,
  order: Order,
  decision: OrderDecision,
  event: OrderChange['providerEvent'],
): Promise<WriteResult> {
  const result = await saveDecision(bookings, order, decision, event);
  return result.kind === 'repeated_event' ? saveDecision(bookings, order, decision) : result;
}

/** Whether somebody whose time is gone could choose another one in the next days. */
async function hasAlternatives(ports: ConfirmerPorts, order: Order): Promise<boolean> {
  const [booking] = order.bookings;
  if (booking === undefined) return false;
  const startsAt = Math.max(booking.startsAt, ports.clock.now());
  const { serviceId, partySize, extras } = booking;
  const standing = computeStandingDuration(order, booking);
  const address = order.addresses?.[booking.id];
  return (
    (await listAlternatives(ports, { serviceId, partySize, startsAt, resourceId: null, standing, address, extras })).length > 0
  );
}

/** Releases ended holds that stand in the way of bookings that take their time again. Answers how many went. */
async function releaseInTheWay(ports: Pick<Ports, 'bookings' | 'clock'>, { order, claim }: OrderDecision): Promise<number> {
  const taking = order.bookings.filter((booking) => claim.includes(booking.id));
  return releaseStaleHolds(ports, {
    claims: taking.flatMap((booking) => booking.claims),
    sessionIds: taking.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
    codes: order.redemptions.map((redemption) => redemption.code),
    limits: [...taking.flatMap(({ limits }) => limits), ...order.redemptions.flatMap(({ counted = [] }) => counted)].map(
      ({ key }) => key,
    ),
  });
}

const findPayment = (order: Order, key: PaymentNews['key']): Payment | undefined =>
  order.payments.find((payment) =>
    'paymentId' in key
      ? payment.id === key.paymentId
      : payment.provider === key.provider && payment.providerId === key.providerId,
  );
