import { parseDuration } from '../duration.ts';
import type { Fields } from '../fields.ts';
import type { Weekday } from '../hours.ts';
import { readScope } from './scope.ts';
import type { TypedDates } from './scope.ts';

/** One condition of a price, ready to be worded. */
export type Condition =
  /** Each run is one weekday, or the first and the last of several that follow each other. */
  | { readonly kind: 'weekdays'; readonly runs: readonly (readonly Weekday[])[] }
  | { readonly kind: 'times'; readonly from: string; readonly to: string }
  | { readonly kind: 'dates'; readonly dates: readonly TypedDates[] }
  | { readonly kind: 'lead'; readonly side: 'at_least' | 'at_most'; readonly minutes: number }
  | { readonly kind: 'people'; readonly side: 'at_least' | 'at_most' | 'exactly'; readonly count: number }
  | { readonly kind: 'seats_left' | 'seats_taken'; readonly count: number }
  | { readonly kind: 'resources'; readonly ids: readonly string[] };

/** Groups weekdays: three or more that follow each other become their first and their last. */
export function groupWeekdays(days: readonly Weekday[]): readonly (readonly Weekday[])[] {
  const runs = days.reduce<readonly (readonly Weekday[])[]>((found, day) => {
    const run = found.at(-1);
    return run !== undefined && Number(run.at(-1)) + 1 === Number(day)
      ? [...found.slice(0, -1), [...run, day]]
      : [...found, [day]];
  }, []);
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    return run.length < 3 || first === undefined || last === undefined ? run.map((day) => [day]) : [[first, last]];
  });
}

function listPeople(minimum: string, maximum: string): readonly Condition[] {
  if (minimum !== '' && minimum === maximum) return [{ kind: 'people', side: 'exactly', count: Number(minimum) }];
  return [
    ...(minimum === '' ? [] : [{ kind: 'people', side: 'at_least', count: Number(minimum) } as const]),
    ...(maximum === '' ? [] : [{ kind: 'people', side: 'at_most', count: Number(maximum) } as const]),
  ];
}

/** Lists the conditions of a price rule, a promotion or a code, in the order in which they are worded. */
export function listConditions(record: Fields): readonly Condition[] {
  const scope = readScope(record);
  const minutes = { at_least: parseDuration(scope.minimumLead), at_most: parseDuration(scope.maximumLead) };
  return [
    ...(scope.weekdays.length === 0 ? [] : [{ kind: 'weekdays', runs: groupWeekdays(scope.weekdays) } as const]),
    ...(scope.from === '' ? [] : [{ kind: 'times', from: scope.from, to: scope.to } as const]),
    ...(scope.dates.length === 0 ? [] : [{ kind: 'dates', dates: scope.dates } as const]),
    ...(['at_least', 'at_most'] as const).flatMap((side) => {
      const length = minutes[side];
      return length === null ? [] : [{ kind: 'lead', side, minutes: length } as const];
    }),
    ...listPeople(scope.minimumPeople, scope.maximumPeople),
    ...(scope.maximumSeatsLeft === '' ? [] : [{ kind: 'seats_left', count: Number(scope.maximumSeatsLeft) } as const]),
    ...(scope.maximumSeatsTaken === '' ? [] : [{ kind: 'seats_taken', count: Number(scope.maximumSeatsTaken) } as const]),
    ...(scope.resourceIds.length === 0 ? [] : [{ kind: 'resources', ids: scope.resourceIds } as const]),
  ];
}
