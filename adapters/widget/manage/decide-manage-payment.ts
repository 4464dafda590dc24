import { isPollingOver, isSlow } from '../later/decide-payment.ts';
import { endsAfter, findLastPayment, isKeptForDays, isMoneyMoving } from '../later/payment-standing.ts';
import type { BookingAnswer, CheckoutAnswer } from '../wire-types.ts';
import { change, ignore } from './manage-next.ts';
import type { ManageNext } from './manage-next.ts';
import type { ManageMessage, ManageState } from './manage-state.ts';

/** How a booking stands that is not paid: it can be paid, its money is on its way (for days: `kept`), or neither. */
function computeUnpaid(answer: BookingAnswer, now: number): ManageState['unpaid'] {
  const { booking, order } = answer;
  if (booking.state !== 'held' && booking.state !== 'awaiting_payment') return null;
  if (isKeptForDays(answer, now)) return 'kept';
  if (isMoneyMoving(answer)) return 'moving';
  return order.customer !== null && endsAfter(answer.expiresAt, now) ? 'payable' : null;
}

const noForm = { payment: null, declined: null, busy: null } as const;

/** The outcome is not known yet: asks again in a moment, until it has been asked often enough. */
function pollAgain(state: ManageState): ManageNext {
  const polling: ManageState = { ...state, busy: 'confirming', polls: state.polls + 1 };
  if (isPollingOver(polling) || state.key === null) return change(polling, {});
  return change(polling, {}, { kind: 'loadBooking', booking: state.key, delayMs: isSlow(polling) ? 2_000 : 800 });
}

/** Whether the provider may still say that it is paid: the form in this page has said so, or it is too early to tell. */
function mayBePaid({ isPaidHere, polls }: ManageState, answer: BookingAnswer): boolean {
  const { booking, order } = answer;
  if (booking.state === 'expired') return isPaidHere && order.paid.amountMinor === 0;
  return isPaidHere || (polls < 3 && findLastPayment(answer)?.lastDeclineCode === null);
}

/** What a payment has led to, as far as the service knows. */
function decideOutcome(heard: ManageState, answer: BookingAnswer): ManageNext {
  const { state: standing } = answer.booking;
  if (standing === 'confirmed' || standing === 'pending_approval') {
    const outcome = { kind: 'booked' } as const;
    return change(heard, { ...noForm, outcome }, { kind: 'unmountPayment' }, { kind: 'focus', target: 'notice' });
  }
  const isOpen = heard.unpaid === 'payable' || standing === 'expired';
  if (heard.unpaid === 'moving' || (isOpen && mayBePaid(heard, answer))) return pollAgain(heard);
  return change(heard, noForm, { kind: 'unmountPayment' }, { kind: 'focus', target: 'panel' });
}

/** The booking as the service knows it decides what is shown; after a payment it is asked for until that has an outcome. */
export function decideLoaded(state: ManageState, answer: BookingAnswer, now: number): ManageNext {
  const unpaid = computeUnpaid(answer, now);
  const problem = state.problem?.lane === 'booking' ? null : state.problem;
  const heard: ManageState = { ...state, answer, unpaid, problem, stalled: null };
  if (state.busy === 'confirming') return decideOutcome(heard, answer);
  // What the form is for has ended meanwhile.
  if (state.payment !== null && unpaid !== 'payable') return change(heard, noForm, { kind: 'unmountPayment' });
  return change(heard, {});
}

/** The checkout is open: the provider's form is shown; with nothing due the booking is confirmed already. */
function decideCheckout(state: ManageState, answer: CheckoutAnswer): ManageNext {
  if (state.key === null) return ignore(state);
  const { booking, order, quote, expiresAt, clientSecret, publishableKey, scriptUrl } = answer;
  const shown = state.answer && { ...state.answer, booking, order, quote, expiresAt };
  if (clientSecret === null || publishableKey === null || scriptUrl === null) {
    const loading = { kind: 'loadBooking', booking: state.key, delayMs: 0 } as const;
    return change(state, { answer: shown, busy: 'confirming', polls: 0, stalled: null }, loading);
  }
  const payment = { clientSecret, publishableKey, scriptUrl, isReady: false };
  const fields = { answer: shown, payment, busy: null, stalled: null };
  return change(state, fields, { kind: 'mountPayment', payment }, { kind: 'focus', target: 'panel' });
}

function decideForm(state: ManageState, message: ManageMessage): ManageNext | null {
  const { key, payment } = state;
  switch (message.kind) {
    case 'paymentReady':
      return change(state, { payment: payment && { ...payment, isReady: true }, stalled: null });
    case 'paySubmitted':
      if (state.busy !== null || !payment?.isReady || !key) return ignore(state);
      return change(state, { busy: 'paying', declined: null }, { kind: 'confirmPayment', bookingId: key.bookingId });
    case 'payRefused':
      if (!message.isDecline) return change(state, { busy: null });
      return change(state, { busy: null, declined: message.message }, { kind: 'focus', target: 'notice' });
    case 'paySent':
      if (!key) return ignore(state);
      return change(
        state,
        { busy: 'confirming', polls: 0, isPaidHere: message.isPaid, problem: null },
        { kind: 'loadBooking', booking: key, delayMs: 300 },
      );
    default:
      return null;
  }
}

/** Decides what follows from a message about the payment of a booking that is not paid; null for anything else. */
export function decidePayment(state: ManageState, message: ManageMessage): ManageNext | null {
  switch (message.kind) {
    case 'payAsked':
      if (!state.key || !state.answer || state.busy !== null || state.unpaid !== 'payable') return ignore(state);
      return change(
        state,
        { busy: 'opening', problem: null, outcome: null, isPaidHere: false },
        { kind: 'checkout', booking: state.key, quoteHash: state.answer.quote.hash },
      );
    case 'checkoutReady':
      return decideCheckout(state, message.answer);
    case 'panelClosed':
      if (state.payment === null || state.panel !== 'none') return null;
      if (state.busy !== null) return ignore(state);
      return change(state, { ...noForm, problem: null }, { kind: 'unmountPayment' }, { kind: 'focus', target: 'panel' });
    default:
      return decideForm(state, message);
  }
}
