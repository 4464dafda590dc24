import { Temporal } from 'temporal-polyfill';
import type { CatalogDocument } from '../../../core/catalog/catalog.ts';
import type { Resource } from '../../../core/catalog/resource.ts';
import type { ResourceNeed, Service } from '../../../core/catalog/service.ts';
import type { BookingId, ResourceId, ServiceId } from '../../../core/ids.ts';

// The oracle knows nothing of the code it judges: it asks every start by the plain words of the rules, and Temporal for every wall clock.

const MINUTE = 60_000;

type Span = { readonly from: number; readonly to: number };
/** Where somebody is: two customers are two places, also in one zone. */
export type Place = { readonly locationId: string | null; readonly zoneId: string | null };
export type Visit = Span & { readonly resourceId: ResourceId; readonly place: Place | null };
/** A booking that stands, with all that it takes. */
export type Standing = {
  readonly id: BookingId;
  readonly serviceId: ServiceId;
  readonly startsAt: number;
  readonly email: string;
  readonly visits: readonly Visit[];
};
export type Question = {
  readonly document: CatalogDocument;
  readonly service: Service;
  readonly standing: readonly Standing[];
  readonly now: number;
  /** Starts lie in it, and appointments end in it. */
  readonly range: Span;
  readonly days: number;
  readonly postcode: string;
  readonly resourceId: ResourceId | null;
};
export type Offer = { readonly startsAt: number; readonly resourceIds: readonly ResourceId[]; readonly remaining: number };

const zoned = (at: number, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

type Wall = { readonly minute: number; readonly weekday: number; readonly date: string; readonly monday: string };
const walls = new Map<string, Wall>();

/** The wall clock at an instant; remembered, since it is asked for again and again. */
function readWall(at: number, timeZone: string): Wall {
  const key = `${timeZone} ${at}`;
  const known = walls.get(key);
  if (known !== undefined) return known;
  const shown = zoned(at, timeZone);
  const date = shown.toPlainDate();
  const wall = {
    ...{ minute: shown.hour * 60 + shown.minute, weekday: shown.dayOfWeek, date: date.toString() },
    monday: date.subtract({ days: shown.dayOfWeek - 1 }).toString(),
  };
  walls.set(key, wall);
  return wall;
}

/** The date that a clock shows. */
export const readDate = (at: number, timeZone: string): string => readWall(at, timeZone).date;

/** The zone that a postcode of the scenes lies in; undefined where nobody comes to. */
const findZone = ({ travel }: CatalogDocument, postcode: string): string | null | undefined => {
  if (!postcode.startsWith('1')) return undefined;
  return travel?.zones.find((zone) => zone.postcodes?.some(({ from }) => postcode.startsWith(from)))?.id ?? null;
};

/** Where a booking takes place; null when that is nowhere that one could travel to, undefined when nobody comes there. */
export function findPlace({
  document,
  service,
  postcode,
}: Pick<Question, 'document' | 'service' | 'postcode'>): Place | null | undefined {
  if (service.atCustomer !== undefined && service.atCustomer !== null) {
    const zoneId = findZone(document, postcode);
    return zoneId === undefined ? undefined : { locationId: null, zoneId };
  }
  const location = document.locations?.find(({ id }) => id === service.locationId);
  return location === undefined ? null : { locationId: location.id, zoneId: location.travelZoneId ?? null };
}

/** How long somebody is on his way. */
export function countWay({ travel }: CatalogDocument, from: Place | null, to: Place | null): number {
  if (from === null || to === null || travel === null || travel === undefined) return 0;
  if (from.locationId !== null && from.locationId === to.locationId) return 0;
  if (from.zoneId === null || to.zoneId === null) return travel.otherwiseMinutes;
  if (from.zoneId === to.zoneId) return travel.zones.find(({ id }) => id === from.zoneId)?.minutesWithin ?? 0;
  const there = travel.minutes.find((way) => way.from === from.zoneId && way.to === to.zoneId);
  const back = travel.minutes.find((way) => way.from === to.zoneId && way.to === from.zoneId);
  return (there ?? back)?.minutes ?? travel.otherwiseMinutes;
}

/** Whether one person can make both visits. */
export function canDoBoth(document: CatalogDocument, one: Visit, other: Visit): boolean {
  if (one.from < other.to && other.from < one.to) return false;
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return first.to + countWay(document, first.place, second.place) * MINUTE <= second.from;
}

/** The end of a booking: a stay ends by the wall clock of a later date. */
export function findEnd({ timeZone, byDay, durationMinutes }: Service, startsAt: number, days: number): number {
  if (byDay === undefined) return startsAt + durationMinutes * MINUTE;
  const date = zoned(startsAt, timeZone)
    .toPlainDate()
    .add({ days: byDay.unit === 'day' ? days - 1 : days });
  return date.toPlainDateTime().add({ minutes: byDay.toMinute }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** When a need works in a booking, and what is kept free with it. */
export function listParts(
  service: Service,
  need: ResourceNeed,
  startsAt: number,
  days: number,
): readonly { readonly work: Span; readonly taken: Span }[] {
  const endsAt = findEnd(service, startsAt, days);
  const worked: { from: number; to: number }[] = [];
  if (service.steps === undefined || need.steps === undefined) worked.push({ from: startsAt, to: endsAt });
  else {
    let at = startsAt;
    for (const [index, { durationMinutes }] of service.steps.entries()) {
      const to = at + durationMinutes * MINUTE;
      const last = worked.at(-1);
      if (need.steps.includes(index) && last?.to === at) last.to = to;
      else if (need.steps.includes(index)) worked.push({ from: at, to });
      at = to;
    }
  }
  return worked.map(({ from, to }) => ({
    work: { from, to },
    taken: {
      from: from === startsAt ? from - service.bufferBeforeMinutes * MINUTE : from,
      to: to === endsAt ? to + service.bufferAfterMinutes * MINUTE : to,
    },
  }));
}

const edges = new Map<string, number>();

/** The edge of a window: a time that the clock skips is as much later as it skips. */
function findEdge(date: string, minute: number, timeZone: string): number {
  const key = `${timeZone} ${date} ${minute}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const edge = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes: minute }).toZonedDateTime(timeZone).epochMilliseconds;
  edges.set(key, edge);
  return edge;
}

/** Whether a time lies in one window of its date. */
function isOpen({ weeklyHours, timeZone }: Resource, { from, to }: Span): boolean {
  const { date, weekday } = readWall(from, timeZone);
  return (weeklyHours[String(weekday)] ?? []).some(
    ({ fromMinute, toMinute }) => findEdge(date, fromMinute, timeZone) <= from && to <= findEdge(date, toMinute, timeZone),
  );
}

/** Whether a resource has hours on the dates of a stay that matter. */
function isOpenForStay({ byDay, timeZone }: Service, { weeklyHours }: Resource, startsAt: number, days: number): boolean {
  const first = zoned(startsAt, timeZone).toPlainDate();
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }));
  const asked = byDay?.closedBetween === 'allowed' ? [dates[0], dates.at(-1)] : dates;
  return asked.every((date) => date !== undefined && (weeklyHours[String(date.dayOfWeek)] ?? []).length > 0);
}

type Periods = { readonly perDay?: number | undefined; readonly perWeek?: number | undefined };

/** How many more a date and its week take, of those that are counted. */
function countLeft(limits: Periods | undefined, timeZone: string, startsAt: number, counted: readonly Standing[]): number {
  const { date, monday } = readWall(startsAt, timeZone);
  const onDate = counted.filter((one) => readWall(one.startsAt, timeZone).date === date).length;
  const inWeek = counted.filter((one) => readWall(one.startsAt, timeZone).monday === monday).length;
  return Math.min((limits?.perDay ?? Infinity) - onDate, (limits?.perWeek ?? Infinity) - inWeek);
}

function isFree(question: Question, need: ResourceNeed, resource: Resource, startsAt: number, place: Place | null): boolean {
  const { document, service, standing, days } = question;
  const parts = listParts(service, need, startsAt, days);
  const isStay = service.byDay !== undefined;
  const isThere = isStay
    ? isOpenForStay(service, resource, startsAt, days)
    : isOnGrid(service, resource, startsAt) && parts.every(({ work }) => isOpen(resource, work));
  if (!isThere) return false;
  const own = standing.filter(({ visits }) => visits.some(({ resourceId }) => resourceId === resource.id));
  if (countLeft(resource.limits, resource.timeZone, startsAt, own) < 1) return false;
  const others = standing.flatMap(({ visits }) => visits).filter(({ resourceId }) => resourceId === resource.id);
  return parts.every(({ taken }) =>
    others.every((other) =>
      canDoBoth(document, { ...taken, resourceId: resource.id, place: resource.kind === 'staff' ? place : null }, other),
    ),
  );
}

/** Whether a start lies where one may begin at all. */
function isBookable({ service, now, range, days }: Question, startsAt: number): boolean {
  const { timeZone, byDay } = service;
  const { minute, weekday } = readWall(startsAt, timeZone);
  if (startsAt < now + service.minimumNoticeMinutes * MINUTE) return false;
  if (byDay !== undefined) return minute === byDay.fromMinute && byDay.startWeekdays?.includes(weekday) !== false;
  return findEnd(service, startsAt, days) <= range.to;
}

/** Whether an appointment may start then on somebody's own clock. */
function isOnGrid({ startTimes, stepMinutes }: Service, { timeZone }: Resource, startsAt: number): boolean {
  const { minute } = readWall(startsAt, timeZone);
  return startTimes === undefined ? minute % stepMinutes === 0 : startTimes.includes(minute);
}

/** Lists what should be offered. */
export function expectOffers(question: Question): readonly Offer[] {
  const { document, service, range } = question;
  const place = findPlace(question);
  if (place === undefined) return [];
  const offers: Offer[] = [];
  for (let startsAt = range.from; startsAt < range.to; startsAt += 15 * MINUTE) {
    if (!isBookable(question, startsAt)) continue;
    const offer = lookAt({ ...question, document }, startsAt, place);
    if (offer.remaining > 0) offers.push(offer);
  }
  return offers;

  function lookAt(asked: Question, startsAt: number, at: Place | null): Offer {
    const free = service.needs.map((need) =>
      document.resources.filter(
        (resource) =>
          need.anyOf.includes(resource.id) &&
          (!need.visitorMayChoose || asked.resourceId === null || asked.resourceId === resource.id) &&
          isFree(asked, need, resource, startsAt, at),
      ),
    );
    const times = service.needs.map((need, index) =>
      Math.floor((free[index]?.length ?? 0) / (need.quantity === 'all' ? need.anyOf.length : (need.quantity ?? 1))),
    );
    const counted = asked.standing.filter(({ serviceId }) => serviceId === service.id);
    const remaining = Math.min(...times, countLeft(service.limits, service.timeZone, startsAt, counted));
    const chosen = service.needs.findIndex(({ visitorMayChoose }) => visitorMayChoose);
    return { startsAt, resourceIds: (free[chosen] ?? []).map(({ id }) => id), remaining };
  }
}

/** Whether a customer may have one more. */
export function mayHaveOneMore(
  { service, standing }: Pick<Question, 'service' | 'standing'>,
  email: string,
  startsAt: number,
): boolean {
  const limit = service.limits?.perCustomer;
  if (limit === undefined) return true;
  const name = (at: number): string => {
    const { date, monday } = readWall(at, service.timeZone);
    return { day: date, week: monday, month: date.slice(0, 7), ever: '' }[limit.per];
  };
  const own = standing.filter(
    (one) => one.serviceId === service.id && one.email === email && name(one.startsAt) === name(startsAt),
  );
  return own.length < limit.maximum;
}
