import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import { decideRelease } from '../order/decide-release.ts';
import type { Order } from '../order/order.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/**
 * Releases a time on the owner's word when its hold is over and the provider does not say what becomes of its payment. The payment is withdrawn if that
 * can be done; if not, it is withdrawn later, and what is paid until then is late money. Refuses `booking_not_found`, `illegal_transition`.
 */
export async function releaseByHand(ports: ConfirmerPorts, bookingId: BookingId): Promise<Outcome<Order>> {
  const order = await ports.bookings.findOrderOfBooking(bookingId);
  if (order === null) return refuse('booking_not_found', { bookingId });
  // Nobody's payment is touched before it is certain that the time may go.
  const allowed = decideRelease(order, 'by_hand', ports.clock.now());
  if (!allowed.ok) return allowed;
  try {
    await withdrawPayment(ports, order.id);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(order.id),
    async (current) => decideRelease(current, 'by_hand', ports.clock.now()),
  );
}
