import type { BookingState } from './booking.ts';

/**
 * What can happen to a booking in each state, and where it leads. Anything else is refused with `illegal_transition`.
 * `expired → confirmed` is taken only by a payment that arrives late and finds its time still free.
 *
 * @see docs/algorithms/booking-states.md
 */
export const bookingTransitions = {
  held: {
    checkout_started: 'awaiting_payment',
    approval_requested: 'pending_approval',
    nothing_due: 'confirmed',
    paid: 'confirmed',
    expired: 'expired',
    cancelled: 'cancelled',
  },
  awaiting_payment: {
    checkout_started: 'awaiting_payment',
    payment_withdrawn: 'held',
    nothing_due: 'confirmed',
    paid: 'confirmed',
    authorized: 'pending_approval',
    expired: 'expired',
    cancelled: 'cancelled',
  },
  pending_approval: {
    approved: 'confirmed',
    declined: 'cancelled',
    lapsed: 'cancelled',
    cancelled: 'cancelled',
    payment_requested: 'awaiting_payment',
  },
  confirmed: { completed: 'completed', missed: 'no_show', cancelled: 'cancelled', rescheduled: 'confirmed' },
  expired: { paid_late: 'confirmed' },
  completed: {},
  no_show: {},
  cancelled: {},
} as const satisfies Readonly<Record<BookingState, Readonly<Record<string, BookingState>>>>;

type Events<State> = State extends BookingState ? keyof (typeof bookingTransitions)[State] : never;

/** Something that happens to a booking. */
export type BookingEvent = Events<BookingState>;

/** Computes the next state, or null when the event cannot happen in this state. */
export function computeNextBookingState(state: BookingState, event: BookingEvent): BookingState | null {
  const moves: Readonly<Partial<Record<string, BookingState>>> = bookingTransitions[state];
  return moves[event] ?? null;
}

/** Whether a booking in this state occupies its time. */
export const isOccupying = (state: BookingState): boolean => state !== 'cancelled' && state !== 'expired';
