import type { Resource } from '../catalog/resource.ts';
import type { DayWindow, WeeklyHours } from '../catalog/schedule.ts';
import { countEpochDays, countWeekday } from '../time/civil-date.ts';
import { addWindows, cutWindows, sortWindows } from './day-windows.ts';
import { computeServiceWindows } from './service-hours.ts';
import { expandRules, noRules } from './timetable.ts';
import type { DayRules, ScheduledResource, ServiceTimetable, Timetable, TimetableEntry } from './timetable.ts';

/** What decides the hours of a date: the first of these that says something about it. */
export type HoursRule = 'time_off' | 'override' | 'holiday' | 'exception' | 'schedule' | 'weekly_hours';

/** When one resource is open by local date; compiled once for a question, then asked for many dates. */
export type OpeningHours = {
  /** The IANA zone whose wall clock counts on a date, given in days after 1970-01-01. */
  readonly zoneOf: (epochDay: number) => string;
  /** The windows of a date on that clock, in order; `toMinute` may lie past 1440, on the next day. */
  readonly windowsOf: (epochDay: number) => readonly DayWindow[];
  /** What decides the windows of a date, extra hours and the service's schedules aside. */
  readonly ruleOf: (epochDay: number) => HoursRule;
};

/**
 * Compiles when a resource is open.
 *
 * A date is the resource's local date on the clock that counts for it then: its own zone's, or while it travels that of the zone it is in. Time off closes
 * a date. Else the first of these that says something about it counts, of one rank what is said of the resource itself before its schedule: an override of
 * the date, a holiday, a recurring exception, the schedule that holds on the date, the weekly hours. Extra hours are added, and what the service's schedules
 * leave out is cut off.
 *
 * @see docs/algorithms/availability.md
 */
export function compileOpeningHours(resource: ScheduledResource): OpeningHours {
  const { rules, entries, service, location = null } = resource.timetable ?? nothingResolved(resource);
  const own = withDateOverrides(resource, rules);
  const special = listSpecialDays(own);
  const weekly = compileWeek(resource.weeklyHours);
  const zoneOf = compileZones(resource);
  const isAway = compileSpans(resource.timeOff ?? []);
  const findEntry = compileEntries(entries);
  const limits = [service, location].flatMap((limit) => (limit === null ? [] : [compileLimit(limit)]));
  const windowsOf = (epochDay: number): readonly DayWindow[] => {
    if (isAway(epochDay)) return [];
    const schedule = findEntry(epochDay);
    // Most dates are like any other of their weekday.
    const isSpecial = special.has(epochDay) || schedule?.special.has(epochDay) === true;
    const week = schedule?.week ?? weekly;
    const windows = isSpecial ? decideDay(epochDay, own, schedule?.rules ?? null, week) : week(epochDay);
    if (limits.length === 0 || windows.length === 0) return windows;
    return limits.reduce((left, limit) => cutWindows(left, limit(epochDay, zoneOf(epochDay))), windows);
  };
  const ruleOf = (epochDay: number): HoursRule => {
    if (isAway(epochDay)) return 'time_off';
    const schedule = findEntry(epochDay);
    const isSaid = (rank: keyof DayRules): boolean => own[rank].has(epochDay) || schedule?.rules[rank].has(epochDay) === true;
    if (isSaid('overrides')) return 'override';
    if (isSaid('holidays')) return 'holiday';
    if (isSaid('recurring')) return 'exception';
    return schedule === undefined ? 'weekly_hours' : 'schedule';
  };
  return { zoneOf, windowsOf, ruleOf };
}

/** Lists the dates on which rules say anything. */
const listSpecialDays = (rules: DayRules): ReadonlySet<number> =>
  rules === noRules ? noDays : new Set(ranks.flatMap((rank) => [...rules[rank].keys()]));

const noDays: ReadonlySet<number> = new Set();
const ranks = ['overrides', 'holidays', 'recurring', 'extras', 'recurringExtras'] as const;

/** Decides the windows of one date by rank, before time off and the service's schedules. */
function decideDay(epochDay: number, own: DayRules, schedule: DayRules | null, week: Week): readonly DayWindow[] {
  const ask = (rank: keyof DayRules): readonly DayWindow[] | undefined =>
    own[rank].get(epochDay) ?? schedule?.[rank].get(epochDay);
  const add = (windows: readonly DayWindow[], rank: 'extras' | 'recurringExtras'): readonly DayWindow[] =>
    addWindows(addWindows(windows, own[rank].get(epochDay)), schedule?.[rank].get(epochDay));
  const special = ask('overrides') ?? ask('holidays');
  const windows = special ?? add(ask('recurring') ?? week(epochDay), 'recurringExtras');
  return add(windows, 'extras');
}

type Week = (epochDay: number) => readonly DayWindow[];

function compileWeek(weeklyHours: WeeklyHours): Week {
  const byWeekday = WEEKDAYS.map((weekday) => sortWindows(weeklyHours[weekday] ?? closed));
  return (epochDay) => byWeekday[countWeekday(epochDay) - 1] ?? closed;
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const closed: readonly DayWindow[] = [];

const compileEntry = ({ first, last, weeklyHours, rules }: TimetableEntry) => ({
  ...{ first, last, rules },
  special: listSpecialDays(rules),
  week: compileWeek(weeklyHours),
});

type Entry = ReturnType<typeof compileEntry>;

/** Compiles the question which schedule holds on a date: the first that does. */
function compileEntries(entries: readonly TimetableEntry[]): (epochDay: number) => Entry | undefined {
  if (entries.length === 0) return () => undefined;
  const compiled = entries.map(compileEntry);
  return (epochDay) => compiled.find(({ first, last }) => epochDay >= first && epochDay <= last);
}

/** A service or a location is open as one of its schedules says; on a date on which none of them holds it is closed. */
function compileLimit(service: ServiceTimetable): (epochDay: number, clockZone: string) => readonly DayWindow[] {
  const findEntry = compileEntries(service.entries);
  const windowsOf = (epochDay: number): readonly DayWindow[] => {
    const schedule = findEntry(epochDay);
    return schedule === undefined ? [] : decideDay(epochDay, schedule.rules, null, schedule.week);
  };
  return (epochDay, clockZone) => computeServiceWindows(service, windowsOf, epochDay, clockZone);
}

type Span = { readonly from: string; readonly until: string };

function compileSpans(spans: readonly Span[]): (epochDay: number) => boolean {
  if (spans.length === 0) return () => false;
  const days = spans.map(({ from, until }) => ({ first: countEpochDays(from), last: countEpochDays(until) }));
  return (epochDay) => days.some(({ first, last }) => epochDay >= first && epochDay <= last);
}

function compileZones({ timeZone, travel = [] }: Resource): (epochDay: number) => string {
  if (travel.length === 0) return () => timeZone;
  const stays = travel.map((stay) => ({
    zone: stay.timeZone,
    first: countEpochDays(stay.from),
    last: countEpochDays(stay.until),
  }));
  return (epochDay) => stays.find(({ first, last }) => epochDay >= first && epochDay <= last)?.zone ?? timeZone;
}

function withDateOverrides({ dateOverrides }: Resource, rules: DayRules): DayRules {
  const dates = Object.entries(dateOverrides);
  if (dates.length === 0) return rules;
  const dated = dates.map(([date, windows]) => [countEpochDays(date), sortWindows(windows ?? closed)] as const);
  return { ...rules, overrides: new Map([...rules.overrides, ...dated]) };
}

/** What is known of a resource without its catalogue: the dates that are named. Nothing recurs over no dates. */
const nothingResolved = (resource: Resource): Timetable => ({
  rules: expandRules(resource, { holidays: new Map(), days: { first: 0, last: -1 } }),
  entries: [],
  service: null,
});
