import type { Fault } from '../errors/fault.ts';
import type { Interval } from '../time/instant.ts';

/** When a calendar is occupied, as its provider told it at one moment. */
export type CalendarBusyTimes = {
  readonly calendarId: string;
  readonly busy: readonly Interval[];
  /** The part of `busy` that holds something which is not only tentative; absent when that was not asked or cannot be known. */
  readonly firm?: readonly Interval[] | undefined;
};

/** A calendar that its provider could not or would not read; it is not a free one. */
export type UnreadableCalendar = { readonly calendarId: string; readonly fault: Fault };

/** Reads when calendars are occupied. Never called while a visitor waits for times: what it answers is kept with its age. */
export type BusyTimeSource = {
  /**
   * Reads the busy times of calendars in a range, each calendar's intervals in order and joined. Free ("transparent"), declined and cancelled
   * events do not count. Of the calendars in `firmOf` it also tells what is firm, where the provider lets it see that. One that cannot be read is told with its fault and does not hide the others. Throws `Fault` when the whole
   * question failed.
   */
  readonly readBusyTimes: (
    calendarIds: readonly string[],
    range: Interval,
    firmOf?: readonly string[],
  ) => Promise<readonly (CalendarBusyTimes | UnreadableCalendar)[]>;
};
