import {
  accept,
  checkReschedulable,
  computeCancellation,
  computeTotals,
  Fault,
  findOpenOffer,
  isOpenPayment,
  money,
  recordPaymentEvent,
  refuse,
} from '../../../core/index.ts';
import type { BookingId, CancelledBy, Catalog, Order, Outcome, Payment, Ports } from '../../../core/index.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { presentBooking, presentOrder } from '../present/present-order.ts';
import { presentQuote } from '../present/present-quote.ts';
import { presentInstant } from '../problem.ts';
import { isOwner } from '../principal.ts';
import type { Principal } from '../principal.ts';
import type { RouteContext } from '../route.ts';

type AnyContext = RouteContext<unknown, unknown>;

/** What looking at a payment needs of a request. */
type LookContext = Pick<AnyContext, 'ports'> & {
  readonly principal: Pick<Principal, 'tenantId'>;
  readonly dependencies: Pick<HttpDependencies, 'looks'>;
};

/**
 * Loading a booking runs the confirmer, or waits for it when a message about the payment has just come in. A provider that is silent, or refuses to tell,
 * does not keep us from showing what we know.
 */
export async function confirmOpenPayment(context: LookContext, order: Order | null): Promise<Outcome<Order>> {
  if (order === null) return refuse('booking_not_found');
  const open = findOpenPayment(order);
  if (open === null) return accept(order);
  const { ports, principal, dependencies } = context;
  const seen = await dependencies.looks.waitFor({ tenantId: principal.tenantId, ...open });
  return look(ports, seen !== null && seen.id === order.id ? seen : order);
}

async function look(ports: Ports, order: Order): Promise<Outcome<Order>> {
  const open = findOpenPayment(order);
  if (open === null) return accept(order);
  try {
    return await recordPaymentEvent(ports, { key: { paymentId: open.id }, providerEventId: null }, order);
  } catch (error) {
    if (error instanceof Fault) return accept(order);
    throw error;
  }
}

/** Finds the payment that its provider knows and that may still be paid. */
function findOpenPayment({ payments }: Order): (Payment & { readonly providerId: string }) | null {
  for (const payment of payments)
    if (isOpenPayment(payment.state) && payment.providerId !== null) return { ...payment, providerId: payment.providerId };
  return null;
}

/** Presents what a cancellation would give back now, and whether the booking may be moved. */
export function presentCancellation({ ports, bookingId, ...context }: AnyContext, order: Order) {
  const by = whoActs(context);
  const now = ports.clock.now();
  const offer = findOpenOffer(order, bookingId);
  if (offer !== null) {
    const refund = money(computeTotals(order).offeredMinor, order.currency);
    const none = money(0, order.currency);
    return { allowed: true, refund, fee: none, owed: none, until: null, reschedulable: now < offer.expiresAt };
  }
  const share = computeCancellation(order, bookingId, by, now);
  if (!share.ok) return { allowed: false, refund: null, fee: null, owed: null, until: null, reschedulable: false };
  const { refundMinor, keptMinor, owedMinor, until } = share.value;
  const { currency } = order;
  return {
    allowed: true,
    refund: money(refundMinor, currency),
    fee: money(keptMinor, currency),
    owed: money(owedMinor, currency),
    until: presentInstant(until),
    reschedulable: checkReschedulable(order, bookingId, by, now).ok,
  };
}

/** Servers and administrators act for the owner, everybody else for himself. */
export const whoActs = ({ principal }: Pick<AnyContext, 'principal'>): CancelledBy => (isOwner(principal) ? 'owner' : 'customer');

/** The booking, its order, and all that the order has. */
export function presentStanding(
  context: Pick<AnyContext, 'principal'>,
  catalog: Catalog,
  order: Order,
  bookingId: BookingId | undefined,
) {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) throw new Error(`order ${order.id} lacks its booking`);
  return {
    booking: presentBooking(catalog, order, booking),
    bookings: order.bookings.map((each) => presentBooking(catalog, order, each)),
    order: presentOrder(order, isOwner(context.principal)),
  };
}

/** The same with its frozen price and the end of its hold. */
export function presentPriced(
  context: Pick<AnyContext, 'principal'>,
  catalog: Catalog,
  order: Order,
  bookingId: BookingId | undefined,
) {
  const standing = presentStanding(context, catalog, order, bookingId);
  return { ...standing, quote: presentQuote(order.quote), expiresAt: standing.booking.holdExpiresAt };
}
