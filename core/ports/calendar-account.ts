import type { BusyTimeSource } from './busy-time-source.ts';
import type { CalendarSink } from './calendar-sink.ts';

/** The service's own account at a provider of calendars. */
export type CalendarAccount = {
  /** The address that owners share their calendars with. */
  readonly accountEmail: string;
  readonly sink: CalendarSink;
  readonly busyTimeSource: BusyTimeSource;
};
