import { accept, MINUTE, refuse } from '../../../core/index.ts';
import type { Outcome, SitePages } from '../../../core/index.ts';
import { verifyEd25519 } from '../bridge-signature.ts';
import type { Bridge } from '../verify-bridge.ts';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import { doneAnswerSchema, replaceKeyBodySchema, tickBodySchema } from '../schemas/connection.ts';
import { emptyBodySchema } from '../schemas/requests.ts';
import { parseOwnPage } from '../site-address.ts';
import { z } from 'zod';

const isOwner = { kind: 'owner' } as const;

/** How long a key goes on after it was replaced: as long as requests may be on their way. */
const GRACE_MILLIS = 5 * MINUTE;

/** The longest that a tick keeps its caller waiting. */
const TICK_MILLIS = 20_000;

/** Changes the key of the site that asks. */
export const replaceKeyRoute = defineRoute({
  method: 'post',
  path: '/admin/connection/keys',
  summary: 'Give the connected site another key; the old one works for five more minutes',
  access: isOwner,
  query: null,
  body: replaceKeyBodySchema,
  status: 200,
  answer: z.object({ keyId: z.string() }),
  refusals: ['site_not_connected'],
  handle: async ({ principal, dependencies, body: { publicKey, proof } }) => {
    // A server with a key has no site to speak of.
    if (principal.kind !== 'administrator') return refuse('unauthorized');
    const { site, keyId: wishedBy } = principal.bridge;
    const isProved = verifyEd25519(publicKey, `holdfast-key:${site.id}:${publicKey}`, Buffer.from(proof, 'base64'));
    if (!isProved) return refuse('invalid_request', { path: 'proof' });
    const now = dependencies.clock.now();
    const key = { tenantId: site.tenantId, siteId: site.id, keyId: dependencies.ids.next('key'), publicKey };
    const stored = { ...key, createdAt: now, expiresAt: null };
    const keyId = await dependencies.directory.replaceSiteKey(stored, wishedBy, now + GRACE_MILLIS);
    return keyId === null ? refuse('site_not_connected') : accept({ keyId });
  },
});

/** Ends the connection of the site that asks. */
export const disconnectRoute = defineRoute({
  method: 'post',
  path: '/admin/connection/disconnect',
  summary: 'Withdraw all keys of the connected site',
  access: isOwner,
  query: null,
  body: emptyBodySchema,
  status: 200,
  answer: doneAnswerSchema,
  refusals: [],
  handle: async ({ principal, dependencies }) => {
    if (principal.kind !== 'administrator') return refuse('unauthorized');
    const { id, tenantId } = principal.bridge.site;
    await dependencies.directory.disconnectSite(tenantId, id, dependencies.clock.now());
    dependencies.log.info({ tenantId, siteId: id }, 'site disconnected');
    dependencies.setUpPayments(tenantId);
    return accept({ done: true });
  },
});

/** Does what is due for the business of the site that asks. */
export const tickRoute = defineRoute({
  method: 'post',
  path: '/tick',
  summary: 'The clock of a site: does the work that is due and answers when it is done; tells pages that have moved',
  access: { kind: 'site' },
  query: null,
  body: tickBodySchema,
  status: 200,
  answer: doneAnswerSchema,
  refusals: ['insecure_address'],
  handle: async (context) => {
    const { principal, dependencies, body } = context;
    if (principal.kind !== 'site') return refuse('unauthorized');
    const { bridge, tenantId } = principal;
    const pages = readPages(bridge, body);
    if (!pages.ok) return pages;
    await dependencies.directory.recordTick(tenantId, bridge.site.id, dependencies.clock.now(), pages.value);
    return accept({ done: await dependencies.finishWork(tenantId, TICK_MILLIS) });
  },
});

type TickBody = RouteContext<unknown, z.output<typeof tickBodySchema>>['body'];

/** The pages that a tick names, where they have moved. */
function readPages({ site }: Bridge, { manageUrl, bookingPageUrl }: TickBody): Outcome<Partial<SitePages>> {
  const address = new URL(site.siteUrl ?? '');
  const named = { manageUrl, bookingPageUrl };
  for (const [path, text] of Object.entries(named)) {
    const page = typeof text === 'string' ? parseOwnPage(text, address, path) : null;
    if (page?.ok === false) return page;
  }
  const isMoved = (name: keyof SitePages): boolean => named[name] !== undefined && named[name] !== site[name];
  return accept({
    ...(isMoved('manageUrl') ? { manageUrl } : {}),
    ...(isMoved('bookingPageUrl') ? { bookingPageUrl } : {}),
  });
}
