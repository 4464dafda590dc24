import { findResource } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { prepareFeedEvents } from '../notification/feed-events.ts';
import type { CalendarFeed } from '../notification/calendar-feed.ts';
import type { FeedStore } from '../ports/feed-store.ts';
import type { FeedWriter } from '../ports/feed-writer.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';

/** How far a feed looks back and ahead, how long it tells of what was cancelled, and how many bookings it has at most. */
const DAYS_BACK = 90;
const DAYS_AHEAD = 800;
const DAYS_CANCELLED = 30;
const MAXIMUM_BOOKINGS = 20_000;

/** A feed as text, and until when (exclusive) it stands if nothing is written. */
export type WrittenFeed = { readonly text: string; readonly standsUntil: EpochMillis };

/**
 * Writes the calendar of a feed: the same text as long as nothing in it changes and the day, in UTC, is the same.
 *
 * @see docs/algorithms/calendar-feeds.md
 */
export async function writeFeed(
  ports: Pick<Ports, 'catalog' | 'clock'> & { readonly feeds: FeedStore; readonly feedWriter: FeedWriter },
  feed: CalendarFeed,
): Promise<WrittenFeed> {
  const today = Math.floor(ports.clock.now() / DAY) * DAY;
  const range: Interval = { from: today - DAYS_BACK * DAY, to: today + DAYS_AHEAD * DAY };
  const { resourceId } = feed;
  const [catalog, bookings] = await Promise.all([
    ports.catalog.loadCatalog(),
    ports.feeds.listFeedBookings({
      ...{ resourceId, range, cancelledSince: today - DAYS_CANCELLED * DAY },
      limit: MAXIMUM_BOOKINGS,
    }),
  ]);
  const text = ports.feedWriter.write({
    name: nameFeed(catalog, feed),
    events: bookings.flatMap(prepareFeedEvents(catalog, feed)),
  });
  return { text, standsUntil: today + DAY };
}

/** A person who has left keeps the bookings, but is named no more. */
function nameFeed(catalog: Catalog, { resourceId }: CalendarFeed): string {
  const resource = resourceId === null ? undefined : findResource(catalog, resourceId);
  return resource === undefined ? catalog.business.name : `${resource.name}, ${catalog.business.name}`;
}
