import { describe, expect, test } from '@jest/globals';
import type { BookingState } from '../../../../core/booking/booking.ts';
import { bookingTransitions, computeNextBookingState, isOccupying } from '../../../../core/booking/booking-transitions.ts';
import type { BookingEvent } from '../../../../core/booking/booking-transitions.ts';
import { moveBooking } from '../../../../core/booking/move-booking.ts';
import { buildOrder, endOf, valueOf } from '../../../support/build-core.ts';

const states: readonly BookingState[] = [
  'held',
  'awaiting_payment',
  'pending_approval',
  'confirmed',
  'completed',
  'no_show',
  'cancelled',
  'expired',
];
const events: readonly BookingEvent[] = [
  'checkout_started',
  'approval_requested',
  'nothing_due',
  'paid',
  'expired',
  'cancelled',
  'payment_withdrawn',
  'authorized',
  'approved',
  'declined',
  'lapsed',
  'payment_requested',
  'completed',
  'missed',
  'rescheduled',
  'paid_late',
];

// Written by hand from docs/algorithms/booking-states.md, apart from the code: every pair that is not here is refused.
const allowed: Readonly<Record<string, BookingState>> = {
  'held checkout_started': 'awaiting_payment',
  'held approval_requested': 'pending_approval',
  'held nothing_due': 'confirmed',
  'held paid': 'confirmed',
  'held expired': 'expired',
  'held cancelled': 'cancelled',
  'awaiting_payment checkout_started': 'awaiting_payment',
  'awaiting_payment payment_withdrawn': 'held',
  'awaiting_payment nothing_due': 'confirmed',
  'awaiting_payment paid': 'confirmed',
  'awaiting_payment authorized': 'pending_approval',
  'awaiting_payment expired': 'expired',
  'awaiting_payment cancelled': 'cancelled',
  'pending_approval approved': 'confirmed',
  'pending_approval declined': 'cancelled',
  'pending_approval lapsed': 'cancelled',
  'pending_approval cancelled': 'cancelled',
  'pending_approval payment_requested': 'awaiting_payment',
  'confirmed completed': 'completed',
  'confirmed missed': 'no_show',
  'confirmed cancelled': 'cancelled',
  'confirmed rescheduled': 'confirmed',
  'expired paid_late': 'confirmed',
};

const pairs = states.flatMap((state) => events.map((event) => ({ state, event, next: allowed[`${state} ${event}`] ?? null })));

describe('every state and event', () => {
  test.each(pairs)('$state × $event → $next', ({ state, event, next }) => {
    expect(computeNextBookingState(state, event)).toBe(next);
  });

  test('the tables know the same states and events', () => {
    expect(Object.keys(bookingTransitions).toSorted()).toEqual([...states].toSorted());
    const known = new Set(Object.values(bookingTransitions).flatMap((moves) => Object.keys(moves)));
    expect([...known].toSorted()).toEqual([...events].toSorted());
  });
});

test.each(states)('%s occupies its time unless it is over without it', (state) => {
  expect(isOccupying(state)).toBe(state !== 'cancelled' && state !== 'expired');
});

describe('moveBooking', () => {
  const [booking] = buildOrder().bookings;
  if (booking === undefined) throw new Error('no booking');

  test('changes the state and what comes with it, and leaves the given one alone', () => {
    const moved = valueOf(moveBooking(booking, 'paid', { holdExpiresAt: null }));
    expect(moved).toEqual({ ...booking, state: 'confirmed', holdExpiresAt: null });
    expect(booking.state).toBe('held');
  });

  test('refuses naming state and event', () => {
    const refused = moveBooking({ ...booking, state: 'cancelled' }, 'paid');
    expect(endOf(refused)).toBe('illegal_transition');
    expect(refused).toMatchObject({ refusal: { details: { bookingId: booking.id, state: 'cancelled', event: 'paid' } } });
  });
});
