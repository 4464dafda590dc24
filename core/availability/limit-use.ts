import type { DateLimits, ServiceLimits } from '../catalog/limits.ts';
import { buildDate, countEpochDays, countWeekday } from '../time/civil-date.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeLocalDate } from '../time/time-zone.ts';

/**
 * One count that a booking is part of. The key names what is counted and when: `svc_cut/day/2027-01-14`, `res_anna/week/2027-01-11` (the week's Monday),
 * `svc_cut/customer/2f9c…/month/2027-01` (a customer's digest).
 * A booking is counted only while fewer than `maximum` are; null counts whatever is there (an owner's override).
 */
export type LimitUse = {
  readonly key: string;
  readonly maximum: number | null;
  /** How many it counts for: pieces of an extra. One when missing. */
  readonly quantity?: number | undefined;
};

/** How many bookings a key counts. Those of holds that are over and unpaid are left out. */
export type LimitCount = { readonly key: string; readonly used: number };

/** Whoever bookings are counted of: a service or a resource. */
export type Limited = { readonly id: string; readonly timeZone: string; readonly limits?: DateLimits | undefined };

/** A period that bookings are counted in. */
export type LimitPeriod = 'day' | 'week';

/** Days from 1970-01-01 to the first day of the period that a date lies in. Weeks begin on Monday. */
export const computePeriodStart = (period: LimitPeriod, epochDay: number): number =>
  period === 'day' ? epochDay : epochDay - countWeekday(epochDay) + 1;

/** Names the count of a period that begins on a date, given in days after 1970-01-01. The keys of one period sort like its dates. */
export const nameLimit = (id: string, period: LimitPeriod, epochDay: number): string => `${id}/${period}/${buildDate(epochDay)}`;

/** Lists the periods that have a limit, with it. */
export const listPeriods = ({ limits = {} }: Pick<Limited, 'limits'>): readonly (readonly [LimitPeriod, number])[] =>
  (
    [
      ['day', limits.perDay],
      ['week', limits.perWeek],
    ] as const
  ).flatMap(([period, maximum]) => (maximum === undefined ? [] : [[period, maximum] as const]));

/** Computes what a customer's booking of a service that starts then is counted on as his. He is known by a digest. */
export function computeCustomerUses(
  { id, timeZone, limits }: Omit<Limited, 'limits'> & { readonly limits?: ServiceLimits | undefined },
  digest: string,
  startsAt: EpochMillis,
): readonly LimitUse[] {
  const limit = limits?.perCustomer;
  if (limit === undefined) return [];
  const date = computeLocalDate(startsAt, timeZone);
  const subject = `${id}/customer/${digest}`;
  const { maximum, per } = limit;
  if (per === 'ever') return [{ key: `${subject}/ever`, maximum }];
  if (per === 'month') return [{ key: `${subject}/month/${date.slice(0, 7)}`, maximum }];
  return [{ key: nameLimit(subject, per, computePeriodStart(per, countEpochDays(date))), maximum }];
}

/** Whether something is counted of a customer. */
export const isOfCustomer = ({ key }: Pick<LimitUse, 'key'>): boolean => key.split('/')[1] === 'customer';

/** Computes what a booking that starts then is counted on. */
export function computeLimitUses(limited: Limited, startsAt: EpochMillis): readonly LimitUse[] {
  const periods = listPeriods(limited);
  if (periods.length === 0) return [];
  const epochDay = countEpochDays(computeLocalDate(startsAt, limited.timeZone));
  return periods.map(([period, maximum]) => ({
    key: nameLimit(limited.id, period, computePeriodStart(period, epochDay)),
    maximum,
  }));
}
