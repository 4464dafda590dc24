import { computeTotals, findResource, findService, formatInstant, money } from '../../../core/index.ts';
import type { Booking, Catalog, Order, Refund } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';
import { presentResource } from './present-service.ts';

/** Presents a booking; a service or person that was retired meanwhile is still named as it was sold. */
export function presentBooking(catalog: Catalog, order: Order, booking: Booking) {
  const service = findService(catalog, booking.serviceId);
  const line = order.lines.find((candidate) => candidate.id === booking.lineId);
  const { id, state, serviceId, timeZone, customerTimeZone, partySize, sequence } = booking;
  return {
    ...{ id, state, serviceId, timeZone, customerTimeZone, partySize, sequence },
    serviceName: service?.name ?? line?.description ?? '',
    place: service?.place ?? null,
    startsAt: formatInstant(booking.startsAt),
    endsAt: formatInstant(booking.endsAt),
    resources: booking.resourceIds.flatMap((resourceId) => findResource(catalog, resourceId) ?? []).map(presentResource),
    holdExpiresAt: presentInstant(booking.holdExpiresAt),
  };
}

/** Presents a refund. */
export const presentRefund = ({ id, state, amountMinor, currency, reason }: Refund) => ({
  id,
  state,
  amount: money(amountMinor, currency),
  reason,
});

/** Presents an order; its ledger only for those who keep the books. */
export function presentOrder(order: Order, withLedger: boolean) {
  const { currency } = order;
  const totals = computeTotals(order);
  return {
    id: order.id,
    reference: order.reference,
    currency,
    customer: order.customer,
    extras: order.extras,
    lines: order.lines.map(({ id, kind, description, quantity, amountMinor, discountMinor, netMinor }) => ({
      ...{ id, kind, description, quantity },
      amount: money(amountMinor, currency),
      discount: money(discountMinor, currency),
      net: money(netMinor, currency),
    })),
    payments: order.payments.map((payment) => ({
      id: payment.id,
      provider: payment.provider,
      state: payment.state,
      amount: money(payment.amountMinor, payment.currency),
      captured: money(payment.capturedMinor, payment.currency),
      lastDeclineCode: payment.lastDeclineCode,
    })),
    refunds: order.refunds.map(presentRefund),
    paid: money(totals.paidMinor, currency),
    refunded: money(totals.refundedMinor, currency),
    due: money(totals.dueMinor, currency),
    ...(withLedger ? { ledger: order.ledger.map((entry) => ({ ...entry, recordedAt: formatInstant(entry.recordedAt) })) } : {}),
  };
}
