import { isAway } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Lane, WidgetState } from '../state/booking-state.ts';
import { loadAvailability, openTimeStep } from '../state/decide-choices.ts';
import type { Message } from '../state/message.ts';
import { change, ignore, problemNotice } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import * as address from './decide-address.ts';
import * as details from './decide-details.ts';
import * as hold from './decide-hold.ts';
import * as payment from './decide-payment.ts';
import * as prices from './decide-prices.ts';
import * as resume from './decide-resume.ts';
import * as waiting from './decide-waiting.ts';

/** A change was refused or did not arrive. */
function decideWriteFailed(state: WidgetState, problem: Problem, now: number): Next {
  const heard: WidgetState = { ...state, stalled: null };
  if (problem.code === 'slot_taken') return hold.decideSlotTaken(heard, problem.alternatives, now);
  if (problem.code === 'hold_expired') return hold.decideExpired({ ...heard, busy: null });
  if (problem.code === 'payment_in_progress' || problem.code === 'already_paid') return payment.decidePaid(heard, true);
  if (state.step === 'details' && !isAway(problem)) return details.decideDetailsRefused(heard, problem);
  const shown: WidgetState = { ...heard, busy: null, pendingSlot: null, notice: problemNotice(state, 'write', problem) };
  const focus = { kind: 'focus', target: 'notice' } as const;
  if (isAway(problem) || state.step !== 'time' || !state.picker) return change(shown, {}, focus);
  const picker = { ...state.picker, slots: null };
  return change(shown, { picker }, loadAvailability(picker), focus);
}

function decideFailed(state: WidgetState, lane: Lane, problem: Problem, now: number): Next | null {
  if (address.isAboutPlace(problem.code)) return address.decidePlaceRefused(state, problem.code);
  switch (lane) {
    case 'write':
      return decideWriteFailed(state, problem, now);
    case 'quote':
      return prices.decideQuoteFailed({ ...state, stalled: null }, problem);
    case 'waiting':
      return waiting.decideWaitingFailed(state, problem);
    case 'booking': {
      // A refusal that is the service's own, not a firewall's.
      const isUnknown = [401, 403, 404].includes(problem.status) && !isAway(problem);
      if (state.isResuming && isUnknown) return resume.decideResumeFailed(state, now);
      return change(state, { stalled: null, notice: problemNotice(state, lane, problem) });
    }
    default:
      return null;
  }
}

function decideHolding(state: WidgetState, message: Message, now: number): Next | null {
  switch (message.kind) {
    case 'held':
      return hold.decideHeld(state, message.answer);
    case 'wished':
      return hold.decideWish(state, message.wish, now);
    case 'partySizeChosen':
      return hold.decidePartySize(state, message.partySize, now);
    case 'peopleChosen':
      return prices.decidePeople(state, message.personTypeId, message.quantity, now);
    case 'zoneChosen':
      return openTimeStep({ ...state, chosenTimeZone: message.timeZone, isChoosingZone: false }, now);
    case 'placeSubmitted':
      return address.decidePlace(state, now);
    // What was loaded is drawn.
    case 'kindsLoaded':
      return change(state, {});
    case 'holdKept':
      return hold.decideKept(state);
    case 'slotChosen':
      return state.busy === null && state.hold && hold.isKeptTime(state.hold, message.slot, state)
        ? hold.decideKept(state)
        : null;
    case 'holdLetGo':
      return hold.decideLetGo(state);
    case 'holdGone':
      return hold.decideGone(state, now);
    case 'ticked':
      return hold.decideTick(state, now);
    case 'releaseChecked':
      if (state.notice?.kind !== 'released') return ignore(state);
      return change(state, {
        stalled: null,
        notice: { ...state.notice, isStillFree: message.isStillFree, alternatives: message.alternatives },
      });
    case 'waitingTyped':
      return change(state, { waiting: { email: message.email, status: 'open' } });
    case 'waitingSubmitted':
      return waiting.decideWaiting(state);
    case 'waitingJoined':
      return change(state, { waiting: { ...state.waiting, status: 'joined' }, stalled: null });
    default:
      return null;
  }
}

function decideDetail(state: WidgetState, message: Message): Next | null {
  switch (message.kind) {
    case 'addressChanged':
      return address.decideAddress(state, message.field, message.value);
    case 'fieldChanged':
      return details.decideField(state, message.field, message.value);
    case 'extraChanged':
      return details.decideExtra(state, message.extraId, message.quantity);
    case 'codeOpened':
    case 'codeTyped':
    case 'codeApplied':
    case 'codeRemoved':
      return prices.decideCode(state, message);
    case 'tipChosen':
    case 'otherTipOpened':
    case 'otherTipTyped':
      return prices.decideTip(state, message);
    case 'allPaidChosen':
      return prices.decideAllPaid(state, message.isAllPaid);
    case 'quoteLoaded':
      return prices.decideQuote(state, message.quote);
    case 'detailsSubmitted':
      return details.decideSubmit(state);
    case 'saved':
      return details.decideSavedWithNewPrice(state, message.quote, message.expiresAt);
    case 'checkoutReady':
      return details.decideCheckout(state, message.answer);
    default:
      return null;
  }
}

function decidePaying(state: WidgetState, message: Message, now: number): Next | null {
  switch (message.kind) {
    case 'paymentReady':
      return change(state, { payment: state.payment && { ...state.payment, isReady: true }, stalled: null });
    case 'paySubmitted':
      return payment.decidePay(state);
    case 'payRefused':
      return payment.decidePayRefused(state, message.message, message.isDecline);
    case 'paySent':
      return payment.decidePaid(state, message.isPaid);
    case 'foundPaid':
      return payment.decideLoadedBooking({ ...state, hold: message.hold }, message.answer, now);
    case 'bookingLoaded':
      return resume.withKinds(state, payment.decideLoadedBooking(state, message.answer, now));
    case 'calendarAsked':
      return state.hold ? change(state, {}, { kind: 'downloadCalendar', booking: state.hold }) : ignore(state);
    default:
      return null;
  }
}

/** Decides what follows from a message from the held time on; null for what belongs to the steps before. Pure, like `decide`. */
export function decideLater(state: WidgetState, message: Message, now: number): Next | null {
  switch (message.kind) {
    case 'started':
      return resume.decideStart(state, message.remembered, message.returnedBookingId);
    case 'restarted':
      return resume.decideRestart(state, now);
    case 'failed':
      return decideFailed(state, message.lane, message.problem, now);
    default:
      return decideHolding(state, message, now) ?? decideDetail(state, message) ?? decidePaying(state, message, now);
  }
}
