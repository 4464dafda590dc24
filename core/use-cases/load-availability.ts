import { listChosenUnits, listUnitRefused } from '../availability/extra-stock.ts';
import { checkExtras, computeExtraMinutes, lengthen } from '../catalog/extras.ts';
import type { ChosenExtra } from '../catalog/extras.ts';
import { computeMinuteEnd } from '../availability/answer-end.ts';
import { computeCalendarTimes, computeReadingsEnd } from '../availability/calendar-knowledge.ts';
import type { CalendarReading, CalendarTimes } from '../availability/calendar-knowledge.ts';
import type { SlotQuery } from '../availability/compute-slots.ts';
import { isPartyAllowed } from '../availability/compute-slots.ts';
import { coverRuns } from '../availability/course-slots.ts';
import type { Claim } from '../availability/occupancy.ts';
import { widenClaims } from '../availability/travel.ts';
import type { TravelPlan } from '../availability/travel.ts';
import type { Booking } from '../booking/booking.ts';
import { computeShownTime } from '../booking/shown-time.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LastWith } from '../catalog/choice.ts';
import { chooseDuration, listDurations } from '../catalog/choose-duration.ts';
import type { WantedDuration } from '../catalog/choose-duration.ts';
import { MAXIMUM_TRAVEL_MINUTES } from '../catalog/check-location.ts';
import type { PostalPlace } from '../catalog/at-customer.ts';
import { findService, listCalendarIds, listOwners } from '../catalog/catalog.ts';
import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import { computeReachDays } from '../catalog/start-rules.ts';
import type { Session } from '../catalog/session.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ResourceId, ServiceId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { subtractIntervals } from '../time/subtract-intervals.ts';
import type { LimitCount } from '../availability/limit-use.ts';
import { loadLimits } from './load-limits.ts';
import { loadTimetables } from './load-timetables.ts';
import { planTravel } from './plan-travel.ts';
import { resolveVisit } from './resolve-visit.ts';

/** Which times are asked for. */
export type AvailabilityRequest = WantedDuration & {
  readonly serviceId: ServiceId;
  readonly range: Interval;
  readonly partySize: number;
  readonly resourceId: ResourceId | null;
  /** Where the customer is, for a service that takes place there. */
  readonly address?: PostalPlace | undefined;
  /** A booking that gives its time back in the same step: it does not stand in its own way, neither as a claim, nor by its seats, nor as an event in a calendar. */
  readonly givenBack?: GivenBack;
  /** In how many sessions a booking that moves has its seats: whoever has paid for so many gets so many. */
  readonly sessionCount?: number | undefined;
  /** What is to be added to it: it may make it longer, and there may be only so many. */
  readonly extras?: readonly ChosenExtra[] | undefined;
  /** Whom the customer had, the last time first: only what he has shown to be his, or for the owner. */
  readonly lastWith?: LastWith | undefined;
};

/** What a booking that moves occupies until then. */
export type GivenBack = Pick<
  Booking,
  'id' | 'claims' | 'resourceIds' | 'startsAt' | 'endsAt' | 'sessions' | 'partySize' | 'limits'
>;

/** The ports that times are looked up with. */
export type AvailabilityPorts = Pick<
  Ports,
  'catalog' | 'bookings' | 'busyTimes' | 'holidays' | 'clock' | 'travelTimes' | 'postcodePositions'
>;

/** A query with all it needs, and the catalogue it was made from. */
export type LoadedAvailability = {
  readonly query: SlotQuery;
  readonly catalog: Catalog;
  readonly service: Service;
  /** What is counted on the limits of the service and its resources in that range. */
  readonly counts: readonly LimitCount[];
  /** Where it would take place, and how far every other place is; null when that does not matter. */
  readonly travel: TravelPlan | null;
  /** The country of the customer's postcode; null for a service that has its own place. */
  readonly country: string | null;
  /** Until when (exclusive) what was loaded stands if nothing is written: a hold in it ends, or a reading of a calendar becomes too old. */
  readonly standsUntil: EpochMillis;
};

/**
 * Checks a request against the catalogue, and answers the service as it is for the duration that is asked for.
 * Refuses `service_not_found`, `resource_not_offered`, `party_too_large`, `party_too_small`, `duration_not_offered`, `drop_in_not_offered`, `extra_not_offered`.
 */
export function checkRequest(catalog: Catalog, request: Omit<AvailabilityRequest, 'range'>): Outcome<Service> {
  const service = findService(catalog, request.serviceId);
  if (service === undefined) return refuse('service_not_found', { serviceId: request.serviceId });
  const { resourceId, partySize } = request;
  if (resourceId !== null && !service.needs.some((need) => need.visitorMayChoose && need.anyOf.includes(resourceId))) {
    return refuse('resource_not_offered', { resourceId });
  }
  if (isPartyAllowed(service, partySize)) return chooseLength(service, request);
  return partySize > service.maximumPartySize
    ? refuse('party_too_large', { maximumPartySize: service.maximumPartySize })
    : refuse('party_too_small', { minimumPartySize: service.minimumPartySize });
}

/** Chooses the duration, and adds what the extras make longer. A booking that stands keeps its extras, also those that are not offered any more. Refuses `duration_not_offered`, `drop_in_not_offered`, `extra_not_offered`. */
export function chooseLength(
  service: Service,
  request: Pick<AvailabilityRequest, 'extras' | keyof WantedDuration>,
): Outcome<Service> {
  const { extras = [], standing } = request;
  const offered = standing === undefined ? checkExtras(service, extras) : accept(null);
  if (!offered.ok) return offered;
  const chosen = chooseDuration(service, request);
  return chosen.ok ? accept(lengthen(chosen.value, findExtraMinutes(service, extras, standing))) : chosen;
}

/** By how many minutes extras make an appointment longer: those of a booking that stands as they did when it was made. */
export const findExtraMinutes = (
  service: Service,
  extras: readonly ChosenExtra[],
  standing: AvailabilityRequest['standing'],
): number => standing?.extraMinutes ?? computeExtraMinutes(service, extras);

/** Loads all that the slots of a range follow from: one statement per kind of row. */
export async function loadAvailability(
  ports: AvailabilityPorts,
  request: AvailabilityRequest,
): Promise<Outcome<LoadedAvailability>> {
  const catalog = await ports.catalog.loadCatalog();
  const checked = checkRequest(catalog, request);
  if (!checked.ok) return checked;
  const service = checked.value;
  const now = ports.clock.now();
  const { partySize, resourceId, givenBack, extras = [] } = request;
  const visit = await resolveVisit(ports, catalog, service, request.address);
  if (!visit.ok) return visit;
  const travel = await planTravel(ports, catalog, service, visit.value);
  const withPlaces = travel !== null && travel.ways.length > 0;
  // Buffers and the load of the whole local day are looked at too, the longest way where there is one, and what shares a free stretch.
  const margin = (service.gaps === 'avoid' ? 4 : 1) * DAY + (withPlaces ? MAXIMUM_TRAVEL_MINUTES * MINUTE : 0);
  // A stay may end after the range.
  const stay = service.byDay === undefined ? 0 : service.durationMinutes * MINUTE;
  const range = { from: request.range.from - margin, to: request.range.to + stay + margin };
  const hasSeats = service.kind !== 'appointment';
  const resources = await loadTimetables(ports, catalog, service, withHorizon(range, service, now));
  const [{ busy, placed = [], sessions, nextEndsAt }, calendars, limits] = await Promise.all([
    ports.bookings.loadOccupancy({
      // A class occupies its resources by its sessions, which are loaded by service.
      resourceIds: hasSeats ? [] : [...resources.map((resource) => resource.id), ...listChosenUnits(service, extras)],
      serviceId: hasSeats ? service.id : null,
      range: isCountedByRun(catalog, service) ? coverRuns(service, range) : range,
      now,
      withPlaces,
    }),
    // A class was planned ahead: a busy calendar does not cancel its sessions.
    hasSeats ? noTimes : loadCalendarTimes(ports, { catalog, resources, range, now, givenBack }),
    loadLimits(ports, {
      service,
      resources: hasSeats ? [] : resources,
      range: service.gaps === 'avoid' ? range : request.range,
      now,
      givenBack,
      extras,
    }),
  ]);
  const own = givenBack?.claims ?? [];
  const occupancy = {
    busy: [...withoutClaims(busy, own), ...widenClaims(withoutClaims(placed, own), travel), ...calendars.busy],
    sessions: sessions.map((session) => withoutSeats(session, givenBack)),
  };
  const { counts, ceilings } = limits;
  const refused = [...limits.refused, ...listUnitRefused(service, request.range, extras, occupancy.busy)];
  const rules = { closed: calendars.closed, refused, ceilings, shortestMinutes: findShortest(catalog, service) };
  const { sessionCount } = request;
  const query = { service, resources, occupancy, ...rules, now, range: request.range, partySize, resourceId, sessionCount };
  const standsUntil = Math.min(nextEndsAt ?? Number.POSITIVE_INFINITY, calendars.standsUntil, computeMinuteEnd(now));
  return accept({ query, catalog, service, counts, travel, country: visit.value?.country ?? null, standsUntil });
}

/** A course is sold by its runs; whether a single session of one takes place follows from its run too. */
const isCountedByRun = (catalog: Catalog, service: Service): boolean =>
  service.kind === 'course' || (service.minimumToRun !== undefined && findService(catalog, service.id)?.kind === 'course');

/** Working days are looked for from today on. What nobody can book, since it lies beyond, needs no timetables. */
function withHorizon(range: Interval, service: Service, now: EpochMillis): Interval {
  if (service.horizonUnit !== 'working_days') return range;
  const end = now + (computeReachDays(service) + 1) * DAY;
  return range.from > end ? { from: now, to: end } : { from: Math.min(range.from, now), to: Math.max(range.to, end) };
}

/** The shortest of a service's durations, whichever is asked for. */
const findShortest = (catalog: Catalog, service: Service): number =>
  Math.min(...listDurations(findService(catalog, service.id) ?? service).map(({ durationMinutes }) => durationMinutes));

type StandingTimes = CalendarTimes & { readonly standsUntil: EpochMillis };

const noTimes: StandingTimes = { busy: [], closed: [], standsUntil: Number.POSITIVE_INFINITY };

type CalendarQuestion = {
  readonly catalog: Catalog;
  readonly resources: readonly Resource[];
  readonly range: Interval;
  readonly now: EpochMillis;
  readonly givenBack: GivenBack | undefined;
};

async function loadCalendarTimes({ busyTimes }: Pick<Ports, 'busyTimes'>, question: CalendarQuestion): Promise<StandingTimes> {
  const { catalog, resources, range, now, givenBack } = question;
  const calendarIds = listCalendarIds(resources);
  if (calendarIds.length === 0) return noTimes;
  const readings = await busyTimes.loadReadings(calendarIds, range);
  const standing = givenBack === undefined ? readings : withoutEvent(readings, catalog, givenBack);
  return { ...computeCalendarTimes(resources, standing, range, now), standsUntil: computeReadingsEnd(readings, now) };
}

const withoutClaims = (busy: readonly Claim[], own: readonly Claim[]): readonly Claim[] =>
  own.length === 0
    ? busy
    : busy.filter(
        (claim) =>
          !own.some(
            ({ resourceId, during }) =>
              resourceId === claim.resourceId && during.from === claim.during.from && during.to === claim.during.to,
          ),
      );

const withoutSeats = (session: Session, own: GivenBack | undefined): Session =>
  own?.sessions.some(({ id }) => id === session.id) === true
    ? { ...session, seatsTaken: session.seatsTaken - own.partySize }
    : session;

/** Takes the event of a booking out of the calendars that show it. Its buffers are not in it: what the owner has written there stands. */
function withoutEvent(readings: readonly CalendarReading[], catalog: Catalog, booking: GivenBack): readonly CalendarReading[] {
  const calendarIds = listCalendarIds(catalog.resources.filter(({ id }) => booking.resourceIds.includes(id)));
  return readings.map((reading) => {
    if (!calendarIds.includes(reading.calendarId)) return reading;
    const { taken } = computeShownTime(booking, listOwners(catalog.resources, reading.calendarId));
    // An event of several parts does not make the calendar busy.
    return taken.length > 1 ? reading : withoutTimes(reading, taken);
  });
}

const withoutTimes = (reading: CalendarReading, times: readonly Interval[]): CalendarReading => ({
  ...reading,
  busy: subtractIntervals(reading.busy, times),
  ...(reading.firm && { firm: subtractIntervals(reading.firm, times) }),
});
