import type { WireSlot } from '../wire-types.ts';
import { computeTimeZone, findService } from './booking-state.ts';
import type { WidgetState } from './booking-state.ts';
import { quoteBodyOf } from './decide-choices.ts';
import { change, ignore } from './next.ts';
import type { Next } from './next.ts';

/** A time is chosen: it is held at once, so that nobody takes it while the visitor types. An earlier hold is let go when the new one stands. */
export function decideSlot(state: WidgetState, slot: WireSlot): Next {
  const service = findService(state);
  if (!service || state.busy !== null) return ignore(state);
  const body = { ...quoteBodyOf(state), startsAt: slot.startsAt, timeZone: computeTimeZone(state, service) };
  return change(
    state,
    { busy: 'holding', pendingSlot: slot, notice: state.notice?.kind === 'released' ? state.notice : null },
    { kind: 'placeHold', body, replaces: state.hold },
  );
}
