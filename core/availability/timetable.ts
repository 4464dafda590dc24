import type { Catalog } from '../catalog/catalog.ts';
import { findLocation } from '../catalog/catalog.ts';
import type { Resource } from '../catalog/resource.ts';
import type { DateRules, DayWindow, HolidayArea, ScheduleException, ScheduleUse, WeeklyHours } from '../catalog/schedule.ts';
import type { Service } from '../catalog/service.ts';
import { countEpochDays } from '../time/civil-date.ts';
import type { LocalDate } from '../time/civil-date.ts';
import { expandRecurrence } from '../time/recurrence.ts';
import type { EpochDays } from '../time/recurrence.ts';
import { sortWindows } from './day-windows.ts';

/** Windows by date, in days after 1970-01-01; an empty list closes the date. */
export type WindowsByDay = ReadonlyMap<number, readonly DayWindow[]>;

/** What rules say about single dates: hours that replace others, the highest rank first, and hours beside them. */
export type DayRules = {
  readonly overrides: WindowsByDay;
  readonly holidays: WindowsByDay;
  readonly recurring: WindowsByDay;
  readonly extras: WindowsByDay;
  readonly recurringExtras: WindowsByDay;
};

const nothing: WindowsByDay = new Map();

/** The rules of whoever says nothing about single dates. */
export const noRules: DayRules = {
  ...{ overrides: nothing, holidays: nothing, recurring: nothing },
  ...{ extras: nothing, recurringExtras: nothing },
};

/** A schedule in use: from and until which date (days after 1970-01-01, both included), with its rules for single dates. */
export type TimetableEntry = {
  readonly first: number;
  readonly last: number;
  readonly weeklyHours: WeeklyHours;
  readonly rules: DayRules;
};

/** The schedules that limit a service, on the clock of its place. */
export type ServiceTimetable = { readonly timeZone: string; readonly entries: readonly TimetableEntry[] };

/** All that says when a resource is open beside its own fields, as plain data for the dates of one question. */
export type Timetable = {
  readonly rules: DayRules;
  readonly entries: readonly TimetableEntry[];
  readonly service: ServiceTimetable | null;
  /** The schedules of the location, on the clock of the service's zone. */
  readonly location?: ServiceTimetable | null;
};

/** A resource with its timetable; without one its own dates and weekly hours count, and no schedule, holiday or recurring exception. */
export type ScheduledResource = Resource & { readonly timetable?: Timetable };

/** The holidays of an area by local date; areas that are missing have none. Keyed by `nameArea`. */
export type HolidayDates = ReadonlyMap<string, readonly LocalDate[]>;

/** Names an area as a key. */
export const nameArea = ({ country, region }: HolidayArea): string => (region === null ? country : `${country}-${region}`);

/** What timetables are made from; rules that recur are expanded over `days` only. */
export type TimetableSource = { readonly catalog: Catalog; readonly holidays: HolidayDates; readonly days: EpochDays };

/** Gives each resource its timetable for a service and the dates of a question. Every schedule's rules are expanded once, however many name it. */
export function buildTimetables(
  source: TimetableSource,
  service: Service,
  resources: readonly Resource[],
): readonly ScheduledResource[] {
  const { schedules = [] } = source.catalog;
  const expanded = new Map(
    listUsedSchedules(source.catalog, service, resources).map((schedule) => [schedule.id, expandRules(schedule, source)]),
  );
  const list = (uses: readonly ScheduleUse[]): readonly TimetableEntry[] =>
    uses.flatMap(({ scheduleId, from, until }) => {
      const schedule = schedules.find(({ id }) => id === scheduleId);
      const rules = expanded.get(scheduleId);
      if (schedule === undefined || rules === undefined) return [];
      const first = from === null ? Number.NEGATIVE_INFINITY : countEpochDays(from);
      const last = until === null ? Number.POSITIVE_INFINITY : countEpochDays(until);
      return [{ first, last, weeklyHours: schedule.weeklyHours, rules }];
    });
  const limit = (uses: readonly ScheduleUse[] = []): ServiceTimetable | null =>
    uses.length === 0 ? null : { timeZone: service.timeZone, entries: list(uses) };
  const limits = { service: limit(service.schedules), location: limit(findLocation(source.catalog, service)?.schedules) };
  return resources.map((resource) => {
    const timetable = { rules: expandRules(resource, source), entries: list(resource.schedules ?? []), ...limits };
    return { ...resource, timetable };
  });
}

/** Lists the schedules that a service and resources name. */
const listUsedSchedules = (catalog: Catalog, service: Service, resources: readonly Resource[]) => {
  const { schedules = [] } = catalog;
  const location = findLocation(catalog, service);
  const named = new Set(
    [service, ...(location === undefined ? [] : [location]), ...resources].flatMap(({ schedules: uses = [] }) =>
      uses.map(({ scheduleId }) => scheduleId),
    ),
  );
  return schedules.filter(({ id }) => named.has(id));
};

/** Lists the areas whose holidays matter to a service and resources, each once. */
export function listHolidayAreas(catalog: Catalog, service: Service, resources: readonly Resource[]): readonly HolidayArea[] {
  const areas = [...listUsedSchedules(catalog, service, resources), ...resources].flatMap(({ holidays = [] }) => holidays);
  return [...new Map(areas.map(({ country, region }) => [nameArea({ country, region }), { country, region }])).values()];
}

/** Expands rules to single dates. Of two rules of one rank that name the same date, the first counts; extra hours add up. */
export function expandRules(
  { exceptions = [], holidays = [] }: DateRules,
  { holidays: known, days }: Pick<TimetableSource, 'holidays' | 'days'>,
): DayRules {
  if (exceptions.length === 0 && holidays.length === 0) return noRules;
  const dated = exceptions.map((exception) => ({ exception, days: listDays(exception, days) }));
  const pick = (kind: ScheduleException['kind'], isExtra: boolean) =>
    dated.filter(({ exception }) => exception.kind === kind && (exception.change === 'extra') === isExtra);
  const read = (found: typeof dated) =>
    found.flatMap(({ exception, days: on }) => on.map((day) => [day, exception.windows] as const));
  const onHolidays = holidays.flatMap(({ windows, ...area }) =>
    (known.get(nameArea(area)) ?? []).map((date) => [countEpochDays(date), windows] as const),
  );
  return {
    overrides: keepFirst(read(pick('dates', false))),
    holidays: keepFirst(onHolidays),
    recurring: keepFirst(read(pick('recurring', false))),
    extras: collect(read(pick('dates', true))),
    recurringExtras: collect(read(pick('recurring', true))),
  };
}

const listDays = (exception: ScheduleException, days: EpochDays): readonly number[] =>
  exception.kind === 'dates' ? exception.dates.map(countEpochDays) : expandRecurrence(exception.rule, exception.startsOn, days);

type DayEntry = readonly [number, readonly DayWindow[]];

const keepFirst = (entries: readonly DayEntry[]): WindowsByDay =>
  new Map(entries.toReversed().map(([day, windows]) => [day, sortWindows(windows)]));

function collect(entries: readonly DayEntry[]): WindowsByDay {
  const byDay = new Map<number, readonly DayWindow[]>();
  for (const [day, windows] of entries) byDay.set(day, [...(byDay.get(day) ?? []), ...windows]);
  return byDay;
}
