import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { CancellationCause } from '../order/decide-cancellation.ts';
import { computeCancellation, decideCancellation } from '../order/decide-cancellation.ts';
import { decideEndOfOffer, findOpenOffer } from '../order/decide-offer.ts';
import { decideRelease } from '../order/decide-release.ts';
import { isUnconfirmed } from '../order/decision.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';

/**
 * Cancels a booking. An unpaid one gives its time back, after its payment was withdrawn at the provider. A confirmed one gives its time back and
 * the money by the policy that was frozen into it; the refund itself is an effect and is carried out until the provider has said yes or no.
 * A customer who gave up an unpaid hold whose payment went through at that very moment has agreed to no cancellation fee: he is told `already_paid`
 * and sees what a cancellation would cost before he asks again.
 * Whoever was offered another time for money that came too late, and cancels, gets it all back.
 * `expectedRefundMinor` is what the caller was shown: less than that is refused (`refund_changed`), and null means that nothing was paid as far as he knew.
 * Refuses `booking_not_found`, `not_cancellable`, `already_paid`, `payment_in_progress`, `payment_disputed`, `refund_changed` (with `refundMinor`); throws the provider's fault when it cannot be asked.
 */
export async function cancelBooking(
  ports: ConfirmerPorts,
  bookingId: BookingId,
  by: CancellationCause,
  expectedRefundMinor?: number | null,
): Promise<Outcome<Order>> {
  const before = await ports.bookings.findOrderOfBooking(bookingId);
  if (before === null) return refuse('booking_not_found', { bookingId });
  const wasUnpaid = before.bookings.some(isUnconfirmed);
  if (wasUnpaid) await withdrawPayment(ports, before.id);
  return changeOrder(
    ports.bookings,
    () => ports.bookings.findOrderOfBooking(bookingId),
    async (order) => {
      if (findOpenOffer(order, bookingId) !== null) {
        if (expectedRefundMinor === null) return refuse('already_paid', { bookingId });
        return accept(decideEndOfOffer(order, 'declined', ports.clock.now(), ports.ids.next));
      }
      if (order.bookings.some(isUnconfirmed)) return decideRelease(order, 'cancelled', ports.clock.now());
      const isConfirmed = order.bookings.some((booking) => booking.id === bookingId && booking.state === 'confirmed');
      const isSurprised = expectedRefundMinor === null || (wasUnpaid && by === 'customer');
      if (isConfirmed && isSurprised) return refuse('already_paid', { bookingId });
      return decidePaidCancellation(ports, order, bookingId, by, expectedRefundMinor ?? 0);
    },
  );
}

function decidePaidCancellation(
  ports: Pick<Ports, 'clock' | 'ids'>,
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  expectedRefundMinor: number,
): Outcome<OrderDecision> {
  const now = ports.clock.now();
  const share = computeCancellation(order, bookingId, by, now);
  if (share.ok && share.value.refundMinor < expectedRefundMinor) {
    return refuse('refund_changed', { bookingId, refundMinor: share.value.refundMinor });
  }
  return decideCancellation(order, bookingId, by, now, ports.ids.next);
}
