import { chooseDay, keyOf, moveFocus, openPicker, queryOf, receiveDays, receiveSlots, turnMonth } from '../state/picker.ts';
import type { Picker } from '../state/picker.ts';
import { isAway } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { findOffer, zoneOf } from '../later/facts.ts';
import { isOwnKind } from '../later/load-kinds.ts';
import type { CancelAnswer, CancelBody, Money, WireSlot } from '../wire-types.ts';
import { decideLoaded, decidePayment } from './decide-manage-payment.ts';
import { change, ignore } from './manage-next.ts';
import type { ManageNext } from './manage-next.ts';
import type { ManageEffect, ManageLane, ManageMessage, ManageState } from './manage-state.ts';

/** Refusals that say that the booking is not as it was shown: it is loaded anew. */
const outdated: readonly string[] = ['refund_changed', 'hold_expired', 'quote_changed', 'already_paid', 'payment_in_progress'];

const loadTimes = ({ key: booking }: ManageState, picker: Picker): readonly ManageEffect[] =>
  booking ? [{ kind: 'loadAvailability', booking, key: keyOf(picker), query: queryOf(picker) }] : [];

function replacePicker(state: ManageState, picker: Picker, ...effects: readonly ManageEffect[]): ManageNext {
  const isNew = state.picker === null || keyOf(picker) !== keyOf(state.picker);
  const load = isNew ? loadTimes(state, picker) : [];
  return change(state, { picker, stalled: null }, ...load, ...effects);
}

function decideMove(state: ManageState, now: number): ManageNext {
  const booking = state.answer?.booking;
  if (!booking || state.busy !== null) return ignore(state);
  const service = state.catalog?.services.find((candidate) => candidate.id === booking.serviceId);
  const isChoice = (id: string): boolean => service?.resources.some((resource) => resource.id === id) ?? false;
  const isOwn = service !== undefined && isOwnKind(service);
  const picker = openPicker(
    {
      // How long it is the service knows; here it marks the days of a stay.
      ...(booking.days && { days: booking.days }),
      service: booking.serviceId,
      resource: booking.resources.find((resource) => isChoice(resource.id))?.id ?? null,
      partySize: booking.partySize,
      timeZone: zoneOf(booking),
      horizonDays: service?.horizonDays ?? 365,
    },
    now,
  );
  return replacePicker(
    { ...state, panel: 'move', wantedSlot: null, outcome: null, problem: null, picker: null },
    picker,
    ...(isOwn ? [{ kind: 'loadKinds' } as const] : []),
    {
      kind: 'focus',
      target: 'panel',
    },
  );
}

/** A chosen time is asked about before it is confirmed; one for money that came too late has its price. */
function wantTime(state: ManageState, slot: WireSlot): ManageNext {
  const isPriced = state.answer !== null && findOffer(state.answer) === null;
  const load: readonly ManageEffect[] =
    isPriced && state.key ? [{ kind: 'loadMovePrice', booking: state.key, startsAt: slot.startsAt }] : [];
  return change(state, { wantedSlot: slot, movePrice: null, problem: null }, ...load, { kind: 'focus', target: 'panel' });
}

function decidePicker(state: ManageState, message: ManageMessage): ManageNext | null {
  const { picker } = state;
  if (!picker) return null;
  switch (message.kind) {
    case 'monthTurned':
      return replacePicker(state, turnMonth(picker, message.month));
    case 'dayFocused':
      return replacePicker(state, moveFocus(picker, message.date), { kind: 'focus', target: 'day' });
    case 'dayChosen':
      return replacePicker(state, chooseDay(picker, message.date));
    case 'daysLoaded':
      return message.key === keyOf(picker) ? replacePicker(state, receiveDays(picker, message.answer)) : ignore(state);
    case 'slotsLoaded':
      return message.key === keyOf(picker) ? replacePicker(state, receiveSlots(picker, message.answer)) : ignore(state);
    case 'slotChosen':
      return wantTime(state, message.slot);
    default:
      return null;
  }
}

function decideCancelled(state: ManageState, answer: CancelAnswer): ManageNext {
  const shown = state.answer && {
    ...state.answer,
    booking: answer.booking,
    order: answer.order,
    cancellation: { ...state.answer.cancellation, allowed: false, reschedulable: false },
  };
  const { refund } = answer;
  const outcome = { kind: 'cancelled', refund: refund?.amount ?? null, isByHand: refund?.state === 'by_hand' } as const;
  return change(
    state,
    { answer: shown, unpaid: null, busy: null, stalled: null, panel: 'none', outcome },
    { kind: 'focus', target: 'notice' },
  );
}

function wantTimeAgain(state: ManageState, slot: WireSlot, problem: Problem): ManageNext {
  const next = wantTime({ ...state, busy: null, stalled: null }, slot);
  return { ...next, state: { ...next.state, problem: { lane: 'write', problem } } };
}

function decideFailed(state: ManageState, lane: ManageLane, problem: Problem): ManageNext {
  const isGone = lane === 'booking' && [401, 403, 404].includes(problem.status) && !isAway(problem);
  if (isGone) return change(state, { key: null, stalled: null });
  // Someone else has the wanted time: fresh times, and another choice.
  const retake = problem.code === 'slot_taken' && state.picker ? state.picker : null;
  // The price has moved on: the question is asked again, with the new one.
  if (lane === 'write' && problem.code === 'quote_changed' && state.wantedSlot)
    return wantTimeAgain(state, state.wantedSlot, problem);
  // Another amount goes back than was shown: the question stays.
  const reload: readonly ManageEffect[] =
    lane === 'write' && outdated.includes(problem.code) && state.key ? [{ kind: 'loadBooking', booking: state.key }] : [];
  const load = retake ? loadTimes(state, retake) : reload;
  const wantedSlot = isAway(problem) ? state.wantedSlot : null;
  // A form whose payment cannot go on goes; what was asked for about the outcome of one can be asked again.
  const isFormOver = lane === 'write' && state.payment !== null;
  const payment = isFormOver ? null : state.payment;
  const busy = lane === 'booking' ? state.busy : null;
  const unmount: readonly ManageEffect[] = isFormOver ? [{ kind: 'unmountPayment' }] : [];
  return change(state, { busy, payment, stalled: null, wantedSlot, problem: { lane, problem } }, ...unmount, ...load, {
    kind: 'focus',
    target: 'notice',
  });
}

/** What the question before the cancellation has shown; null: nothing was paid, so nobody can have agreed to a fee. */
function expectedRefundOf({ answer }: ManageState): Money | null {
  if (answer === null || answer.booking.state === 'held' || answer.booking.state === 'awaiting_payment') return null;
  return findOffer(answer)?.amount ?? answer.cancellation.refund ?? { amountMinor: 0, currency: answer.order.currency };
}

function expectedOf(state: ManageState): CancelBody {
  const expectedRefund = expectedRefundOf(state);
  const owed = state.answer?.cancellation.owed ?? null;
  return expectedRefund === null || owed === null ? { expectedRefund } : { expectedRefund, expectedOwed: owed };
}

function decideAction(state: ManageState, message: ManageMessage, now: number): ManageNext | null {
  switch (message.kind) {
    case 'cancelAsked':
      return change(state, { panel: 'cancel', outcome: null, problem: null }, { kind: 'focus', target: 'panel' });
    case 'cancelConfirmed':
      if (!state.key || state.busy !== null || state.panel !== 'cancel') return ignore(state);
      return change(
        state,
        { busy: 'cancelling', problem: null },
        {
          kind: 'cancel',
          booking: state.key,
          expected: expectedOf(state),
        },
      );
    case 'cancelled':
      return decideCancelled(state, message.answer);
    case 'moveAsked':
      return decideMove(state, now);
    case 'moveConfirmed':
      return decideMoved(state);
    case 'movePriced':
      return state.wantedSlot?.startsAt === message.startsAt ? change(state, { movePrice: message.answer }) : ignore(state);
    case 'moved':
      if (!state.key) return ignore(state);
      return change(
        state,
        { busy: null, stalled: null, panel: 'none', wantedSlot: null, picker: null, outcome: { kind: 'moved' } },
        { kind: 'loadBooking', booking: state.key },
        { kind: 'focus', target: 'notice' },
      );
    case 'panelClosed':
      if (state.busy !== null) return ignore(state);
      if (state.panel === 'move' && state.wantedSlot)
        return change(state, { wantedSlot: null }, { kind: 'focus', target: 'panel' });
      return change(state, { panel: 'none', picker: null, problem: null }, { kind: 'focus', target: 'heading' });
    default:
      return null;
  }
}

/** Nobody agrees to a price that he has not seen. */
function decideMoved(state: ManageState): ManageNext {
  const { key, wantedSlot, movePrice, answer } = state;
  const isKnown = movePrice !== null || (answer !== null && findOffer(answer) !== null);
  if (!key || !wantedSlot || !isKnown || state.busy !== null) return ignore(state);
  const { startsAt } = wantedSlot;
  return change(
    state,
    { busy: 'moving', problem: null },
    { kind: 'move', booking: key, startsAt, quoteHash: movePrice?.quote.hash },
  );
}

/** What a change is about that is tried again. */
const busyIn = { none: 'opening', cancel: 'cancelling', move: 'moving' } as const;

/** Decides what follows from a message on the page of one booking. Pure; `now` is in epoch milliseconds. */
export function decideManage(state: ManageState, message: ManageMessage, now: number): ManageNext {
  const decided = decidePayment(state, message) ?? decideAction(state, message, now) ?? decidePicker(state, message);
  if (decided) return decided;
  switch (message.kind) {
    case 'started':
      return message.key === null
        ? change(state, { key: null })
        : change(
            state,
            { key: message.key, busy: message.hasReturned === true ? 'confirming' : null },
            { kind: 'loadBooking', booking: message.key },
            { kind: 'loadCatalog' },
          );
    case 'bookingLoaded':
      return decideLoaded(state, message.answer, now);
    // What was loaded is drawn.
    case 'kindsLoaded':
      return change(state, {});
    case 'catalogLoaded':
      return change(state, { catalog: message.answer });
    case 'calendarAsked':
      return state.key ? change(state, {}, { kind: 'downloadCalendar', booking: state.key }) : ignore(state);
    case 'againAsked':
      return state.key && state.answer && state.busy === null
        ? change(state, {}, { kind: 'bookAgain', booking: state.key, service: state.answer.booking.serviceId })
        : ignore(state);
    case 'failed':
      return message.lane === 'catalog' ? ignore(state) : decideFailed(state, message.lane, message.problem);
    case 'stalled':
      return change(state, { stalled: message.lane });
    case 'retried': {
      const busy = message.lane === 'write' ? busyIn[state.panel] : state.busy;
      return change(state, { stalled: null, problem: null, polls: 0, busy }, { kind: 'retry', lane: message.lane });
    }
    default:
      return ignore(state);
  }
}
