import type { WireSlot } from '../wire-types.ts';
import { computeTimeZone, findService, listCodes, listExtras } from './booking-state.ts';
import type { WidgetState } from './booking-state.ts';
import { change, ignore } from './next.ts';
import type { Next } from './next.ts';

/** A time is chosen: it is held at once, so that nobody takes it while the visitor types. An earlier hold is let go when the new one stands. */
export function decideSlot(state: WidgetState, slot: WireSlot): Next {
  const service = findService(state);
  if (!service || state.busy !== null) return ignore(state);
  const body = {
    serviceId: service.id,
    partySize: state.partySize,
    durationMinutes: state.durationMinutes,
    extras: listExtras(state),
    codes: listCodes(state),
    startsAt: slot.startsAt,
    timeZone: computeTimeZone(state, service),
    ...(state.resourceId !== null && { resourceId: state.resourceId }),
  };
  return change(
    state,
    { busy: 'holding', pendingSlot: slot, notice: state.notice?.kind === 'released' ? state.notice : null },
    { kind: 'placeHold', body, replaces: state.hold },
  );
}
