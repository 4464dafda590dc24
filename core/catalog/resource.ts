import type { ResourceId } from '../ids.ts';
import type { LocalDate } from '../time/time-zone.ts';
import type { ResourceLimits } from './limits.ts';
import type { DateRules, DayWindow, ScheduleUse, TimeOff, Travel, WeeklyHours } from './schedule.ts';

export type { DayWindow, WeeklyHours };

/** Windows that replace one date's weekly hours; an empty list closes the date. */
export type DateOverrides = Readonly<Partial<Record<LocalDate, readonly DayWindow[]>>>;

/** An owner's calendar that a resource is shown in and that closes its times. */
export type ResourceCalendar = {
  /** The calendar's name at its provider, as the owner shared it. */
  readonly calendarId: string;
  /** Whether the resource is closed or open while nothing recent is known of the calendar. */
  readonly whenUnknown: 'closed' | 'open';
  /** Whether what is only tentative in the calendar closes times; `busy` when absent, and always where the provider does not tell. */
  readonly tentative?: 'busy' | 'free' | undefined;
};

/**
 * Someone or something that can be occupied by one booking at a time: a person, a room, a desk.
 *
 * Hours are wall times, and dates are local dates, in its own zone; while it travels, in the zone where it is. What is absent is empty.
 * What counts on a date: docs/algorithms/availability.md.
 */
export type Resource = DateRules & {
  readonly id: ResourceId;
  readonly name: string;
  readonly kind: 'staff' | 'room' | 'desk' | 'equipment';
  readonly timeZone: string;
  readonly weeklyHours: WeeklyHours;
  readonly dateOverrides: DateOverrides;
  readonly calendar: ResourceCalendar | null;
  /** Named schedules, each instead of the weekly hours on the dates it holds on. */
  readonly schedules?: readonly ScheduleUse[];
  readonly timeOff?: readonly TimeOff[];
  readonly travel?: readonly Travel[];
  /** How many bookings a date or a week takes; without a limit when absent. */
  readonly limits?: ResourceLimits | undefined;
};
