import type { LocalDate } from '../time/civil-date.ts';

/** Which starts of a service are offered, beyond its step, notice and number of days; what is absent asks for nothing. */
export type StartRules = {
  /** What `horizonDays` counts: days of 24 hours, or dates after today on which something that the service needs opens. Days when absent. */
  readonly horizonUnit?: 'days' | 'working_days' | undefined;
  /** The first and the last date on which it can be booked at all, on the clock of the service's zone, both included. They narrow the horizon. */
  readonly bookableFrom?: LocalDate | undefined;
  readonly bookableUntil?: LocalDate | undefined;
  /** The only times at which it starts, in minutes after midnight on the clock, instead of the step. */
  readonly startTimes?: readonly number[] | undefined;
  /** Where the steps are counted from: midnight on the clock, or the beginning of each window, in time that passes. The clock when absent. */
  readonly grid?: 'clock' | 'window' | undefined;
  /** Whether starts are offered that leave more time than needed which nobody can book. Allowed when absent. */
  readonly gaps?: 'allowed' | 'avoid' | undefined;
};

/** The most days ahead that anything can be booked. */
export const MAXIMUM_HORIZON_DAYS = 730;

/** Computes how many days ahead a horizon reaches at most: for working days seven times as many and a month, however rarely somebody works. */
export const computeReachDays = ({ horizonDays, horizonUnit }: StartRules & { readonly horizonDays: number }): number =>
  horizonUnit === 'working_days' ? Math.min(MAXIMUM_HORIZON_DAYS, horizonDays * 7 + 31) : horizonDays;
