import type { ScheduleId } from '../ids.ts';
import type { LocalDate } from '../time/civil-date.ts';

/**
 * A wall-clock window in minutes after midnight of the date it begins on, half-open. 1440 is the next midnight, and up to 2880 it reaches into the next
 * date: it belongs to the date on which it begins all the same.
 */
export type DayWindow = { readonly fromMinute: number; readonly toMinute: number };

/** Opening windows by ISO weekday, "1" (Monday) to "7" (Sunday); a missing day is closed. */
export type WeeklyHours = Readonly<Partial<Record<string, readonly DayWindow[]>>>;

/** What an exception makes of a date: closed, other hours instead of the usual ones, or hours beside them. */
export type DateChange = {
  readonly change: 'closed' | 'hours' | 'extra';
  /** None when closed, at least one otherwise. */
  readonly windows: readonly DayWindow[];
};

/** A change for dates that are named one by one. */
export type DatesException = DateChange & { readonly kind: 'dates'; readonly name: string; readonly dates: readonly LocalDate[] };

/** A change for dates that recur by an RRULE of whole days, counted from `startsOn`. */
export type RecurringException = DateChange & {
  readonly kind: 'recurring';
  readonly name: string;
  readonly startsOn: LocalDate;
  /** RFC 5545 without times: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY and what narrows it. @see `parseRecurrence` */
  readonly rule: string;
};

/** Dates on which the usual hours do not hold. */
export type ScheduleException = DatesException | RecurringException;

/** A country, and where its holidays differ a region in it, and a part of that: `DE`, `DE` with `BY`, `US` with `LA-NO`. */
export type HolidayArea = { readonly country: string; readonly region: string | null };

/** What the owner wants on the public holidays of an area; without a rule they are days like others. */
export type HolidayRule = HolidayArea & { readonly change: 'closed' | 'hours'; readonly windows: readonly DayWindow[] };

/** What a schedule and a resource can both say beside weekly hours. */
export type DateRules = { readonly exceptions?: readonly ScheduleException[]; readonly holidays?: readonly HolidayRule[] };

/**
 * Weekly hours under a name, for whoever names it: the hours of a location, of a shift, of a summer.
 *
 * It has no zone. A resource reads it on its own clock, a service on the clock of its place; a date of it is their local date.
 */
export type Schedule = DateRules & { readonly id: ScheduleId; readonly name: string; readonly weeklyHours: WeeklyHours };

/** Dates from the first to the last, both included; null leaves that end open. */
export type DateSpan = { readonly from: LocalDate | null; readonly until: LocalDate | null };

/** That somebody keeps a schedule on these dates. Of several that hold on a date, the first in the list counts. */
export type ScheduleUse = DateSpan & { readonly scheduleId: ScheduleId };

/** Dates on which a resource is away, both included: its local dates, on the clock that counts for it then. */
export type TimeOff = { readonly from: LocalDate; readonly until: LocalDate; readonly name: string };

/** Dates that a resource spends in another zone, both included: its dates and hours are read on that zone's clock then. */
export type Travel = { readonly from: LocalDate; readonly until: LocalDate; readonly timeZone: string };
