import type { PriceConditions, PriceScope } from '../catalog/prices/price-conditions.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import { buildDate, countWeekday } from '../time/civil-date.ts';
import type { LocalDate } from '../time/civil-date.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { computeOffset } from '../time/time-zone.ts';

/** What is known of a start, on the clock of its zone. */
type StartFacts = {
  readonly epochDay: number;
  readonly date: LocalDate;
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly leadMinutes: number;
};

/** What conditions are about. Whatever is null is not known. */
export type PriceFacts = {
  readonly start: StartFacts | null;
  readonly people: number;
  readonly seats: Seats | null;
  readonly resourceId: ResourceId | null;
};

/** The seats of a session, and how many of them others have. */
export type Seats = { readonly capacity: number; readonly taken: number };

/** What a condition is named by; `services` and `currency` are conditions that scope and amounts make. */
export type ConditionName = keyof PriceConditions | 'services' | 'currency' | 'validity';

/** Collects what is known of a start. */
export function collectStartFacts(startsAt: EpochMillis | null, timeZone: string, now: EpochMillis): StartFacts | null {
  if (startsAt === null) return null;
  const wall = startsAt + computeOffset(startsAt, timeZone);
  const epochDay = Math.floor(wall / DAY);
  const minuteOfDay = Math.floor((wall - epochDay * DAY) / MINUTE);
  return { ...describeDay(epochDay), minuteOfDay, leadMinutes: (startsAt - now) / MINUTE };
}

const describeDay = (epochDay: number) => ({ epochDay, date: buildDate(epochDay), weekday: countWeekday(epochDay) });

/** The facts of a later night of a stay: its date is its own, the rest that of the whole. */
export const moveFacts = (facts: PriceFacts, days: number): PriceFacts =>
  days === 0 || facts.start === null
    ? facts
    : { ...facts, start: { ...facts.start, ...describeDay(facts.start.epochDay + days) } };

/** Finds the first condition that does not hold; null when all do. */
export function findUnmet({ serviceIds, when }: PriceScope, service: Service, facts: PriceFacts): ConditionName | null {
  if (serviceIds !== null && !serviceIds.includes(service.id)) return 'services';
  return when === undefined ? null : findUnmetCondition(when, facts);
}

function findUnmetCondition(when: PriceConditions, { start, people, seats, resourceId }: PriceFacts): ConditionName | null {
  const { minimumPeople, maximumPeople, maximumSeatsLeft, maximumSeatsTaken, resourceIds } = when;
  if (minimumPeople !== undefined && people < minimumPeople) return 'minimumPeople';
  if (maximumPeople !== undefined && people > maximumPeople) return 'maximumPeople';
  if (maximumSeatsLeft !== undefined && !(seats !== null && seats.capacity - seats.taken <= maximumSeatsLeft))
    return 'maximumSeatsLeft';
  if (maximumSeatsTaken !== undefined && !(seats !== null && seats.taken <= maximumSeatsTaken)) return 'maximumSeatsTaken';
  if (resourceIds !== undefined && !(resourceId !== null && resourceIds.includes(resourceId))) return 'resourceIds';
  return findUnmetStart(when, start);
}

function findUnmetStart(when: PriceConditions, start: StartFacts | null): ConditionName | null {
  const { weekdays, times, dates, minimumLeadMinutes, maximumLeadMinutes } = when;
  if (weekdays !== undefined && !(start !== null && weekdays.includes(start.weekday))) return 'weekdays';
  if (times !== undefined && !(start !== null && isWithin(start.minuteOfDay, times.fromMinute, times.toMinute))) return 'times';
  if (dates !== undefined && !(start !== null && isInDates(dates, start.date))) return 'dates';
  if (minimumLeadMinutes !== undefined && !(start !== null && start.leadMinutes >= minimumLeadMinutes))
    return 'minimumLeadMinutes';
  if (maximumLeadMinutes !== undefined && !(start !== null && start.leadMinutes <= maximumLeadMinutes))
    return 'maximumLeadMinutes';
  return null;
}

const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

function isInDates(dates: NonNullable<PriceConditions['dates']>, date: LocalDate): boolean {
  return dates.some(({ from, to }) => {
    if (from.length === date.length) return from <= date && date <= to;
    const dayOfYear = date.slice(5);
    return from <= to ? from <= dayOfYear && dayOfYear <= to : from <= dayOfYear || dayOfYear <= to;
  });
}
