import type { Interval } from '../time/instant.ts';

/** When a calendar is occupied, as its provider told it at one moment. */
export type CalendarBusyTimes = { readonly calendarId: string; readonly busy: readonly Interval[] };

/** Reads when calendars are occupied. Never called while a visitor waits for times: what it answers is kept with its age. */
export type BusyTimeSource = {
  /**
   * Reads the busy times of calendars in a range, each calendar's intervals in order and joined. Free ("transparent"), declined and cancelled
   * events do not count. Throws `Fault` when any calendar could not be read: an unknown calendar is not a free one.
   */
  readonly readBusyTimes: (calendarIds: readonly string[], range: Interval) => Promise<readonly CalendarBusyTimes[]>;
};
