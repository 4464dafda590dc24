import {
  computeCancelledMoney,
  computeTotals,
  describeAddress,
  isWholeAddress,
  findResource,
  findService,
  formatInstant,
  money,
} from '../../../core/index.ts';
import type { Booking, BookingId, Catalog, LateOffer, Order, Payment, Refund } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';
import { presentSessions } from './present-slot.ts';
import { presentResource } from './present-service.ts';

/** Presents a booking; a service or person that was retired meanwhile is still named as it was sold. */
export function presentBooking(catalog: Catalog, order: Order, booking: Booking) {
  const service = findService(catalog, booking.serviceId);
  const line = order.lines.find((candidate) => candidate.id === booking.lineId);
  const address = order.addresses?.[booking.id];
  const { id, state, serviceId, timeZone, customerTimeZone, partySize, extras, override, sequence } = booking;
  return {
    ...{ id, state, serviceId, timeZone, customerTimeZone, partySize, extras, override, sequence },
    serviceName: service?.name ?? line?.description ?? '',
    place: address === undefined ? (service?.place ?? null) : describeAddress(address),
    ...(address === undefined || !isWholeAddress(address) ? {} : { address }),
    startsAt: formatInstant(booking.startsAt),
    endsAt: formatInstant(booking.endsAt),
    ...(booking.steps.length > 0 ? { steps: booking.steps.map(presentStep) } : {}),
    resources: booking.resourceIds.flatMap((resourceId) => findResource(catalog, resourceId) ?? []).map(presentResource),
    holdExpiresAt: presentInstant(booking.holdExpiresAt),
    ...presentSessions(booking.sessions),
    ...presentDays(order, booking),
  };
}

/** How many days or nights a stay has, as it was priced. */
function presentDays({ bookings, quote }: Order, booking: Booking): { readonly days?: number } {
  const days = quote.items[bookings.findIndex(({ id }) => id === booking.id)]?.days;
  return days === undefined ? {} : { days };
}

const presentStep = ({ name, startsAt, endsAt }: Booking['steps'][number]) => ({
  name,
  startsAt: formatInstant(startsAt),
  endsAt: formatInstant(endsAt),
});

/** Presents a refund. */
export const presentRefund = ({ id, state, amountMinor, currency, reason }: Refund) => ({
  id,
  state,
  amount: money(amountMinor, currency),
  reason,
});

/**
 * Presents what a booking's cancellation gives back: the refund on its way, or, where no provider has the money, what the business returns (`by_hand`).
 * Null when nothing goes back.
 */
export function presentCancelRefund(order: Order, bookingId: BookingId | undefined) {
  const isOffered = order.bookings.some(({ id, state }) => id === bookingId && state === 'expired');
  const { refunds, refundMinor, byHandMinor } =
    bookingId === undefined ? { refunds: [], refundMinor: 0, byHandMinor: 0 } : computeCancelledMoney(order, bookingId);
  const refund = isOffered ? order.refunds.findLast(({ reason }) => reason === 'late_payment') : refunds[0];
  if (refund !== undefined)
    return { ...presentRefund(refund), amount: money(isOffered ? refund.amountMinor : refundMinor, refund.currency) };
  return byHandMinor > 0 ? { amount: money(byHandMinor, order.currency), state: 'by_hand' } : null;
}

/** Presents a payment; its provider's side only for those who can look there. */
const presentPayment = (payment: Payment, forOwner: boolean) => ({
  id: payment.id,
  provider: payment.provider,
  state: payment.state,
  amount: money(payment.amountMinor, payment.currency),
  captured: money(payment.capturedMinor, payment.currency),
  lastDeclineCode: payment.lastDeclineCode,
  ...(forOwner ? { providerId: payment.providerId, disputes: presentDisputes(payment) } : {}),
});

const presentDisputes = ({ disputes, currency }: Payment) =>
  disputes.map(({ providerId, state, amountMinor }) => ({ providerId, state, amount: money(amountMinor, currency) }));

const presentOffer = (offer: LateOffer | null, currency: string) =>
  offer === null
    ? null
    : { amount: money(offer.amountMinor, currency), expiresAt: formatInstant(offer.expiresAt), state: offer.state };

/** Presents an order; its ledger and disputes only for those who keep the books. */
export function presentOrder(order: Order, forOwner: boolean) {
  const { currency } = order;
  const totals = computeTotals(order);
  return {
    id: order.id,
    reference: order.reference,
    currency,
    customer: order.customer,
    extras: order.bookings.flatMap((booking) => booking.extras),
    lines: order.lines.map(({ id, kind, bookingId, description, quantity, amountMinor, discountMinor, netMinor }) => ({
      ...{ id, kind, bookingId, description, quantity },
      amount: money(amountMinor, currency),
      discount: money(discountMinor, currency),
      net: money(netMinor, currency),
    })),
    payments: order.payments.map((payment) => presentPayment(payment, forOwner)),
    refunds: order.refunds.map(presentRefund),
    paid: money(totals.paidMinor, currency),
    refunded: money(totals.refundedMinor, currency),
    refundDue: money(totals.refundDueMinor, currency),
    offered: money(totals.offeredMinor, currency),
    disputed: money(totals.disputedMinor, currency),
    due: money(totals.dueMinor, currency),
    dueOnSite: money(totals.dueOnSiteMinor, currency),
    owed: money(totals.owedMinor, currency),
    lateOffer: presentOffer(order.lateOffer, currency),
    ...(forOwner ? { ledger: order.ledger.map((entry) => ({ ...entry, recordedAt: formatInstant(entry.recordedAt) })) } : {}),
  };
}
