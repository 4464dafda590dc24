import { parseDuration, parseWhole, typeDuration } from '../duration.ts';
import type { TypedDuration } from '../duration.ts';
import { fieldsOf, isFields, listOf, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { formatClock, parseClock, weekdays } from '../hours.ts';
import type { Weekday } from '../hours.ts';

/** Dates from one to another: `YYYY-MM-DD`, or `MM-DD` for every year. An empty end is the same day. */
export type TypedDates = { readonly isYearly: boolean; readonly from: string; readonly to: string };

/** What a price rule, a promotion or a code is for, as its form shows it. What is empty holds always. */
export type TypedScope = {
  readonly isForAll: boolean;
  readonly serviceIds: readonly string[];
  readonly weekdays: readonly Weekday[];
  readonly from: string;
  readonly to: string;
  readonly dates: readonly TypedDates[];
  readonly minimumLead: TypedDuration;
  readonly maximumLead: TypedDuration;
  readonly minimumPeople: string;
  readonly maximumPeople: string;
  readonly maximumSeatsLeft: string;
  readonly maximumSeatsTaken: string;
  readonly resourceIds: readonly string[];
};

const counts = ['minimumPeople', 'maximumPeople', 'maximumSeatsLeft', 'maximumSeatsTaken'] as const;
const leads = ['minimumLead', 'maximumLead'] as const;
const MOST = 100_000;
const DAY_MINUTES = 1_440;

const textsOf = (value: unknown): readonly string[] => listOf(value).filter((text) => typeof text === 'string');
const typeCount = (value: unknown): string => (typeof value === 'number' ? String(value) : '');
const typeLead = (value: unknown): TypedDuration =>
  typeof value === 'number' ? typeDuration(value) : { amount: '', unit: 'days' };

const readDates = (value: unknown): TypedDates => {
  const { from, to } = fieldsOf(value);
  return { isYearly: textOf(from).length === 5, from: textOf(from), to: textOf(to) };
};

/** Reads what something is for. */
export function readScope(record: Fields): TypedScope {
  const when = fieldsOf(record['when']);
  const times = fieldsOf(when['times']);
  const hasTimes = isFields(when['times']);
  const days = listOf(when['weekdays']);
  return {
    isForAll: !Array.isArray(record['serviceIds']),
    serviceIds: textsOf(record['serviceIds']),
    weekdays: weekdays.filter((weekday) => days.includes(Number(weekday))),
    from: hasTimes ? formatClock(numberOf(times['fromMinute'])) : '',
    to: hasTimes ? formatClock(numberOf(times['toMinute'])) : '',
    dates: listOf(when['dates']).map(readDates),
    minimumLead: typeLead(when['minimumLeadMinutes']),
    maximumLead: typeLead(when['maximumLeadMinutes']),
    minimumPeople: typeCount(when['minimumPeople']),
    maximumPeople: typeCount(when['maximumPeople']),
    maximumSeatsLeft: typeCount(when['maximumSeatsLeft']),
    maximumSeatsTaken: typeCount(when['maximumSeatsTaken']),
    resourceIds: textsOf(when['resourceIds']),
  };
}

const isDay = ({ isYearly }: TypedDates, date: string): boolean => {
  const full = isYearly ? `2024-${date}` : date;
  return /^\d{4}-\d{2}-\d{2}$/.test(full) && !Number.isNaN(Date.parse(full)) && new Date(full).toISOString().startsWith(full);
};

const findDatesMistake = (dates: TypedDates): 'date' | 'backwards' | null => {
  const to = dates.to === '' ? dates.from : dates.to;
  if (!isDay(dates, dates.from) || !isDay(dates, to)) return 'date';
  return !dates.isYearly && to < dates.from ? 'backwards' : null;
};

const findTimesMistake = ({ from, to }: TypedScope): 'clock' | null => {
  if (from === '' && to === '') return null;
  return parseClock(from) === null || parseClock(to) === null || (from === to && from !== '00:00') ? 'clock' : null;
};

/** Finds what cannot be read, by the paths that the service uses. */
export function findScopeMistakes(scope: TypedScope): readonly FormMistake[] {
  const wrongTimes = findTimesMistake(scope);
  return [
    ...(scope.isForAll || scope.serviceIds.length > 0 ? [] : [{ field: 'serviceIds', kind: 'services' } as const]),
    ...(wrongTimes === null ? [] : [{ field: 'when.times', kind: wrongTimes }]),
    ...scope.dates.flatMap((dates, index) => {
      const kind = findDatesMistake(dates);
      return kind === null ? [] : [{ field: `when.dates.${index}`, kind }];
    }),
    ...leads.flatMap((lead) =>
      scope[lead].amount.trim() === '' || parseDuration(scope[lead]) !== null
        ? []
        : [{ field: `when.${lead}Minutes`, kind: 'number', from: 0, to: 525_600 } as const],
    ),
    ...counts.flatMap((count) =>
      scope[count].trim() === '' || parseWhole(scope[count], 0, MOST) !== null
        ? []
        : [{ field: `when.${count}`, kind: 'number', from: 0, to: MOST } as const],
    ),
  ];
}

// The end of the day can be typed as midnight only.
const writeTimes = ({ from, to }: TypedScope): Fields | undefined =>
  from === '' && to === '' ? undefined : { fromMinute: parseClock(from), toMinute: parseClock(to) || DAY_MINUTES };

const writeConditions = (scope: TypedScope): Fields => ({
  weekdays: scope.weekdays.length === 0 ? undefined : scope.weekdays.map(Number),
  times: writeTimes(scope),
  dates: scope.dates.length === 0 ? undefined : scope.dates.map(({ from, to }) => ({ from, to: to === '' ? from : to })),
  ...Object.fromEntries(
    leads.map((lead) => [`${lead}Minutes`, scope[lead].amount.trim() === '' ? undefined : parseDuration(scope[lead])]),
  ),
  ...Object.fromEntries(
    counts.map((count) => [count, scope[count].trim() === '' ? undefined : parseWhole(scope[count], 0, MOST)]),
  ),
  resourceIds: scope.resourceIds.length === 0 ? undefined : scope.resourceIds,
});

/** Writes what something is for; undefined is taken out. What the form does not show stays. */
export function writeScope(record: Fields, scope: TypedScope): Fields {
  const kept = record['when'];
  const when = mergeFields(fieldsOf(kept), writeConditions(readScope(record)), writeConditions(scope));
  return {
    serviceIds: scope.isForAll ? null : scope.serviceIds,
    when: Object.keys(when).length === 0 && !isFields(kept) ? undefined : when,
  };
}
