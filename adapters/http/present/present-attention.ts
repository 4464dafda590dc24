import { attentionWords, findService, formatInstant, listAttention, money, OWNER_PATIENCE } from '../../../core/index.ts';
import type { AttentionItem, Catalog, EpochMillis, Order } from '../../../core/index.ts';
import { presentInstant } from '../problem.ts';

/** Presents what an owner should know of an order, with whose it is and what to do. */
export function presentAttention(catalog: Catalog, order: Order, now: EpochMillis) {
  return listAttention(order, now - OWNER_PATIENCE).map((item) => {
    const { kind, orderId, bookingId, reference, amountMinor, currency, until } = item;
    const booking = order.bookings.find(({ id }) => id === bookingId);
    const service = booking === undefined ? undefined : findService(catalog, booking.serviceId);
    return {
      ...{ kind, orderId, bookingId, reference },
      ...attentionWords[kind],
      customerName: order.customer?.name ?? null,
      serviceName: service?.name ?? order.lines[0]?.description ?? '',
      startsAt: presentInstant(booking?.startsAt ?? null),
      timeZone: booking?.timeZone ?? null,
      amount: money(amountMinor, currency),
      until: until === null ? null : formatInstant(until),
      payment: findPayment(order, kind),
    };
  });
}

/** The payment that it is about: of several the last that fits. */
function findPayment({ payments, lateOffer, refunds }: Order, kind: AttentionItem['kind']) {
  const failed = refunds.findLast(({ state }) => state === 'failed')?.paymentId;
  const fits = (payment: Order['payments'][number]): boolean => {
    switch (kind) {
      case 'payment_disputed':
        return payment.disputes.some(({ state }) => state === 'open');
      case 'dispute_lost':
        return payment.disputes.some(({ state }) => state === 'lost');
      case 'late_payment_offered':
        return payment.id === lateOffer?.paymentId;
      case 'refund_owed':
        return payment.id === failed;
      case 'return_by_hand':
        return false;
      case 'hold_stuck':
      case 'payment_missing':
        return true;
    }
  };
  const { provider = '', providerId = null } = payments.findLast(fits) ?? {};
  return providerId === null ? null : { provider, providerId };
}
