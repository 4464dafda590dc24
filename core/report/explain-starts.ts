import { computeQuantity } from '../catalog/compute-quantity.ts';
import { computeBookableRange } from '../availability/bookable-range.ts';
import { listRefused } from '../availability/clear-refused.ts';
import { computeSlots } from '../availability/compute-slots.ts';
import { compileSpoiled } from '../availability/compute-starts-by-resource.ts';
import type { SlotQuery } from '../availability/compute-slots.ts';
import { listStayStarts } from '../availability/stay.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import { computeInstant, computeLocalDate } from '../time/time-zone.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { explainResource } from './explain-resource.ts';
import { explainDecision } from './explain-decision.ts';
import { explainRun } from './explain-run.ts';
import type { HeldClaim } from './held-claim.ts';
import type { ExplainedStarts, Obstacle, ResourceObstacle } from './obstacle.ts';

/**
 * Explains for starts, given in order, whether `computeSlots` offers them, and if not, all that stands in the way; starts in a row with the same reasons are told once.
 *
 * Give a query for a party that the service takes, whose range holds the starts and the ends of their appointments, and what made the claims of its resources.
 *
 * @see docs/algorithms/availability.md
 */
export function explainStarts(
  query: SlotQuery,
  starts: readonly EpochMillis[],
  held: readonly HeldClaim[],
): readonly ExplainedStarts[] {
  const offered = new Set(computeSlots(query).map(({ startsAt }) => startsAt));
  const spoiledAt = compileSpoiled(query);
  const explained: ExplainedStarts[] = [];
  let latest = '';
  for (const at of starts) {
    const obstacles = offered.has(at) ? [] : explainStart(query, at, held, spoiledAt);
    const reason = JSON.stringify(obstacles);
    const row = explained.at(-1);
    if (row === undefined || reason !== latest)
      explained.push({ from: at, to: at, count: 1, offered: offered.has(at), obstacles });
    else explained[explained.length - 1] = { ...row, to: at, count: row.count + 1 };
    latest = reason;
  }
  return explained;
}

/** Explains all that stands in the way of a start; nothing when nothing does. */
export function explainStart(
  query: SlotQuery,
  startsAt: EpochMillis,
  held: readonly HeldClaim[],
  spoiledAt = compileSpoiled(query),
): readonly Obstacle[] {
  const explainKind = {
    appointment: () => [
      ...explainStay(query.service, startsAt),
      ...query.service.needs.flatMap((need) => explainNeed(query, need, { startsAt, spoiled: spoiledAt(startsAt) }, held)),
    ],
    class: () => explainSession(query, startsAt),
    course: () => explainRun(query, startsAt),
  };
  return [...explainMoment(query, startsAt), ...explainKind[query.service.kind]()];
}

function explainMoment({ service, resources, now, refused = [] }: SlotQuery, startsAt: EpochMillis): readonly Obstacle[] {
  const bounds = computeBookableRange(service, now, resources);
  return [
    ...(startsAt < now ? [{ code: 'past' } as const] : []),
    ...(startsAt >= now && startsAt < bounds.from ? [{ code: 'too_soon', bookableFrom: bounds.from } as const] : []),
    ...(startsAt >= bounds.to ? [{ code: 'too_far', bookableUntil: bounds.to } as const] : []),
    ...listRefused(refused, startsAt, null).map(({ during }) => ({ code: 'limit_reached', during }) as const),
  ];
}

function explainStay(service: Service, startsAt: EpochMillis): readonly Obstacle[] {
  const { byDay } = service;
  if (byDay === undefined || listStayStarts(service, { from: startsAt, to: startsAt + 1 }).length > 0) return [];
  return [{ code: 'no_stay', fromMinute: byDay.fromMinute, startWeekdays: byDay.startWeekdays ?? null }];
}

function explainSession(
  { service, occupancy, partySize, resourceId, now }: SlotQuery,
  startsAt: EpochMillis,
): readonly Obstacle[] {
  const planned = occupancy.sessions.filter((session) => session.serviceId === service.id && session.startsAt === startsAt);
  const outs = explainDecision(planned, now);
  if (outs.length > 0) return outs;
  const sessions = planned.filter(({ resourceIds }) => resourceId === null || resourceIds.includes(resourceId));
  if (sessions.length === 0) return [{ code: 'no_session' }];
  const full = sessions.filter(({ capacity, seatsTaken }) => capacity - seatsTaken < partySize);
  if (full.length < sessions.length) return [];
  return full.map(({ capacity, seatsTaken }) => ({ code: 'session_full', seatsLeft: capacity - seatsTaken, capacity }));
}

function explainNeed(
  query: SlotQuery,
  need: ResourceNeed,
  { startsAt, spoiled }: { readonly startsAt: EpochMillis; readonly spoiled: ReadonlySet<ResourceId> },
  held: readonly HeldClaim[],
): readonly Obstacle[] {
  const { name, anyOf, visitorMayChoose } = need;
  const resources: ResourceObstacle[] = [];
  let free = 0;
  for (const id of anyOf) {
    const resource = query.resources.find((candidate) => candidate.id === id);
    const isChosen = !visitorMayChoose || query.resourceId === null || query.resourceId === id;
    const found: readonly ResourceObstacle[] =
      resource === undefined || !isChosen
        ? [{ code: 'not_chosen', resourceId: id }]
        : spoiled.has(id)
          ? [{ code: 'leaves_gap', resourceId: id }]
          : explainResource(query, resource, need, startsAt, held);
    free += found.length === 0 ? 1 : 0;
    resources.push(...found);
  }
  return free >= computeQuantity(need) ? [] : [{ code: 'nobody_free', need: name, resources }];
}

/** Lists the starts to explain on a date: all that its step would have between two instants on a clock, for a stay the one of the date, for a class its sessions; and those that are offered. */
export function listStartsToExplain(query: SlotQuery, midnight: EpochMillis, nextMidnight: EpochMillis): readonly EpochMillis[] {
  const offered = computeSlots(query).map(({ startsAt }) => startsAt);
  return [...new Set([...listPlanned(query, midnight, nextMidnight), ...offered])]
    .filter((at) => at >= midnight && at < nextMidnight)
    .toSorted((a, b) => a - b);
}

function listPlanned(
  { service, occupancy }: SlotQuery,
  midnight: EpochMillis,
  nextMidnight: EpochMillis,
): readonly EpochMillis[] {
  const { byDay, timeZone, stepMinutes } = service;
  if (service.kind !== 'appointment')
    return occupancy.sessions.filter(({ serviceId }) => serviceId === service.id).map(({ startsAt }) => startsAt);
  if (byDay !== undefined)
    return [midnight, nextMidnight - 1].map((at) => computeInstant(computeLocalDate(at, timeZone), byDay.fromMinute, timeZone));
  const step = stepMinutes * MINUTE;
  return Array.from({ length: Math.ceil((nextMidnight - midnight) / step) }, (_, index) => midnight + index * step);
}
