import { listRefused } from '../availability/clear-refused.ts';
import { compileOpeningHours } from '../availability/opening-hours.ts';
import type { OpeningHours } from '../availability/opening-hours.ts';
import { listParts } from '../availability/need-parts.ts';
import type { Part } from '../availability/need-parts.ts';
import { isOpenFor } from '../availability/open-for.ts';
import { computeOpenWindows } from '../availability/open-windows.ts';
import { listClosedDates } from '../availability/stay.ts';
import type { SlotQuery } from '../availability/compute-slots.ts';
import type { Claim } from '../availability/occupancy.ts';
import { isFromWindow } from '../availability/start-grid.ts';
import type { GridRules } from '../availability/start-grid.ts';
import type { ScheduledResource } from '../availability/timetable.ts';
import type { Resource } from '../catalog/resource.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, isOverlapping, MINUTE } from '../time/instant.ts';
import { computeLocalDate, computeOffset } from '../time/time-zone.ts';
import type { HeldClaim } from './held-claim.ts';
import type { ResourceObstacle } from './obstacle.ts';

/** Explains what keeps a resource from serving a need of an appointment of a query at a start; nothing when it can. */
export function explainResource(
  query: SlotQuery,
  resource: Resource,
  need: ResourceNeed,
  startsAt: EpochMillis,
  held: readonly HeldClaim[],
): readonly ResourceObstacle[] {
  const hours = compileOpeningHours(resource);
  const parts = listParts(query.service, need, startsAt);
  return [
    ...(query.service.byDay === undefined ? explainGrid(query, resource, hours, startsAt) : []),
    ...parts.flatMap(({ time }) => explainHours(query, resource, hours, time)),
    ...parts.flatMap((part) => explainBusy(query, resource, part, held)),
    ...listRefused(query.refused ?? [], startsAt, resource.id).map(
      ({ during }) => ({ code: 'limit_reached', resourceId: resource.id, during }) as const,
    ),
  ];
}

/** The date that counts for a resource at an instant, on the clock of the zone where it is then. */
function readClock(resource: Resource, { zoneOf }: OpeningHours, at: EpochMillis) {
  const home = countEpochDays(computeLocalDate(at, resource.timeZone));
  // While it travels another clock counts, whose date may be the day before or after.
  const zones = [home, home - 1, home + 1].map(zoneOf);
  const timeZone = zones.find((zone) => zoneOf(countEpochDays(computeLocalDate(at, zone))) === zone) ?? resource.timeZone;
  const date = computeLocalDate(at, timeZone);
  return { timeZone, epochDay: countEpochDays(date) };
}

function explainGrid(
  { service }: SlotQuery,
  resource: Resource,
  hours: OpeningHours,
  startsAt: EpochMillis,
): readonly ResourceObstacle[] {
  const { grid, startTimes, stepMinutes } = service;
  const isOnGrid = isFromWindow(service)
    ? isOnWindowGrid(service, resource, startsAt)
    : isOnClock(service, startsAt + computeOffset(startsAt, readClock(resource, hours, startsAt).timeZone));
  return isOnGrid ? [] : [{ code: 'off_grid', resourceId: resource.id, rules: { grid, startTimes, stepMinutes } }];
}

function isOnClock({ startTimes, stepMinutes }: GridRules, wall: number): boolean {
  const sinceMidnight = wall - Math.floor(wall / DAY) * DAY;
  return startTimes === undefined
    ? sinceMidnight % (stepMinutes * MINUTE) === 0
    : startTimes.some((minute) => minute * MINUTE === sinceMidnight);
}

/** Where no window holds the appointment, that is what is told. */
function isOnWindowGrid({ durationMinutes, stepMinutes }: Service, resource: Resource, startsAt: EpochMillis): boolean {
  const windows = listWindowsAround(resource, { from: startsAt, to: startsAt + durationMinutes * MINUTE });
  return windows.length === 0 || windows.some(({ from }) => (startsAt - from) % (stepMinutes * MINUTE) === 0);
}

function explainHours(
  { service }: SlotQuery,
  resource: ScheduledResource,
  hours: OpeningHours,
  time: Interval,
): readonly ResourceObstacle[] {
  if (isOpenFor(service, resource, time)) return [];
  const { timetable } = resource;
  const alone = timetable === undefined ? resource : { ...resource, timetable: { ...timetable, service: null, location: null } };
  const [closed = readClock(resource, hours, time.from).epochDay] = listClosedDates(service, hours, time.from);
  const rule = isOpenFor(service, alone, time) ? 'service_hours' : hours.ruleOf(closed);
  return [{ code: 'closed', resourceId: resource.id, date: buildDate(closed), windows: hours.windowsOf(closed), rule }];
}

const listWindowsAround = (resource: Resource, { from, to }: Interval): readonly Interval[] =>
  computeOpenWindows(resource, { from, to }).filter((window) => window.from <= from && to <= window.to);

function explainBusy(
  { occupancy, closed }: SlotQuery,
  { id }: Resource,
  { time, occupied }: Part,
  held: readonly HeldClaim[],
): readonly ResourceObstacle[] {
  const meets = <Time extends Claim>(claims: readonly Time[]) =>
    claims.filter(({ resourceId, during }) => resourceId === id && isOverlapping(during, occupied));
  const isUnknown = meets(closed).length > 0;
  return [
    ...meets(occupancy.busy).flatMap(({ during, wayTo }): readonly ResourceObstacle[] => {
      const itself = wayTo ?? during;
      const holder = held.find((claim) => claim.resourceId === id && isSame(claim.during, itself));
      // What stands in the way by itself is told as that, beside the way there and back.
      if (wayTo !== undefined)
        return isOverlapping(wayTo, occupied) ? [] : [{ code: 'travel', resourceId: id, during, by: holder?.by ?? null }];
      const code = isOverlapping(during, time) ? 'busy' : 'buffer';
      return [{ code, resourceId: id, during, by: holder?.by ?? null }];
    }),
    ...(isUnknown ? [{ code: 'calendar_unknown', resourceId: id } as const] : []),
  ];
}

const isSame = (a: Interval, b: Interval): boolean => a.from === b.from && a.to === b.to;
