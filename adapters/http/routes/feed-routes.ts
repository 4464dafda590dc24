import { z } from 'zod';
import { accept, formatInstant, isId, makeFeed, refuse } from '../../../core/index.ts';
import type { CalendarFeed } from '../../../core/index.ts';
import { createFeedToken } from '../feed-token.ts';
import type { HttpDependencies } from '../dependencies.ts';
import type { Principal } from '../principal.ts';
import { defineRoute } from '../route.ts';
import { idSchema, instantTextSchema } from '../schemas/common.ts';

const isOwner = { kind: 'owner' } as const;

const detailSchema = z
  .enum(['full', 'busy'])
  .meta({ description: '`full` tells who comes for what, `busy` only that something is there' });

const feedSchema = z.object({
  id: z.string(),
  name: z.string(),
  resourceId: z.string().nullable().meta({ description: 'Whose bookings stand in it; null for all of the business' }),
  detail: detailSchema,
  createdAt: instantTextSchema,
});

const presentFeed = ({ id, name, resourceId, detail, createdAt }: CalendarFeed) => ({
  ...{ id, name, resourceId, detail },
  createdAt: formatInstant(createdAt),
});

/** Lists feeds. */
export const listFeedsRoute = defineRoute({
  ...{ method: 'get', path: '/admin/feeds', access: isOwner, query: null, body: null, status: 200, refusals: [] },
  summary: 'Calendar links that are in force, without their secret addresses',
  answer: z.object({ feeds: z.array(feedSchema) }),
  handle: async ({ dependencies, principal }) => {
    const feeds = await dependencies.loadFeedStore(principal.tenantId).listFeeds();
    return accept({ feeds: feeds.map(presentFeed) });
  },
});

/** Makes a feed. */
export const makeFeedRoute = defineRoute({
  ...{ method: 'post', path: '/admin/feeds', access: isOwner, query: null, status: 201, refusals: ['too_many_feeds'] },
  summary: 'Make a calendar link: its address is told this once and opens it for whoever knows it',
  body: z.object({
    name: z.string().trim().min(1).max(100).meta({ description: 'Whose link it is, to find it again' }),
    resourceId: idSchema('res')
      .nullable()
      .default(null)
      .meta({ description: 'A person, room or desk; null for the whole business' }),
    detail: detailSchema,
  }),
  answer: z.object({ feed: feedSchema, url: z.string().meta({ description: 'The address to subscribe to' }) }),
  handle: async ({ ports, dependencies, principal, body }) => {
    const { tenantId } = principal;
    const id = dependencies.ids.next('fed');
    const { text, digest } = createFeedToken(tenantId, id);
    const feed: CalendarFeed = { id, ...body, digest, createdAt: dependencies.clock.now() };
    const made = await makeFeed({ catalog: ports.catalog, feeds: dependencies.loadFeedStore(tenantId) }, feed);
    return made.ok ? accept({ feed: presentFeed(made.value), url: buildFeedUrl(dependencies, principal, text) }) : made;
  },
});

/** Who asks through a site gets an address at that site: the service may have none that the world can reach. */
function buildFeedUrl({ publicUrl }: HttpDependencies, principal: Principal, token: string): string {
  const siteUrl = principal.kind === 'administrator' ? principal.bridge.site.siteUrl : null;
  return siteUrl === null ? `${publicUrl}/v1/feeds/${token}.ics` : `${siteUrl}/?rest_route=/holdfast/v1/feeds/${token}.ics`;
}

/** Revokes a feed. */
export const revokeFeedRoute = defineRoute({
  ...{ method: 'delete', path: '/admin/feeds/{id}', access: isOwner, query: null, body: null, status: 200 },
  summary: 'Revoke a calendar link: from now on its address opens nothing',
  answer: z.object({ done: z.literal(true) }),
  refusals: ['not_found'],
  handle: async ({ dependencies, principal, pathId }) => {
    const isGone = isId('fed', pathId) && (await dependencies.loadFeedStore(principal.tenantId).removeFeed(pathId));
    return isGone ? accept({ done: true }) : refuse('not_found');
  },
});

/** The routes of private feeds for their owner. */
export const feedRoutes = [listFeedsRoute, makeFeedRoute, revokeFeedRoute] as const;
