import type { FeedEvent } from '../notification/feed-events.ts';

/** A calendar that others subscribe to. */
export type FeedCalendar = { readonly name: string; readonly events: readonly FeedEvent[] };

/** Writes calendars for subscribers as iCalendar text (RFC 5545, RFC 7986). */
export type FeedWriter = {
  /** Writes a calendar; the same one gives the same text. */
  readonly write: (calendar: FeedCalendar) => string;
};
