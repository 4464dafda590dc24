import { isOwnKind } from './load-kinds.ts';
import { createInitialState, findService } from '../state/booking-state.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { decideFirstStep } from '../state/decide-choices.ts';
import { change } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import type { Remembered } from '../state/remembered.ts';

/** Begins where an earlier page load ended: asks for the services, and for the booking of an earlier page load where there is one. */
export function decideStart(state: WidgetState, remembered: Remembered | null, returnedBookingId: string | null): Next {
  const isOtherTab = returnedBookingId !== null && remembered?.hold.bookingId !== returnedBookingId;
  if (remembered === null) return change(state, { notice: isOtherTab ? { kind: 'other_tab' } : null }, { kind: 'loadCatalog' });
  const { hold, customer, address = state.address, extras, payable = {}, codes = [], chosenTimeZone } = remembered;
  return change(
    state,
    {
      isResuming: true,
      hold,
      customer,
      address,
      extras,
      payable,
      chosenTimeZone,
      serviceId: hold.serviceId,
      resourceId: hold.resourceId,
      partySize: hold.partySize,
      wish: hold.wish ?? {},
      code: { isOpen: false, text: '', applied: codes, isRefused: false },
      busy: returnedBookingId !== null && !isOtherTab ? 'confirming' : null,
    },
    { kind: 'loadCatalog' },
  );
}

/** A booking that was taken up again may be more than an appointment: what draws that is loaded too. */
export function withKinds(state: WidgetState, next: Next): Next {
  const service = findService(state);
  return state.isResuming && service && isOwnKind(service)
    ? { ...next, effects: [...next.effects, { kind: 'loadLaterSteps', service }] }
    : next;
}

/** The remembered booking cannot be loaded any more: begins anew, keeping what was typed. */
export function decideResumeFailed(state: WidgetState, now: number): Next {
  const fresh: WidgetState = {
    ...createInitialState(state.settings),
    catalog: state.catalog,
    customer: state.customer,
    address: state.address,
  };
  const first = state.catalog ? decideFirstStep(fresh, state.catalog, now) : change(fresh, {});
  return { state: first.state, effects: [{ kind: 'forget' }, ...first.effects] };
}

/** Begins another booking; name and address stay. */
export function decideRestart(state: WidgetState, now: number): Next {
  const next = decideResumeFailed(state, now);
  return { state: next.state, effects: [...next.effects, { kind: 'focus', target: 'heading' }] };
}
