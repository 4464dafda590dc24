import { computeTimeZone, findService, hasPersonChoice, listCodes, listExtras, needsLater } from './booking-state.ts';
import type { WidgetState } from './booking-state.ts';
import type { Effect } from './effect.ts';
import { change, ignore } from './next.ts';
import type { Next } from './next.ts';
import { chooseDay, keyOf, moveFocus, openPicker, queryOf, receiveDays, receiveSlots, turnMonth } from './picker.ts';
import type { Picker } from './picker.ts';
import type { DaysAnswer, QuoteBody, ServicesAnswer, SlotsAnswer, WireService } from '../wire-types.ts';

export const loadAvailability = (picker: Picker): Effect => ({
  kind: 'loadAvailability',
  key: keyOf(picker),
  query: queryOf(picker),
});

/** What is chosen now, as its price is asked for; `codes` may hold one that is being tried. */
export const quoteBodyOf = (state: WidgetState, codes = listCodes(state)): QuoteBody => ({
  ...state.wish,
  ...state.payable,
  serviceId: state.serviceId ?? '',
  partySize: state.partySize,
  extras: listExtras(state),
  codes,
  ...(state.resourceId !== null && { resourceId: state.resourceId }),
});

/** The question for the price of what is chosen now. */
export const loadQuote = (state: WidgetState, codes?: readonly string[]): Effect => ({
  kind: 'loadQuote',
  body: quoteBodyOf(state, codes),
});

/** Opens the step with the month and the times, and asks for them and for the price. */
export function openTimeStep(state: WidgetState, now: number, wantedDate: string | null = null): Next {
  const service = findService(state);
  if (!service) return change(state, { step: 'service' });
  const { partySize, wish } = state;
  const extras = listExtras(state);
  const later: readonly Effect[] = needsLater(service) ? [{ kind: 'loadLaterSteps', service }] : [];
  // What is free depends on where the business is to come.
  if (service.atCustomer && !wish.postcode) return change(state, { step: 'time', picker: null, quote: null }, ...later);
  const picker = openPicker(
    {
      ...wish,
      service: service.id,
      resource: state.resourceId,
      partySize,
      extras: extras.map(({ extraId, quantity }) => `${extraId}:${quantity}`).join() || undefined,
      timeZone: computeTimeZone(state, service),
      horizonDays: service.horizonDays,
    },
    now,
    wantedDate,
  );
  const next = { ...state, step: 'time' as const, picker };
  const load = [loadAvailability(picker), ...later];
  // One booking for one person without anything added costs what the service says: no request for that. Nor is there one where only the time says what it costs.
  const { days, postcode } = wish;
  const isPlain = partySize === 1 && !days && !postcode && !service.priceFrom && extras.length + listCodes(state).length === 0;
  if (isPlain || service.isPricedByStart) return { state: { ...next, quote: null }, effects: load };
  return { state: { ...next, isQuoting: true }, effects: [...load, loadQuote(next)] };
}

/** Chooses a service: its smallest party, nobody in particular; goes on to who, or straight to when. */
export function decideService(state: WidgetState, service: WireService, now: number): Next {
  const isSame = service.id === state.serviceId;
  const chosen: WidgetState = {
    ...state,
    serviceId: service.id,
    notice: null,
    ...(!isSame && {
      resourceId: null,
      wish: service.byDay ? { days: service.byDay.minimum } : {},
      partySize: Math.max(1, service.minimumPartySize),
      extras: {},
      payable:
        (service.personTypes && {
          people: service.personTypes.map(({ id, usual }) => ({ personTypeId: id, quantity: usual })),
        }) ||
        {},
      quote: null,
      picker: null,
    }),
  };
  return hasPersonChoice(service) ? change(chosen, { step: 'person' }) : openTimeStep(chosen, now);
}

/** Opens the first step that has a choice, or the times of the first service where the page wants that. */
export function decideFirstStep(state: WidgetState, answer: ServicesAnswer, now: number): Next {
  const loaded: WidgetState = { ...state, catalog: answer };
  const wanted = answer.services.find((service) => service.id === state.settings.preselectedService);
  const { opensWithTimes } = state.settings;
  const only = wanted ?? (opensWithTimes || answer.services.length === 1 ? answer.services[0] : undefined);
  if (!only) return change(loaded, { step: 'service' });
  const chosen = decideService(loaded, only, now);
  return opensWithTimes && chosen.state.step === 'person' ? openTimeStep(chosen.state, now) : chosen;
}

/** Opens another picker: when the month changed, its days are asked for. */
function replacePicker(state: WidgetState, picker: Picker, ...effects: readonly Effect[]): Next {
  const isNew = state.picker === null || keyOf(picker) !== keyOf(state.picker);
  const waiting = picker.date === state.picker?.date ? state.waiting : { ...state.waiting, status: 'open' as const };
  // The form for a full day comes with the later steps.
  const isFull = picker.date !== null && picker.days?.[picker.date]?.reason === 'full';
  const load: readonly Effect[] = [
    ...(isNew ? [loadAvailability(picker)] : []),
    ...(isFull ? [{ kind: 'loadLaterSteps' as const, service: null }] : []),
  ];
  return change(state, { picker, waiting }, ...load, ...effects);
}

/** What the visitor does in the month: turn, move, choose a day. */
export function decideMonth(
  state: WidgetState,
  message:
    | { readonly kind: 'monthTurned'; readonly month: string }
    | { readonly kind: 'dayFocused' | 'dayChosen'; readonly date: string },
): Next {
  if (!state.picker) return ignore(state);
  if (message.kind === 'monthTurned') return replacePicker(state, turnMonth(state.picker, message.month));
  if (message.kind === 'dayFocused')
    return replacePicker(state, moveFocus(state.picker, message.date), { kind: 'focus', target: 'day' });
  return replacePicker(state, chooseDay(state.picker, message.date));
}

/** Takes in days or times; an answer to an older question is dropped. */
export function decideAvailability(
  state: WidgetState,
  message:
    | { readonly kind: 'daysLoaded'; readonly key: string; readonly answer: DaysAnswer }
    | { readonly kind: 'slotsLoaded'; readonly key: string; readonly answer: SlotsAnswer },
): Next {
  if (!state.picker || message.key !== keyOf(state.picker)) return ignore(state);
  const heard: WidgetState = {
    ...state,
    stalled: state.stalled === 'availability' ? null : state.stalled,
    notice: state.notice?.kind === 'problem' && state.notice.lane === 'availability' ? null : state.notice,
  };
  const picker =
    message.kind === 'daysLoaded' ? receiveDays(state.picker, message.answer) : receiveSlots(state.picker, message.answer);
  return replacePicker(heard, picker);
}
