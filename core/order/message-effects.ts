import type { Booking } from '../booking/booking.ts';
import type { RefundId } from '../ids.ts';
import type { Effect, MessageTemplate } from './effect.ts';

/** Builds the effect that sends a message about a booking; the key says how often it may exist: once per template, booking, refund and occasion. */
export function messageAbout(
  booking: Booking,
  template: MessageTemplate,
  refundId: RefundId | null = null,
  event: string | null = null,
): Effect {
  const named = template === 'booking_rescheduled' ? String(booking.sequence) : event;
  const occasion = named === null ? '' : `/${named}`;
  return {
    orderId: booking.orderId,
    key: `${template}/${booking.id}${occasion}${refundId === null ? '' : `/${refundId}`}`,
    payload: { kind: 'send_message', template, bookingId: booking.id, refundId },
  };
}

/** Builds the effect that tells waiting people that a booking's time is free again; once per occasion: each move and the cancellation, or the end of the hold. */
export const waitingListEffect = (booking: Booking, occasion: string = String(booking.sequence)): Effect => ({
  orderId: booking.orderId,
  key: `notify_waiting_list/${booking.id}/${occasion}`,
  payload: { kind: 'notify_waiting_list', serviceId: booking.serviceId, localDate: booking.wallStart.slice(0, 10) },
});
