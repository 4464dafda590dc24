import type { Problem } from '../problem.ts';
import type { WidgetState } from '../state/booking-state.ts';
import { change, ignore, problemNotice } from '../state/next.ts';
import type { Next } from '../state/next.ts';
import { isEmailLike } from './validate-customer.ts';

/** Someone wants to hear when a time of a full day becomes free. */
export function decideWaiting(state: WidgetState): Next {
  const { picker, waiting } = state;
  if (!picker || picker.date === null || waiting.status === 'sending' || waiting.status === 'joined') return ignore(state);
  if (!isEmailLike(waiting.email)) return change(state, { waiting: { ...waiting, status: 'invalid' } });
  return change(
    state,
    { waiting: { ...waiting, status: 'sending' } },
    {
      kind: 'joinWaitingList',
      body: {
        serviceId: picker.subject.service,
        date: picker.date,
        timeZone: picker.subject.timeZone,
        partySize: picker.subject.partySize,
        email: waiting.email.trim(),
      },
    },
  );
}

/** The address was not taken: said at its field, or above the step when nothing was heard. */
export function decideWaitingFailed(state: WidgetState, problem: Problem): Next {
  if (problem.status === 422) return change(state, { waiting: { ...state.waiting, status: 'invalid' }, stalled: null });
  return change(state, {
    waiting: { ...state.waiting, status: 'open' },
    stalled: null,
    notice: problemNotice(state, 'waiting', problem),
  });
}
