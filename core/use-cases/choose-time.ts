import { chooseClaims } from '../availability/choose-claims.ts';
import { computeSlots } from '../availability/compute-slots.ts';
import { findAlternatives } from '../availability/find-alternatives.ts';
import { computeOpenWindows } from '../availability/open-windows.ts';
import type { Slot } from '../availability/slot.ts';
import type { Session } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ResourceId } from '../ids.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, isOverlapping, MINUTE } from '../time/instant.ts';
import { loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts, AvailabilityRequest, LoadedAvailability } from './load-availability.ts';

/** How far around a lost time alternatives are looked for, and how many are named. */
const ALTERNATIVE_DAYS = 7;
const MAXIMUM_ALTERNATIVES = 6;

/** The start that somebody wants. */
export type WantedTime = Omit<AvailabilityRequest, 'range'> & { readonly startsAt: EpochMillis };

/** Chooses what a wanted time occupies from what is loaded; asked again with more excluded resources after a lost race. */
export type TimeChooser = (excluded: ReadonlySet<ResourceId>) => NewTime | null;

/** The ways a wanted time can be taken. */
export type ChosenTime = { readonly service: Service; readonly choose: TimeChooser };

/**
 * Looks whether a wanted time is offered, and how it can be occupied.
 * Refuses `slot_in_past`, `slot_not_offered` (it would not be there even if nobody had booked) and `slot_taken` with the nearest alternatives.
 */
export async function chooseTime(ports: AvailabilityPorts, wanted: WantedTime): Promise<Outcome<ChosenTime>> {
  const { startsAt } = wanted;
  const now = ports.clock.now();
  if (startsAt <= now) return refuse('slot_in_past', { path: 'startsAt' });
  const loaded = await loadAvailability(ports, { ...wanted, range: { from: startsAt, to: startsAt + DAY } });
  if (!loaded.ok) return loaded;
  const { query, service } = loaded.value;
  const emptied = { busy: [], sessions: query.occupancy.sessions.map((session) => ({ ...session, seatsTaken: 0 })) };
  const isOffered = (occupancy: typeof query.occupancy): boolean =>
    // The end of the range must not refuse a long appointment; only the start is looked at.
    computeSlots({ ...query, occupancy, range: { from: startsAt, to: startsAt + DAY + service.durationMinutes * MINUTE } }).some(
      (slot) => slot.startsAt === startsAt,
    );
  if (!isOffered(emptied)) return refuse('slot_not_offered', { path: 'startsAt' });
  if (!isOffered(query.occupancy)) return refuse('slot_taken', { alternatives: await listAlternatives(ports, wanted) });
  return accept({
    service,
    choose: service.kind === 'class' ? chooseSession(loaded.value, startsAt) : chooseResources(loaded.value, startsAt),
  });
}

/** Lists the free slots nearest to a lost one. */
export async function listAlternatives(ports: AvailabilityPorts, wanted: WantedTime): Promise<readonly Slot[]> {
  const range = { from: wanted.startsAt - ALTERNATIVE_DAYS * DAY, to: wanted.startsAt + ALTERNATIVE_DAYS * DAY };
  const loaded = await loadAvailability(ports, { ...wanted, range });
  if (!loaded.ok) return [];
  const slots = computeSlots(loaded.value.query).filter((slot) => slot.startsAt !== wanted.startsAt);
  return findAlternatives(slots, wanted.startsAt, MAXIMUM_ALTERNATIVES);
}

function chooseResources({ query, service }: LoadedAvailability, startsAt: EpochMillis): TimeChooser {
  const endsAt = startsAt + service.durationMinutes * MINUTE;
  const isOpen = (window: { readonly from: number; readonly to: number }): boolean =>
    window.from <= startsAt && endsAt <= window.to;
  const during = { from: startsAt - service.bufferBeforeMinutes * MINUTE, to: endsAt + service.bufferAfterMinutes * MINUTE };
  const closed = new Set(query.closed.filter((time) => isOverlapping(time.during, during)).map((time) => time.resourceId));
  const open = new Set(
    query.resources
      .filter((resource) => computeOpenWindows(resource, { from: startsAt, to: endsAt }).some(isOpen))
      .map((resource) => resource.id)
      .filter((id) => !closed.has(id)),
  );
  return (excluded) => {
    const { occupancy, resourceId } = query;
    const claims = chooseClaims({ service, startsAt, occupancy, resourceId, excluded, open });
    if (claims === null) return null;
    return { startsAt, endsAt, claims, session: null, resourceIds: claims.map((claim) => claim.resourceId) };
  };
}

function chooseSession({ query }: LoadedAvailability, startsAt: EpochMillis): TimeChooser {
  const session: Session | undefined = query.occupancy.sessions.find((candidate) => candidate.startsAt === startsAt);
  return () =>
    session === undefined ? null : { startsAt, endsAt: session.endsAt, claims: [], session, resourceIds: session.resourceIds };
}
