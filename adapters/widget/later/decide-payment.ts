import { computeLocalTime } from '../display/local-time.ts';
import type { BookingAnswer } from '../wire-types.ts';
import { computeTimeZone, findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { openTimeStep } from '../state/decide-choices.ts';
import { decideExpired } from './decide-hold.ts';
import { remember } from './remember.ts';
import { change, ignore } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import { endsAfter, findLastPayment, isKeptForDays, isMoneyMoving } from './payment-standing.ts';

/** A hold that lasts longer than this may end on another day. */
const longHoldMs = 6 * 3_600_000;

/** How often the outcome of a payment is asked for before the visitor is told that it takes long, and before the asking ends. */
const pollLimits = { slow: 6, end: 45 };

/** Whether the wait for a confirmation has become long enough to say so. */
export const isSlow = (state: { readonly polls: number }): boolean => state.polls >= pollLimits.slow;

/** Whether nobody asks any more until the visitor does. */
export const isPollingOver = (state: { readonly polls: number }): boolean => state.polls >= pollLimits.end;

/** The visitor pays; a second click does nothing. */
export function decidePay(state: WidgetState): Next {
  if (state.busy !== null || !state.payment?.isReady || !state.hold) return ignore(state);
  return change(state, { busy: 'paying', notice: null }, { kind: 'confirmPayment', bookingId: state.hold.bookingId });
}

/** The card was declined, or its form is not complete: everything stays for another try. The form says itself what is incomplete. */
export function decidePayRefused(state: WidgetState, message: string, isDecline: boolean): Next {
  if (!isDecline) return change(state, { busy: null });
  return change(state, { busy: null, notice: { kind: 'declined', message } }, { kind: 'focus', target: 'notice' });
}

/** The payment was sent to the provider: the service is asked until it has confirmed the booking. */
export const decidePaid = (state: WidgetState, isPaidHere: boolean): Next =>
  state.hold
    ? change(
        state,
        { busy: 'confirming', polls: 0, isPaidHere, notice: null },
        { kind: 'loadBooking', booking: state.hold, delayMs: 300 },
      )
    : ignore(state);

const adopt = (state: WidgetState, answer: BookingAnswer, now: number): WidgetState => ({
  ...state,
  isResuming: false,
  stalled: null,
  serviceId: answer.booking.serviceId,
  partySize: answer.booking.partySize,
  quote: answer.quote,
  hold: state.hold && {
    ...state.hold,
    startsAt: answer.booking.startsAt,
    endsAt: answer.booking.endsAt,
    resources: answer.booking.resources,
    expiresAt: answer.expiresAt,
    isLong: endsAfter(answer.expiresAt, now + longHoldMs),
  },
});

/** Shows how it ended: booked, kept until the money arrives, or what becomes of money that came too late. */
function decideDone(state: WidgetState, answer: BookingAnswer): Next {
  const next: WidgetState = {
    ...state,
    step: 'done',
    result: answer,
    busy: null,
    payment: null,
    notice: null,
    secondsLeft: null,
    isSummaryOpen: false,
  };
  return { state: next, effects: [...remember(next), { kind: 'unmountPayment' }, { kind: 'focus', target: 'heading' }] };
}

/** Whether the visitor has paid here and nobody could tell yet what became of it. */
const mayStillBePaid = (state: WidgetState, answer: BookingAnswer): boolean =>
  state.isPaidHere &&
  state.busy === 'confirming' &&
  findLastPayment(answer)?.state === 'created' &&
  findLastPayment(answer)?.lastDeclineCode === null;

/** A payment is open: asks again while it may come through, else shows the form again (after a decline or a broken-off authentication). */
function decideOpenPayment(state: WidgetState, answer: BookingAnswer): Next {
  const payment = findLastPayment(answer);
  const isDeclined = payment !== undefined && payment.lastDeclineCode !== null;
  const mayPoll = isMoneyMoving(answer) || (state.busy === 'confirming' && !isDeclined && (state.isPaidHere || state.polls < 3));
  if (mayPoll && state.hold) {
    const polling = { ...state, step: 'pay' as const, busy: 'confirming' as const, polls: state.polls + 1 };
    if (isPollingOver(polling)) return change(polling, {});
    return change(polling, {}, { kind: 'loadBooking', booking: state.hold, delayMs: isSlow(polling) ? 2_000 : 800 });
  }
  if (!state.hold) return ignore(state);
  return change(
    state,
    { step: 'pay', busy: null, isPaidHere: false, payment: null, notice: isDeclined ? { kind: 'declined', message: '' } : null },
    { kind: 'resumeCheckout', booking: state.hold, quoteHash: answer.quote.hash },
  );
}

/** The booking as the service knows it decides where the visitor is; nothing in the page's address is believed. */
export function decideLoadedBooking(previous: WidgetState, answer: BookingAnswer, now: number): Next {
  const state = adopt(previous, answer, now);
  switch (answer.booking.state) {
    case 'confirmed':
    case 'pending_approval':
    case 'completed':
    case 'no_show':
      return decideDone(state, answer);
    case 'awaiting_payment':
      return isKeptForDays(answer, now) ? decideDone(state, answer) : decideOpenPayment(state, answer);
    case 'held':
      return change(state, { step: 'details', busy: null, payment: null }, ...remember(state), {
        kind: 'focus',
        target: 'heading',
      });
    case 'expired':
      // Paid when the time was gone: what becomes of the money is what the visitor wants to know.
      if (answer.order.paid.amountMinor > 0) return decideDone(state, answer);
      return mayStillBePaid(state, answer) ? decideOpenPayment(state, answer) : decideExpired({ ...state, step: 'details' });
    case 'cancelled': {
      const service = findService(state);
      const date = state.hold && service ? computeLocalTime(state.hold.startsAt, computeTimeZone(state, service)).date : null;
      const opened = openTimeStep({ ...state, hold: null, payment: null, busy: null }, now, date);
      return { state: opened.state, effects: [{ kind: 'forget' }, ...opened.effects] };
    }
  }
}
