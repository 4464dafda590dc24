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

/** What the caller was shown: that so much goes back, and that so much is owed beyond what is kept. */
export type ExpectedMoney = { readonly refundMinor?: number | undefined; readonly owedMinor?: number | undefined };

/**
 * Cancels a booking. An unpaid one gives its time back, after its payment was withdrawn at the provider. A confirmed one gives its time back and
 * the money by the policy that was frozen into it; the refund itself is an effect and is carried out until the provider has said yes or no.
 * A customer who gave up an unpaid hold whose payment went through at that very moment has agreed to no cancellation fee: he is told `already_paid`
 * and sees what a cancellation would cost before he asks again.
 * Whoever was offered another time for money that came too late, and cancels, gets it all back.
 * `expected` is what the caller was shown: a cancellation that gives less back, or makes more owed, is refused (`refund_changed`, with what holds now), and null means that nothing was paid as far as
 * he knew.
 * Refuses `booking_not_found`, `not_cancellable`, `already_paid`, `payment_in_progress`, `payment_disputed`, `refund_changed`; throws the provider's fault when it cannot be asked.
 */
export async function cancelBooking(
  ports: ConfirmerPorts,
  bookingId: BookingId,
  by: CancellationCause,
  expected?: ExpectedMoney | null,
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
        if (expected === null) return refuse('already_paid', { bookingId });
        return accept(decideEndOfOffer(order, 'declined', ports.clock.now(), ports.ids.next));
      }
      if (order.bookings.some(isUnconfirmed)) return decideRelease(order, 'cancelled', ports.clock.now());
      const isConfirmed = order.bookings.some((booking) => booking.id === bookingId && booking.state === 'confirmed');
      const isSurprised = expected === null || (wasUnpaid && by === 'customer');
      if (isConfirmed && isSurprised) return refuse('already_paid', { bookingId });
      return decidePaidCancellation(ports, order, bookingId, by, expected ?? {});
    },
  );
}

function decidePaidCancellation(
  ports: Pick<Ports, 'clock' | 'ids'>,
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  { refundMinor = 0, owedMinor = 0 }: ExpectedMoney,
): Outcome<OrderDecision> {
  const now = ports.clock.now();
  const share = computeCancellation(order, bookingId, by, now);
  if (share.ok && (share.value.refundMinor < refundMinor || share.value.owedMinor > owedMinor)) {
    const { until: _until, ...amounts } = share.value;
    return refuse('refund_changed', { bookingId, ...amounts });
  }
  return decideCancellation(order, bookingId, by, now, ports.ids.next);
}
