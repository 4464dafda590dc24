import type { FeedId, ResourceId } from '../ids.ts';
import type { CalendarFeed, FeedBooking } from '../notification/calendar-feed.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';

/** Which bookings a feed is made of. */
export type FeedQuery = {
  readonly resourceId: ResourceId | null;
  /** Those that end after its beginning and start before its end. */
  readonly range: Interval;
  /** Since when cancelled ones are still told. */
  readonly cancelledSince: EpochMillis;
  readonly limit: number;
};

/**
 * Keeps the feeds of one tenant, and reads what they tell. An instance cannot see another tenant. Checked by tests/conformance/feed-store.suite.ts.
 */
export type FeedStore = {
  /** Adds a feed; throws when one with its id exists. */
  readonly insertFeed: (feed: CalendarFeed) => Promise<void>;
  /** Lists all feeds, the oldest first. */
  readonly listFeeds: () => Promise<readonly CalendarFeed[]>;
  readonly findFeed: (id: FeedId) => Promise<CalendarFeed | null>;
  /** Removes a feed, so that its address opens nothing any more; whether there was one. */
  readonly removeFeed: (id: FeedId) => Promise<boolean>;
  /**
   * Lists bookings that are confirmed or took place, and those that were cancelled after they had been confirmed: of a resource those in which it is named or claimed, also by their session. In order of start, then
   * id; of more than `limit` those that start last. One that began more than `LONGEST_FED` before the range is left out.
   */
  readonly listFeedBookings: (query: FeedQuery) => Promise<readonly FeedBooking[]>;
};

/** How long before a range a booking that reaches into it may have begun, in milliseconds: 400 days. */
export const LONGEST_FED = 400 * 86_400_000;
