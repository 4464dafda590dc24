import type { Problem } from '../problem.ts';
import type { ServicesAnswer } from '../wire-types.ts';
import { findService, hasPersonChoice } from './booking-state.ts';
import type { Lane, WidgetState } from './booking-state.ts';
import * as choices from './decide-choices.ts';
import { decideGoTo } from './decide-go-to.ts';
import { decideSlot } from './decide-slot.ts';
import type { Effect } from './effect.ts';
import type { Message } from './message.ts';
import { change, ignore, problemNotice } from './next.ts';
import type { Next } from './next.ts';

const focusHeading: Effect = { kind: 'focus', target: 'heading' };

const withEffect = (next: Next, effect: Effect): Next => ({ ...next, effects: [...next.effects, effect] });

/** The services are known: shows the first step, or loads the booking that is resumed. */
function decideCatalog(state: WidgetState, answer: ServicesAnswer, now: number): Next {
  const heard: WidgetState = {
    ...state,
    catalog: answer,
    stalled: null,
    notice: state.notice?.kind === 'problem' ? null : state.notice,
  };
  if (state.hold && state.isResuming) return change(heard, {}, { kind: 'loadBooking', booking: state.hold, delayMs: 0 });
  const first = choices.decideFirstStep(heard, answer, now);
  return { state: { ...first.state, notice: heard.notice }, effects: first.effects };
}

/** Tries again what failed or stalls; what was going on goes on. */
function decideRetry(state: WidgetState, lane: Lane): Next {
  const interrupted = state.notice?.kind === 'problem' && state.notice.lane === lane ? state.notice.interrupted : {};
  return change(state, { stalled: null, polls: 0, ...interrupted }, { kind: 'retry', lane });
}

/** Shows that a request failed. A price that cannot be had is no reason to stop: the service's own price stays. */
function decideFailed(state: WidgetState, lane: Lane, problem: Problem): Next {
  if (lane === 'quote') return change(state, { isQuoting: false, stalled: null });
  return change(state, { busy: null, stalled: null, pendingSlot: null, notice: problemNotice(state, lane, problem) });
}

function decideChoice(state: WidgetState, message: Message, now: number): Next | null {
  switch (message.kind) {
    case 'serviceChosen': {
      const service = state.catalog?.services.find((candidate) => candidate.id === message.serviceId);
      return service ? withEffect(choices.decideService(state, service, now), focusHeading) : ignore(state);
    }
    case 'personChosen':
      return withEffect(choices.openTimeStep({ ...state, resourceId: message.resourceId, notice: null }, now), focusHeading);
    case 'zoneOpened':
      return change(state, { isChoosingZone: true });
    case 'monthTurned':
    case 'dayFocused':
    case 'dayChosen':
      return choices.decideMonth(state, message);
    case 'daysLoaded':
    case 'slotsLoaded':
      return choices.decideAvailability(state, message);
    case 'slotChosen':
      return decideSlot(state, message.slot);
    default:
      return null;
  }
}

/**
 * Decides what follows from a message until a time is chosen: the next state and the effects. Pure; `now` is in epoch milliseconds.
 * A message that does not fit the state changes nothing, so that double clicks and late answers are harmless.
 * What comes after the choice of a time is decided by `decideLater`, which is asked first once it is loaded.
 */
export function decide(state: WidgetState, message: Message, now: number): Next {
  const choice = decideChoice(state, message, now);
  if (choice) return choice;
  switch (message.kind) {
    case 'started':
      return change(state, {}, { kind: 'loadCatalog' });
    case 'catalogLoaded':
      return decideCatalog(state, message.answer, now);
    case 'wentTo':
      return decideGoTo(state, message.step, now);
    case 'summaryToggled':
      return change(state, { isSummaryOpen: !state.isSummaryOpen });
    case 'failed':
      return decideFailed(state, message.lane, message.problem);
    case 'stalled':
      return change(state, { stalled: message.lane });
    case 'retried':
      return decideRetry(state, message.lane);
    default:
      return ignore(state);
  }
}

/** Whether the service as a whole cannot be reached, so that nothing can be shown but another way to book. */
export const isServiceAway = (state: WidgetState): boolean =>
  state.catalog === null && state.notice?.kind === 'problem' && state.notice.lane === 'catalog';

/** The step before this one that has something to choose, to go back to. */
export function previousStep(state: WidgetState): 'service' | 'person' | 'time' | 'details' | null {
  const service = findService(state);
  const isServiceFixed = (state.catalog?.services.length ?? 0) < 2 || state.settings.preselectedService === state.serviceId;
  const beforePerson = isServiceFixed ? null : 'service';
  switch (state.step) {
    case 'person':
      return beforePerson;
    case 'time':
      return service && hasPersonChoice(service) ? 'person' : beforePerson;
    case 'details':
      return 'time';
    case 'pay':
      return 'details';
    default:
      return null;
  }
}
