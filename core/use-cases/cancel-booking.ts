import type { Outcome } from '../errors/refusal.ts';
import { refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { CancelledBy } from '../order/decide-cancellation.ts';
import { decideCancellation } from '../order/decide-cancellation.ts';
import { decideRelease } from '../order/decide-release.ts';
import { isUnconfirmed } from '../order/decision.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import { changeOrder } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/**
 * Cancels a booking. An unpaid one gives its time back, after its payment was withdrawn at the provider. A confirmed one gives its time back and
 * the money by the policy that was frozen into it; the refund itself is an effect and is carried out until the provider has said yes or no.
 * A customer who gave up an unpaid hold whose payment went through at that very moment has agreed to no cancellation fee: he is told `already_paid`
 * and sees what a cancellation would cost before he asks again.
 * Refuses `booking_not_found`, `not_cancellable`, `already_paid`, `payment_in_progress`; throws the provider's fault when it cannot be asked.
 */
export async function cancelBooking(
  ports: Pick<Ports, 'bookings' | 'clock' | 'ids' | 'payments'>,
  bookingId: BookingId,
  by: CancelledBy,
): Promise<Outcome<Order>> {
  const before = await ports.bookings.findOrderOfBooking(bookingId);
  if (before === null) return refuse('booking_not_found', { bookingId });
  const wasUnpaid = before.bookings.some(isUnconfirmed);
  if (wasUnpaid) await withdrawPayment(ports, before.id);
  return changeOrder(
    ports.bookings,
    () => ports.bookings.findOrderOfBooking(bookingId),
    async (order) =>
      order.bookings.some(isUnconfirmed)
        ? decideRelease(order, 'cancelled', ports.clock.now())
        : decidePaidCancellation(ports, order, bookingId, by, wasUnpaid),
  );
}

function decidePaidCancellation(
  ports: Pick<Ports, 'clock' | 'ids'>,
  order: Order,
  bookingId: BookingId,
  by: CancelledBy,
  wasUnpaid: boolean,
): Outcome<OrderDecision> {
  const isConfirmed = order.bookings.some((booking) => booking.id === bookingId && booking.state === 'confirmed');
  if (wasUnpaid && isConfirmed && by === 'customer') return refuse('already_paid', { bookingId });
  return decideCancellation(order, bookingId, by, ports.clock.now(), ports.ids.next);
}
