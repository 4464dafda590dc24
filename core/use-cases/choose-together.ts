import { chooseUnits } from '../availability/extra-stock.ts';
import { chooseClaims, listResourceIds } from '../availability/choose-claims.ts';
import type { LostResource } from '../availability/choose-claims.ts';
import { listBookedSteps } from '../booking/list-booked-steps.ts';
import type { Session } from '../catalog/session.ts';
import { computeEnd } from '../availability/stay.ts';
import type { NewTime } from '../order/decide-reschedule.ts';
import type { OfferedTime } from './offered-time.ts';
import { isOverlapping } from '../time/instant.ts';
import { isServiceFull, listLimitUses } from './time-limits.ts';

/** What each time occupies, in the order they were given; or which of them nothing is left for. */
export type Choice =
  { readonly kind: 'chosen'; readonly times: readonly NewTime[] } | { readonly kind: 'taken'; readonly item: number };

/**
 * Chooses what the bookings of one order occupy, so that none of them takes another's time or seats. Asked again after a lost race, with what
 * turned out to be taken for each of them in `excluded`.
 */
export function chooseTogether(times: readonly OfferedTime[], excluded: readonly (readonly LostResource[])[] = []): Choice {
  const limited = times.findIndex(({ limits }) => isServiceFull(limits));
  if (limited >= 0) return { kind: 'taken', item: limited };
  const appointments = times.flatMap((time, item) =>
    time.way.kind === 'resources' ? [{ item, wish: { ...time.way.wish, excluded: excluded[item] ?? [] } }] : [],
  );
  const chosen = chooseClaims(appointments.map(({ wish }) => wish));
  if (chosen.kind === 'taken') return { kind: 'taken', item: appointments[chosen.wish]?.item ?? 0 };
  const full = findFullSession(times);
  if (full !== null) return { kind: 'taken', item: full };
  const claimsOf = new Map(appointments.map(({ item }, index) => [item, chosen.claims[index] ?? []]));
  const units = chooseAllUnits(times, excluded);
  if ('item' in units) return units;
  const built = times.map((time, item) => buildTime(time, claimsOf.get(item) ?? [], units.claims[item] ?? []));
  return { kind: 'chosen', times: built };
}

/** Finds the first booking that does not fit into its sessions any more, once those before it have their seats. */
function findFullSession(times: readonly OfferedTime[]): number | null {
  const wanted = new Map<string, number>();
  for (const [item, { way, partySize }] of times.entries()) {
    if (way.kind !== 'sessions') continue;
    for (const { id, capacity, seatsTaken } of way.sessions) {
      const seats = (wanted.get(id) ?? 0) + partySize;
      if (seatsTaken + seats > capacity) return item;
      wanted.set(id, seats);
    }
  }
  return null;
}

/** Chooses the pieces of extras for each booking, so that none has those of another. */
function chooseAllUnits(
  times: readonly OfferedTime[],
  excluded: readonly (readonly LostResource[])[],
): { readonly claims: readonly NewTime['claims'][] } | (Choice & { readonly kind: 'taken' }) {
  const claims: NewTime['claims'][] = [];
  for (const [item, { units = [] }] of times.entries()) {
    const before = claims.flat();
    const own = chooseUnits(units, ({ resourceId, during }) => {
      const isLost = excluded[item]?.some((lost) => lost.resourceId === resourceId) === true;
      return isLost || before.some((claim) => claim.resourceId === resourceId && isOverlapping(claim.during, during));
    });
    if (own === null) return { kind: 'taken', item };
    claims.push(own);
  }
  return { claims };
}

function buildTime(
  { service, startsAt, limits: of, way }: OfferedTime,
  claims: NewTime['claims'],
  units: NewTime['claims'],
): NewTime {
  if (way.kind === 'sessions') return { startsAt, limits: of.ofService, ...describeSeats(way.sessions) };
  const endsAt = computeEnd(service, startsAt);
  const resourceIds = listResourceIds(claims);
  const steps = listBookedSteps(service, startsAt);
  return {
    startsAt,
    endsAt,
    claims: [...claims, ...units],
    limits: listLimitUses(of, resourceIds),
    sessions: [],
    steps,
    resourceIds,
  };
}

/** Of several sessions the first is when it begins and ends. */
function describeSeats(sessions: readonly Session[]): Omit<NewTime, 'startsAt' | 'limits'> {
  const [first] = sessions;
  if (first === undefined) throw new TypeError('seats are taken in at least one session');
  const times = sessions.map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt }));
  return { endsAt: first.endsAt, claims: [], sessions: times, steps: [], resourceIds: first.resourceIds };
}
