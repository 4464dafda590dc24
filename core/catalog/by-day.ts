/**
 * A service that is sold by the day or by the night: the visitor picks the first date and how many of them. Wall times of the service's zone.
 *
 * A stay of N days lasts from `fromMinute` of its first date until `toMinute` of its last; one of N nights until `toMinute` of the date N later.
 */
export type ByDay = {
  readonly unit: 'day' | 'night';
  /** Minutes after midnight at which a stay begins, and at which it ends. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** The fewest and the most days or nights of a stay. */
  readonly minimum: number;
  readonly maximum: number;
  /** ISO weekdays (1–7) on which a stay may begin; any when absent. */
  readonly startWeekdays?: readonly number[] | undefined;
  /** Whether dates between the first and the last may be closed; `refused` when absent. */
  readonly closedBetween?: 'refused' | 'allowed' | undefined;
};

/** How many dates a stay's end lies after its first date. */
export const countDatesLater = ({ unit }: ByDay, days: number): number => (unit === 'day' ? days - 1 : days);

/** How many minutes a stay lasts when no clock changes in it. */
export const computeStayMinutes = (byDay: ByDay, days: number): number =>
  countDatesLater(byDay, days) * 1_440 + byDay.toMinute - byDay.fromMinute;
