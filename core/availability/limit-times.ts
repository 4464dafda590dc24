import type { ResourceId } from '../ids.ts';
import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { computeInstant, computeLocalDate } from '../time/time-zone.ts';
import { computePeriodStart, listPeriods, nameLimit } from './limit-use.ts';
import type { LimitCount, Limited, LimitPeriod } from './limit-use.ts';

/** Time in which nothing starts, or nothing with one resource, whatever is free; an appointment from before may reach into it. */
export type Refused = {
  readonly during: Interval;
  /** `limit`: as many bookings start in the period as may. */
  readonly reason: 'limit';
  /** The only resource it is about; absent when it is about all. */
  readonly resourceId?: ResourceId;
};

/** How many more bookings may start in a period that has some. */
export type Ceiling = { readonly during: Interval; readonly left: number };

/** Keys from one to another, both included. */
export type KeyRange = { readonly from: string; readonly to: string };

type Period = { readonly period: LimitPeriod; readonly first: number; readonly last: number; readonly maximum: number };

/** How many days a period has. */
const LENGTH = { day: 1, week: 7 } as const;

/** Lists the keys of a range of starts, for each limit of a service or resource. */
export const listLimitKeys = (limited: Limited, range: Interval): readonly KeyRange[] =>
  listRange(limited, range).map(({ period, first, last }) => ({
    from: nameLimit(limited.id, period, first),
    to: nameLimit(limited.id, period, last),
  }));

/** Lists the periods in a range of starts that have something counted, with how many more they take: 0 when they are full. */
export function listCeilings(limited: Limited, range: Interval, counts: readonly LimitCount[]): readonly Ceiling[] {
  if (counts.length === 0) return [];
  const used = new Map(counts.map((count) => [count.key, count.used]));
  return listRange(limited, range).flatMap(({ period, first, last, maximum }) => {
    const found: Ceiling[] = [];
    for (let day = first; day <= last; day += LENGTH[period]) {
      const count = used.get(nameLimit(limited.id, period, day));
      if (count === undefined) continue;
      const during = { from: startOf(day, limited.timeZone), to: startOf(day + LENGTH[period], limited.timeZone) };
      found.push({ during, left: Math.max(0, maximum - count) });
    }
    return found;
  });
}

function listRange(limited: Limited, range: Interval): readonly Period[] {
  const periods = listPeriods(limited);
  if (periods.length === 0 || range.from >= range.to) return [];
  const [first, last] = [range.from, range.to - 1].map((at) => countEpochDays(computeLocalDate(at, limited.timeZone)));
  if (first === undefined || last === undefined) return [];
  return periods.map(([period, maximum]) => ({
    ...{ period, maximum },
    first: computePeriodStart(period, first),
    last: computePeriodStart(period, last),
  }));
}

const startOf = (epochDay: number, timeZone: string): EpochMillis => computeInstant(buildDate(epochDay), 0, timeZone);
