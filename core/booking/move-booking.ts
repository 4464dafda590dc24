import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Booking } from './booking.ts';
import type { BookingEvent } from './booking-transitions.ts';
import { computeNextBookingState } from './booking-transitions.ts';

/** Computes a booking after an event, with other fields changed along; refuses `illegal_transition` naming state and event. */
export function moveBooking(booking: Booking, event: BookingEvent, changes: Partial<Booking> = {}): Outcome<Booking> {
  const state = computeNextBookingState(booking.state, event);
  if (state === null) return refuse('illegal_transition', { bookingId: booking.id, state: booking.state, event });
  return accept({ ...booking, ...changes, state });
}
