import { findService } from '../catalog/catalog.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import { decideRequote } from '../order/decide-requote.ts';
import { isUnconfirmed } from '../order/decision.ts';
import type { Customer, Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';
import { priceService } from './quote-booking.ts';
import { releaseStaleCodes } from './release-holds.ts';
import { changeOrder } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/** What changes; a field that is missing stays as it is. */
export type BookingChange = {
  readonly bookingId: BookingId;
  readonly customer?: Customer | undefined;
  readonly extras?: readonly ChosenExtra[] | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly quoteHash?: string | undefined;
};

type ChangePorts = Pick<Ports, 'bookings' | 'catalog' | 'clock' | 'ids' | 'payments'>;

/**
 * Changes extras, code or customer of a booking that is not paid yet. Another price withdraws the payment that was opened for the old one, at the
 * provider first, so that nobody can pay a price that no longer stands; the next checkout opens a new one.
 * Refuses `hold_expired`, `already_paid`, `payment_in_progress`, `quote_changed`, `code_used_up` and what pricing refuses.
 */
export async function changeBooking(ports: ChangePorts, change: BookingChange): Promise<Outcome<Order>> {
  const before = await ports.bookings.findOrderOfBooking(change.bookingId);
  if (before === null) return refuse('booking_not_found', { bookingId: change.bookingId });
  // A code that is only kept by an ended hold is free for this order.
  await releaseStaleCodes(ports, change.codes ?? []);
  const first = await priceChange(ports, before, change);
  if (!first.ok) return first;
  // Whoever agreed to another price gets the new one to look at, and nothing is touched.
  if (change.quoteHash !== undefined && change.quoteHash !== first.value.hash)
    return refuse('quote_changed', { quote: first.value });
  const isOtherPrice = first.value.hash !== before.quote.hash;
  if (isOtherPrice && findOpenPayment(before) !== undefined && !(await withdrawPayment(ports, before.id))) {
    return refuse('payment_in_progress', { bookingId: change.bookingId });
  }
  return changeOrder(
    ports.bookings,
    () => ports.bookings.findOrderOfBooking(change.bookingId),
    async (order) => {
      const priced = await priceChange(ports, order, change);
      if (!priced.ok) return priced;
      if (change.quoteHash !== undefined && change.quoteHash !== priced.value.hash)
        return refuse('quote_changed', { quote: priced.value });
      const revision = {
        quote: priced.value,
        extras: change.extras ?? order.extras,
        customer: change.customer ?? order.customer,
      };
      return decideRequote(order, revision, ports.clock.now(), ports.ids.next);
    },
  );
}

/** Computes the price after a change; the frozen one stays when neither extras nor codes change. */
async function priceChange(ports: ChangePorts, order: Order, change: BookingChange): Promise<Outcome<Quote>> {
  if (change.extras === undefined && change.codes === undefined) return accept(order.quote);
  const service = findService(await ports.catalog.loadCatalog(), order.quote.serviceId);
  if (service === undefined) return refuse('service_not_found', { serviceId: order.quote.serviceId });
  if (!order.bookings.some(isUnconfirmed)) return accept(order.quote);
  const usedCodes = order.quote.lines.filter((line) => line.kind === 'discount').map((line) => line.subject);
  const input = { partySize: order.quote.partySize, extras: change.extras ?? order.extras, codes: change.codes ?? usedCodes };
  return priceService(ports, service, input, usedCodes);
}
