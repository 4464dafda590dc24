import type { WireSlot } from '../wire-types.ts';
import { computeTimeZone, findService, listCodes, listExtras } from './booking-state.ts';
import type { Hold, WidgetState } from './booking-state.ts';
import { change, ignore } from './next.ts';
import type { Next } from './next.ts';

const isSameTime = (hold: Hold, slot: WireSlot, state: WidgetState): boolean =>
  hold.startsAt === slot.startsAt &&
  hold.serviceId === state.serviceId &&
  hold.partySize === state.partySize &&
  (state.resourceId === null ||
    state.resourceId === hold.resourceId ||
    hold.resources.some((resource) => resource.id === state.resourceId));

/**
 * A time is chosen: it is held at once, so that nobody takes it while the visitor types. An earlier hold is let go when the new one stands;
 * the time that is held already only leads back to the details.
 */
export function decideSlot(state: WidgetState, slot: WireSlot): Next {
  const service = findService(state);
  if (!service || state.busy !== null) return ignore(state);
  if (state.hold && isSameTime(state.hold, slot, state))
    return change(state, { step: 'details', notice: null }, { kind: 'focus', target: 'heading' });
  const body = {
    serviceId: service.id,
    partySize: state.partySize,
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
