import type { BookingId, BusyTimeSource, CalendarSink, EpochMillis, Interval } from '../../core/index.ts';

/** An event of a booking as an independent reader sees it. */
export type SeenEvent = {
  readonly bookingId: string;
  readonly revision: number;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
};

/** What people put into their calendar; of whole days the second date is free again. */
export type HumanEvent = {
  readonly during: Interval | { readonly fromDate: string; readonly toDate: string };
  readonly kind: 'busy' | 'tentative' | 'free' | 'cancelled';
};

/** A calendar provider with one empty stretch of time, and the people around it. */
export type CalendarSubject = {
  readonly sink: CalendarSink;
  readonly busyTimeSource: BusyTimeSource;
  /** Shared for writing. */
  readonly calendarId: string;
  readonly unsharedCalendarId: string;
  /** The calendar's zone. */
  readonly timeZone: string;
  /** A date (`YYYY-MM-DD`) from which on nothing stands for 200 days. */
  readonly date: string;
  /** A booking id that was never used. */
  readonly newBookingId: () => BookingId;
  /** The standing events of bookings of this subject, read without the adapter. */
  readonly listEvents: () => Promise<readonly SeenEvent[]>;
  readonly addHumanEvent: (event: HumanEvent) => Promise<void>;
  readonly moveByHand: (bookingId: BookingId, during: Interval) => Promise<void>;
  readonly deleteByHand: (bookingId: BookingId) => Promise<void>;
  /** What was wrong in the calls so far. */
  readonly findMistakes: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** What can be done only to a provider that does as it is told. */
export type CalendarControls = {
  /** The next call of the port fails, repeats of the adapter included, before or after it took effect. */
  readonly failNextCall: (when: 'before' | 'after') => Promise<void>;
  readonly unshare: () => Promise<void>;
  /** An invitation that the owner declined stands in the calendar. */
  readonly addDeclined: (during: Interval) => Promise<void>;
  /** An invitation that the owner answered “maybe” stands in the calendar. */
  readonly addMaybe: (during: Interval) => Promise<void>;
  /** Makes a second shared calendar with a busy hour. */
  readonly addCalendar: (calendarId: string, busy: Interval) => Promise<void>;
};

/** A subject with its controls. */
export type ControlledCalendarSubject = CalendarSubject & { readonly controls: CalendarControls };
