import { computeStockUses, listUnitClaims, listUnitWishes } from '../availability/extra-stock.ts';
import type { ClaimWish } from '../availability/choose-claims.ts';
import { listWantedClaims } from '../availability/choose-claims.ts';
import { withoutLimits } from '../availability/clear-refused.ts';
import { computeSlots } from '../availability/compute-slots.ts';
import { compileSpoiled } from '../availability/compute-starts-by-resource.ts';
import { findAlternatives } from '../availability/find-alternatives.ts';
import { computeOpenNeeds } from '../availability/open-needs.ts';
import type { Slot } from '../availability/slot.ts';
import { widenClaims } from '../availability/travel.ts';
import type { Booking } from '../booking/booking.ts';
import type { Session } from '../catalog/session.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import type { Customer } from '../order/order.ts';
import { listCustomerUses } from './customer-limits.ts';
import type { Ports } from '../ports/ports.ts';
import { loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts, AvailabilityRequest, LoadedAvailability } from './load-availability.ts';
import type { InTheWay } from './release-holds.ts';
import { withTurns } from './load-turns.ts';
import type { OfferedTime } from './offered-time.ts';
import { computeTimeLimits, isResourceFull } from './time-limits.ts';
import type { TimeLimits } from './time-limits.ts';

/** How far around a lost time alternatives are looked for, and how many are named. */
const ALTERNATIVE_DAYS = 7;
const MAXIMUM_ALTERNATIVES = 6;

/** The start that somebody wants. */
export type WantedTime = Omit<AvailabilityRequest, 'range'> & {
  readonly startsAt: EpochMillis;
  /** When the time was first taken, if it is held already: notice and horizon count from then. */
  readonly heldSince?: EpochMillis;
  /** Whose booking it is to be, as far as that is known. */
  readonly customer?: Customer | null;
};

/**
 * Looks whether a wanted time is offered. Refuses `slot_in_past` and `slot_not_offered` (it would not be there even if nobody had booked).
 * A start that would leave dead time is offered with nobody, and so found to be taken.
 */
export async function findOfferedTime(
  ports: AvailabilityPorts & Pick<Ports, 'customers'>,
  wanted: WantedTime,
): Promise<Outcome<OfferedTime>> {
  const { startsAt, partySize, lastWith } = wanted;
  const now = ports.clock.now();
  if (startsAt <= now) return refuse('slot_in_past', { path: 'startsAt' });
  const loaded = await loadAvailability(ports, { ...wanted, range: { from: startsAt, to: startsAt + DAY } });
  if (!loaded.ok) return loaded;
  const { query, service } = loaded.value;
  const emptied = { busy: [], sessions: query.occupancy.sessions.map((session) => ({ ...session, seatsTaken: 0 })) };
  // The end of the range must not refuse a long appointment; only the start is looked at.
  const range = { from: startsAt, to: startsAt + DAY + service.durationMinutes * MINUTE };
  const asked = { ...query, range, now: wanted.heldSince ?? query.now };
  // Which gaps a start leaves depends on what is booked; that is looked at below.
  const asIfFree = {
    service: { ...service, gaps: 'allowed' as const },
    occupancy: emptied,
    refused: withoutLimits(query.refused),
    ceilings: [],
  };
  const slots = computeSlots({ ...asked, ...asIfFree });
  const slot = slots.find((candidate) => candidate.startsAt === startsAt);
  if (slot === undefined) return refuse('slot_not_offered', { path: 'startsAt' });
  const seated = new Set(slot.sessions.map(({ id }) => id));
  const sessions = query.occupancy.sessions.filter(({ id }) => seated.has(id));
  const resources = sessions.length === 0 ? query.resources : [];
  const { extras = [] } = wanted;
  const own = [...listCustomerUses(ports, service, startsAt, wanted.customer), ...computeStockUses(service, startsAt, extras)];
  const limits = computeTimeLimits({ service, resources, startsAt, own }, loaded.value.counts);
  const spoiled = isPaidLate(wanted) ? new Set<ResourceId>() : compileSpoiled(asked)(startsAt);
  const way =
    sessions.length === 0
      ? ({ kind: 'resources', wish: { ...buildWish(loaded.value, startsAt, { limits, spoiled }), lastWith } } as const)
      : ({ kind: 'sessions', sessions } as const);
  const { country } = loaded.value;
  const units = listUnitWishes(service, startsAt, extras, query.occupancy.busy);
  return accept(await withTurns(ports, { service, startsAt, partySize, limits, way, units, country }, wanted.givenBack?.id));
}

/** Whoever paid too late gets the time he had, also when it leaves a gap by now. */
const isPaidLate = ({ heldSince, givenBack }: WantedTime): boolean => heldSince !== undefined && givenBack === undefined;

/** Names everything that a time could occupy, so that what stands in its way can be found. */
export const describeWay = ({ way, limits, units = [] }: OfferedTime): InTheWay => ({
  claims: [...(way.kind === 'sessions' ? [] : listWantedClaims(way.wish)), ...listUnitClaims(units)],
  sessionIds: way.kind === 'sessions' ? way.sessions.map(({ id }) => id) : [],
  codes: [],
  limits: [...limits.reached],
});

/** What other bookings of the same order take beside it. */
export type Sibling = Pick<Booking, 'claims' | 'sessions' | 'partySize' | 'limits'>;

/** Lists the free slots nearest to a lost one, those out that the other bookings of its order would take. */
export async function listAlternatives(
  ports: AvailabilityPorts,
  wanted: WantedTime,
  siblings: readonly Sibling[] = [],
): Promise<readonly Slot[]> {
  const range = { from: wanted.startsAt - ALTERNATIVE_DAYS * DAY, to: wanted.startsAt + ALTERNATIVE_DAYS * DAY };
  const loaded = await loadAvailability(ports, { ...wanted, range });
  if (!loaded.ok) return [];
  const { query, travel } = loaded.value;
  const claims = siblings.flatMap((sibling) => sibling.claims);
  const seatsOf = (session: Session): number =>
    siblings.reduce((sum, { sessions, partySize }) => (sessions.some(({ id }) => id === session.id) ? sum + partySize : sum), 0);
  const occupancy = {
    busy: [...query.occupancy.busy, ...claims, ...widenClaims(claims, travel)],
    sessions: query.occupancy.sessions.map((session) => ({ ...session, seatsTaken: session.seatsTaken + seatsOf(session) })),
  };
  const slots = computeSlots({ ...query, occupancy }).filter((slot) => slot.startsAt !== wanted.startsAt);
  return findAlternatives(slots, wanted.startsAt, MAXIMUM_ALTERNATIVES);
}

function buildWish(
  { query, service, travel }: LoadedAvailability,
  startsAt: EpochMillis,
  { limits, spoiled }: { readonly limits: TimeLimits; readonly spoiled: ReadonlySet<ResourceId> },
): Omit<ClaimWish, 'excluded'> {
  const open = computeOpenNeeds(query, startsAt).map(
    (ids) => new Set([...ids].filter((id) => !spoiled.has(id) && !isResourceFull(limits, id))),
  );
  return { service, startsAt, occupancy: query.occupancy, resourceId: query.resourceId, open, travel };
}
