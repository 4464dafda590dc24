import { computeLocalTime } from '../display/local-time.ts';
import { addDays } from '../calendar/plain-date.ts';
import type { HoldAnswer, WireService, WireSlot, Wish } from '../wire-types.ts';
import { computeTimeZone, findService } from '../state/booking-state.ts';
import type { Hold, WidgetState } from '../state/booking-state.ts';
import { openTimeStep } from '../state/decide-choices.ts';
import type { Effect } from '../state/effect.ts';
import { change, ignore } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import { remember } from './remember.ts';

/** The last stretch of a hold, in which the time is counted down. */
const countdownSeconds = 120;

const buildHold = (state: WidgetState, answer: HoldAnswer): Hold => ({
  bookingId: answer.booking.id,
  manageToken: answer.manageToken,
  manageUrl: answer.manageUrl,
  serviceId: answer.booking.serviceId,
  resourceId: state.resourceId,
  partySize: answer.booking.partySize,
  wish: state.wish,
  people: state.payable.people,
  booked: answer.booking,
  startsAt: answer.booking.startsAt,
  endsAt: answer.booking.endsAt,
  resources: answer.booking.resources,
  expiresAt: answer.expiresAt,
});

const isSameWish = (one: Wish, other: Wish): boolean =>
  (['durationMinutes', 'days', 'enrolment', 'postcode'] as const).every((name) => one[name] === other[name]);

/** Whether a chosen time is the one that is kept already. */
export const isKeptTime = (hold: Hold, slot: WireSlot, state: WidgetState): boolean =>
  hold.startsAt === slot.startsAt &&
  hold.serviceId === state.serviceId &&
  hold.partySize === state.partySize &&
  isSameWish(hold.wish ?? {}, state.wish) &&
  JSON.stringify(hold.people) === JSON.stringify(state.payable.people) &&
  // Whom one chooses by name may cost more or less.
  (findService(state)?.priceFrom === undefined || hold.resourceId === state.resourceId) &&
  (state.resourceId === null ||
    state.resourceId === hold.resourceId ||
    hold.resources.some((resource) => resource.id === state.resourceId));

/** Another length (or place, or enrolment) needs other times and another price; the day stays. */
export function decideWish(state: WidgetState, wish: Wish, now: number): Next {
  const next: Wish = { ...state.wish, ...wish };
  return state.busy !== null || isSameWish(next, state.wish)
    ? ignore(state)
    : openTimeStep({ ...state, wish: next, notice: null }, now, state.picker?.date ?? null);
}

/** A party of another size needs other times and another price. */
export function decidePartySize(state: WidgetState, partySize: number, now: number): Next {
  const service = findService(state);
  if (!service || partySize < service.minimumPartySize || partySize > service.maximumPartySize || partySize === state.partySize)
    return ignore(state);
  return openTimeStep({ ...state, partySize, notice: null }, now, state.picker?.date ?? null);
}

/** Goes on with the time that is kept already. */
export const decideKept = (state: WidgetState): Next =>
  state.hold ? change(state, { step: 'details', notice: null }, { kind: 'focus', target: 'heading' }) : ignore(state);

/** The time is kept: on to the details. */
export function decideHeld(state: WidgetState, answer: HoldAnswer): Next {
  const next: WidgetState = {
    ...state,
    step: 'details',
    hold: buildHold(state, answer),
    quote: answer.quote,
    isQuoting: false,
    busy: null,
    stalled: null,
    notice: null,
    secondsLeft: null,
    pendingSlot: null,
    payment: null,
    isSummaryOpen: false,
  };
  return { state: next, effects: [...remember(next), { kind: 'focus', target: 'heading' }] };
}

/** Someone else has the time: says so, offers the nearest ones, and asks for fresh times. */
export function decideSlotTaken(state: WidgetState, alternatives: readonly WireSlot[], now: number): Next {
  const opened = openTimeStep({ ...state, busy: null, pendingSlot: null }, now, state.picker?.date ?? null);
  return change(opened.state, { notice: { kind: 'slot_taken', alternatives } }, ...opened.effects, {
    kind: 'focus',
    target: 'notice',
  });
}

/** The visitor gives the kept time back to choose among all times again. */
export function decideLetGo(state: WidgetState): Next {
  if (!state.hold || state.busy !== null) return ignore(state);
  return change(state, { busy: 'releasing' }, { kind: 'releaseHold', hold: state.hold }, { kind: 'forget' });
}

/** The kept time is given back: all times are asked for again. */
export const decideGone = (state: WidgetState, now: number): Next =>
  openTimeStep({ ...state, hold: null, busy: null, secondsLeft: null }, now, state.picker?.date ?? null);

const slotOf = (hold: Hold): WireSlot => ({ startsAt: hold.startsAt, endsAt: hold.endsAt, resourceIds: [], remaining: 1 });

/** The hold has run out: it is ended at the service too, and the time is looked up again. */
export function decideExpired(state: WidgetState): Next {
  const service = findService(state);
  if (!state.hold || !service) return ignore(state);
  const slot = slotOf(state.hold);
  const effect = endHold(state, state.hold, service, slot);
  const fields = { hold: null, payment: null, busy: null, stalled: null, secondsLeft: null, pendingSlot: null };
  const notice = { kind: 'released', slot, isStillFree: null, alternatives: [] } as const;
  const step = state.step === 'pay' ? 'details' : state.step;
  const unmount: readonly Effect[] = state.step === 'pay' ? [{ kind: 'unmountPayment' }] : [];
  return change(state, { ...fields, step, notice }, ...unmount, effect, { kind: 'forget' }, { kind: 'focus', target: 'notice' });
}

function endHold(state: WidgetState, hold: Hold, service: WireService, slot: WireSlot): Effect {
  const timeZone = computeTimeZone(state, service);
  const from = computeLocalTime(hold.startsAt, timeZone).date;
  return {
    kind: 'endHold',
    hold,
    slot,
    query: {
      service: service.id,
      resource: state.resourceId,
      partySize: state.partySize,
      ...state.wish,
      timeZone,
      from,
      to: addDays(from, 7),
    },
  };
}

/** The clock went on: counts down the last two minutes, then lets the hold end. Nothing ends while money is moving. */
export function decideTick(state: WidgetState, now: number): Next {
  const expiresAt = state.hold?.expiresAt ?? null;
  if (expiresAt === null || state.step === 'done' || state.busy === 'paying' || state.busy === 'confirming') return ignore(state);
  const seconds = Math.ceil((Date.parse(expiresAt) - now) / 1000);
  if (seconds <= 0) return state.busy === null ? decideExpired(state) : ignore(state);
  const secondsLeft = seconds <= countdownSeconds ? seconds : null;
  return secondsLeft === state.secondsLeft ? ignore(state) : change(state, { secondsLeft });
}
