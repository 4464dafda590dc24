import { findResource } from '../catalog/catalog.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { CalendarFeed } from '../notification/calendar-feed.ts';
import type { FeedStore } from '../ports/feed-store.ts';
import type { Ports } from '../ports/ports.ts';

/** More than anybody overlooks. */
const MAXIMUM_FEEDS = 200;

/** Makes a feed for a business or one of its active resources. Refuses `invalid_request` for a resource that is not there, `too_many_feeds` with the most there may be. */
export async function makeFeed(
  ports: Pick<Ports, 'catalog'> & { readonly feeds: FeedStore },
  feed: CalendarFeed,
): Promise<Outcome<CalendarFeed>> {
  const { resourceId } = feed;
  const isKnown = resourceId === null || findResource(await ports.catalog.loadCatalog(), resourceId) !== undefined;
  if (!isKnown) return refuse('invalid_request', { path: 'resourceId' });
  if ((await ports.feeds.listFeeds()).length >= MAXIMUM_FEEDS) return refuse('too_many_feeds', { maximum: MAXIMUM_FEEDS });
  await ports.feeds.insertFeed(feed);
  return accept(feed);
}
