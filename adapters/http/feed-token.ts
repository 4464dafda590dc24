import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId } from '../../core/index.ts';
import type { CalendarFeed, FeedId, FeedStore, TenantId } from '../../core/index.ts';

const PREFIX = 'hff_';

/** A feed's secret: the text that is shown once, and its digest. */
export type NewFeedToken = { readonly text: string; readonly digest: string };

/** Makes the secret of a feed, of 256 random bits. It names its tenant and feed, so that it is found by primary key. */
export function createFeedToken(tenantId: TenantId, feedId: FeedId): NewFeedToken {
  const text = `${PREFIX}${tenantId.slice('ten_'.length)}.${feedId.slice('fed_'.length)}.${randomBytes(32).toString('base64url')}`;
  return { text, digest: computeDigest(text).toString('hex') };
}

/** A feed that somebody knows the secret of. */
export type OpenedFeed = { readonly tenantId: TenantId; readonly feed: CalendarFeed };

/** Finds the feed of a secret that somebody sent; null when it is none. Compares in constant time. */
export async function openFeed(loadFeedStore: (tenantId: TenantId) => FeedStore, text: string): Promise<OpenedFeed | null> {
  const names = parseFeedToken(text);
  if (names === null) return null;
  const { tenantId, feedId } = names;
  const feed = await loadFeedStore(tenantId).findFeed(feedId);
  // Where there is no feed something is compared all the same, so that it takes as long.
  const known = feed === null ? Buffer.alloc(32) : Buffer.from(feed.digest, 'hex');
  return timingSafeEqual(known, computeDigest(text)) && feed !== null ? { tenantId, feed } : null;
}

/** Reads whose secret a text would be; null when it has not the form of one. */
export function parseFeedToken(text: string): { readonly tenantId: TenantId; readonly feedId: FeedId } | null {
  const [, tenant, feed] = /^hff_([\w-]{1,48})\.([\w-]{1,48})\.[\w-]{43}$/.exec(text) ?? [];
  const [tenantId, feedId] = [`ten_${tenant ?? ''}`, `fed_${feed ?? ''}`];
  return isId('ten', tenantId) && isId('fed', feedId) ? { tenantId, feedId } : null;
}

const computeDigest = (text: string): Buffer => createHash('sha256').update(text).digest();
