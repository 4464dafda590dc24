import type { ResourceId } from '../ids.ts';
import type { LocalDate } from '../time/time-zone.ts';

/** A wall-clock window of one day in minutes after midnight, half-open; 1440 is the next midnight. */
export type DayWindow = { readonly fromMinute: number; readonly toMinute: number };

/** Opening windows by ISO weekday, "1" (Monday) to "7" (Sunday); a missing day is closed. */
export type WeeklyHours = Readonly<Partial<Record<string, readonly DayWindow[]>>>;

/** Windows that replace one date's weekly hours; an empty list closes the date. */
export type DateOverrides = Readonly<Partial<Record<LocalDate, readonly DayWindow[]>>>;

/** An owner's calendar that a resource is shown in and that closes its times. */
export type ResourceCalendar = {
  /** The calendar's name at its provider, as the owner shared it. */
  readonly calendarId: string;
  /** Whether the resource is closed or open while nothing recent is known of the calendar. */
  readonly whenUnknown: 'closed' | 'open';
};

/** Someone or something that can be occupied by one booking at a time: a person, a room, a desk. Hours are wall times in its own zone. */
export type Resource = {
  readonly id: ResourceId;
  readonly name: string;
  readonly kind: 'staff' | 'room' | 'desk' | 'equipment';
  readonly timeZone: string;
  readonly weeklyHours: WeeklyHours;
  readonly dateOverrides: DateOverrides;
  readonly calendar: ResourceCalendar | null;
};
