import { isId } from '../ids.ts';
import { countEpochDays } from '../time/civil-date.ts';
import type { LocalDate } from '../time/civil-date.ts';
import { parseRecurrence } from '../time/recurrence.ts';
import { isLocalDate, isTimeZone } from '../time/time-zone.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';
import type { Resource } from './resource.ts';
import type { DateRules, DayWindow, HolidayRule, Schedule, ScheduleException, ScheduleUse, WeeklyHours } from './schedule.ts';

/** How much a catalogue may hold of each. */
const MAXIMUM = { windows: 24, dates: 2_000, exceptions: 200, recurring: 50, holidays: 20, uses: 50, timeOff: 500, travel: 200 };

/** Checks one schedule; paths begin inside it. */
export const checkSchedule = (schedule: Schedule): Mistakes => [
  ...when(!isId('sch', schedule.id), 'id', 'must look like sch_…'),
  ...when(schedule.name.trim() === '', 'name', 'must not be empty'),
  ...checkWeeklyHours(schedule.weeklyHours),
  ...checkDateRules(schedule),
];

/** Checks everything that says when a resource is open; paths begin inside it. */
export function checkResourceHours(resource: Resource, scheduleIds: ReadonlySet<string>): Mistakes {
  const { timeOff = [], travel = [] } = resource;
  const dates = Object.entries(resource.dateOverrides);
  return [
    ...checkWeeklyHours(resource.weeklyHours),
    ...when(dates.length > MAXIMUM.dates, 'dateOverrides', 'at most 2,000 dates'),
    ...dates.flatMap(([date]) => when(!isLocalDate(date), `dateOverrides.${date}`, 'must be a date YYYY-MM-DD')),
    ...dates.flatMap(([date, windows]) => checkWindows(`dateOverrides.${date}`, windows ?? [])),
    ...checkDateRules(resource, Object.keys(resource.dateOverrides)),
    ...checkUses(resource.schedules ?? [], scheduleIds),
    ...when(timeOff.length > MAXIMUM.timeOff, 'timeOff', `at most ${MAXIMUM.timeOff}`),
    ...timeOff.flatMap((span, index) => checkSpan(`timeOff.${index}`, span)),
    ...when(travel.length > MAXIMUM.travel, 'travel', `at most ${MAXIMUM.travel}`),
    ...travel.flatMap((stay, index) => [
      ...checkSpan(`travel.${index}`, stay),
      ...when(!isTimeZone(stay.timeZone), `travel.${index}.timeZone`, `"${stay.timeZone}" is not an IANA time zone`),
    ]),
    ...findMeeting('travel', travel),
  ];
}

/** Checks which schedules are named, and for which dates. */
export const checkUses = (uses: readonly ScheduleUse[], scheduleIds: ReadonlySet<string>): Mistakes => [
  ...when(uses.length > MAXIMUM.uses, 'schedules', `at most ${MAXIMUM.uses}`),
  ...uses.flatMap((use, index) => [
    ...when(!scheduleIds.has(use.scheduleId), `schedules.${index}.scheduleId`, `"${use.scheduleId}" is not a schedule`),
    ...checkSpan(`schedules.${index}`, use),
  ]),
];

function checkWeeklyHours(weeklyHours: WeeklyHours): Mistakes {
  const days = Object.entries(weeklyHours);
  return [
    ...days.flatMap(([day]) => when(!/^[1-7]$/.test(day), `weeklyHours.${day}`, 'days are "1" (Monday) to "7" (Sunday)')),
    ...days.flatMap(([day, windows]) => checkWindows(`weeklyHours.${day}`, windows ?? [])),
    ...days.flatMap(([day, windows]) => {
      const ends = Math.max(0, ...(windows ?? []).map(({ toMinute }) => toMinute)) - 1_440;
      const next = weeklyHours[String((Number(day) % 7) + 1)] ?? [];
      const isInTheWay = next.some(({ fromMinute }) => fromMinute < ends);
      return when(isInTheWay, `weeklyHours.${day}`, 'reaches into the windows of the next day');
    }),
  ];
}

function checkWindows(path: string, windows: readonly DayWindow[]): Mistakes {
  const sorted = windows.toSorted((a, b) => a.fromMinute - b.fromMinute);
  return [
    ...when(windows.length > MAXIMUM.windows, path, 'at most 24 windows a day'),
    ...windows.flatMap((window, index) => [
      ...when(!isWhole(window.fromMinute, 0, 1439), `${path}.${index}.fromMinute`, 'must be 0 to 1439 minutes after midnight'),
      ...when(
        !isWhole(window.toMinute, 1, 2880),
        `${path}.${index}.toMinute`,
        'must be 1 to 2880 minutes after midnight (above 1440 on the next day)',
      ),
      ...when(window.toMinute <= window.fromMinute, `${path}.${index}`, 'ends before it starts'),
      ...when(
        window.toMinute <= 2_880 && window.toMinute - window.fromMinute > 1_440,
        `${path}.${index}`,
        'is longer than a day',
      ),
    ]),
    ...sorted.flatMap((window, index) =>
      when((sorted[index + 1]?.fromMinute ?? Number.POSITIVE_INFINITY) < window.toMinute, path, 'windows overlap'),
    ),
  ];
}

function checkDateRules({ exceptions = [], holidays = [] }: DateRules, taken: readonly LocalDate[] = []): Mistakes {
  const named = exceptions.flatMap((exception) => (exception.kind === 'dates' ? exception.dates : []));
  return [
    ...when(exceptions.length > MAXIMUM.exceptions, 'exceptions', `at most ${MAXIMUM.exceptions}`),
    ...when(named.length > MAXIMUM.dates, 'exceptions', 'at most 2,000 dates'),
    ...when(
      exceptions.length - countDated(exceptions) > MAXIMUM.recurring,
      'exceptions',
      `at most ${MAXIMUM.recurring} that recur`,
    ),
    ...exceptions.flatMap((exception, index) => prefix(`exceptions.${index}`, checkException(exception))),
    ...findContradictions(exceptions, taken),
    ...when(holidays.length > MAXIMUM.holidays, 'holidays', `at most ${MAXIMUM.holidays}`),
    ...holidays.flatMap((rule, index) => prefix(`holidays.${index}`, checkHolidayRule(rule))),
    ...findDoubled(
      'holidays',
      holidays.map(({ country, region }) => [country, region].join(' ').trim()),
    ),
  ];
}

const countDated = (exceptions: readonly ScheduleException[]): number => exceptions.filter(({ kind }) => kind === 'dates').length;

const checkHolidayRule = ({ country, region, change, windows }: HolidayRule): Mistakes => [
  ...when(!/^[A-Z]{2}$/.test(country), 'country', 'must be the two capital letters of a country'),
  ...when(region !== null && !/^[A-Z0-9]+(-[A-Z0-9]+)?$/i.test(region), 'region', 'must look like BY or LA-NO'),
  ...checkChange(change, windows),
];

function checkException(exception: ScheduleException): Mistakes {
  const changed = checkChange(exception.change, exception.windows);
  if (exception.kind === 'dates') {
    const { dates } = exception;
    return [
      ...when(dates.length === 0, 'dates', 'must name a date'),
      ...dates.flatMap((date, index) => when(!isLocalDate(date), `dates.${index}`, 'must be a date YYYY-MM-DD')),
      ...findDoubled('dates', dates),
      ...changed,
    ];
  }
  if (!isLocalDate(exception.startsOn)) return [...when(true, 'startsOn', 'must be a date YYYY-MM-DD'), ...changed];
  const parsed = parseRecurrence(exception.rule, exception.startsOn);
  return [...(parsed.kind === 'mistake' ? when(true, 'rule', parsed.message) : []), ...changed];
}

const checkChange = (change: ScheduleException['change'], windows: readonly DayWindow[]): Mistakes => [
  ...when(change === 'closed' && windows.length > 0, 'windows', 'what is closed has no windows'),
  ...when(change !== 'closed' && windows.length === 0, 'windows', 'must have a window'),
  ...checkWindows('windows', windows),
];

/** Finds dates for which two exceptions each want to replace the hours. */
function findContradictions(exceptions: readonly ScheduleException[], taken: readonly LocalDate[]): Mistakes {
  const replaced = new Set(taken);
  return exceptions.flatMap((exception, index) => {
    if (exception.kind !== 'dates' || exception.change === 'extra') return [];
    const doubled = exception.dates.find((date) => replaced.has(date));
    for (const date of exception.dates) replaced.add(date);
    return when(doubled !== undefined, `exceptions.${index}.dates`, `the hours of ${doubled ?? ''} are replaced twice`);
  });
}

type Span = { readonly from: LocalDate | null; readonly until: LocalDate | null };

const checkSpan = (path: string, { from, until }: Span): Mistakes => [
  ...when(from !== null && !isLocalDate(from), `${path}.from`, 'must be a date YYYY-MM-DD'),
  ...when(until !== null && !isLocalDate(until), `${path}.until`, 'must be a date YYYY-MM-DD'),
  ...when(from !== null && until !== null && until < from, `${path}.until`, 'ends before it begins'),
];

/** Finds spans of dates that meet the one before them. */
function findMeeting(path: string, spans: readonly { readonly from: LocalDate; readonly until: LocalDate }[]): Mistakes {
  const sorted = spans
    .map((span, index) => ({ ...span, index }))
    .toSorted((a, b) => countEpochDays(a.from) - countEpochDays(b.from));
  return sorted.flatMap(({ from, index }, place) => {
    const before = sorted[place - 1];
    return when(before !== undefined && before.until >= from, `${path}.${index}`, 'overlaps another one');
  });
}
