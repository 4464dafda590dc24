import type { CalendarReading } from '../availability/calendar-knowledge.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';

/** How the reading of a calendar stands. */
export type CalendarStatus = {
  readonly calendarId: string;
  /** When the last reading that succeeded began; null when none did. */
  readonly readAt: EpochMillis | null;
  /** Why the last try failed; null when it did not. */
  readonly errorCode: string | null;
  /** How many tries have failed since the last reading. */
  readonly failures: number;
  readonly nextReadAt: EpochMillis;
};

/** A calendar that its worker shall read now; `leasedUntil` is given back with what came of it. */
export type LeasedCalendar = {
  readonly calendarId: string;
  readonly failures: number;
  readonly leasedUntil: EpochMillis;
};

/** When a calendar is read again, unless somebody has asked for it sooner since it was leased. */
type Again = { readonly leasedUntil: EpochMillis; readonly nextReadAt: EpochMillis };

/**
 * Keeps what was last read of one tenant's calendars, and when each is read next. An instance cannot see another tenant.
 *
 * Promises: an older reading never replaces a newer one, and a failure never hides a reading that began later; a calendar is leased to one
 * worker at a time. An instant that lies more than `MAXIMUM_CLOCK_LEAD` ahead was written by a clock that was wrong, and holds nothing up. Checked by tests/conformance/busy-time-store.suite.ts.
 */
export type BusyTimeStore = {
  /** Loads the last readings of these calendars, their busy times cut to a range. One that was never read is missing. */
  readonly loadReadings: (calendarIds: readonly string[], range: Interval) => Promise<readonly CalendarReading[]>;
  /** Loads how these calendars stand, by id. One that nobody has tried to read yet is missing. */
  readonly loadStatuses: (calendarIds: readonly string[]) => Promise<readonly CalendarStatus[]>;
  /**
   * Leases those of these calendars that are due at `now`: never tried, to be read again by now, or not before `MAXIMUM_CLOCK_LEAD` is over. Those that wait longest come first, at most
   * `limit`. A worker that dies loses its lease at `leasedUntil`.
   */
  readonly leaseDueCalendars: (
    calendarIds: readonly string[],
    now: EpochMillis,
    leasedUntil: EpochMillis,
    limit: number,
  ) => Promise<readonly LeasedCalendar[]>;
  /** Keeps a reading and forgets the failures before it. One that began before the reading that stands, by `MAXIMUM_CLOCK_LEAD` at most, is dropped. */
  readonly saveReading: (reading: CalendarReading & Again) => Promise<void>;
  /** Keeps the code of a try that failed; the last reading stays. One that began before the reading that stands, by `MAXIMUM_CLOCK_LEAD` at most, is dropped. */
  readonly saveFailure: (
    failure: Again & { readonly calendarId: string; readonly triedAt: EpochMillis; readonly errorCode: string },
  ) => Promise<void>;
  /** Asks for these calendars to be read at `dueAt` at the latest, also while a worker is reading them. */
  readonly makeDue: (calendarIds: readonly string[], dueAt: EpochMillis) => Promise<void>;
};
