import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { writeFeed } from '../../core/index.ts';
import { createAnswerMemory } from './answer-memory.ts';
import type { AnswerMemory } from './answer-memory.ts';
import type { HttpDependencies } from './dependencies.ts';
import { buildEntityTag, namesVersion } from './entity-version.ts';
import { openFeed } from './feed-token.ts';
import type { OpenedFeed } from './feed-token.ts';
import { findSender } from './find-sender.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { DocumentedRoute } from './route.ts';
import { sendVersioned } from './send-remembered.ts';
import { nameNetwork } from './stranger-limit.ts';
import type { StrangerLimit } from './stranger-limit.ts';
import { createWindowCounts } from './window-counts.ts';

/** What stands about the route in the documents; it is mounted by itself, because the address is all that a calendar program shows. */
export const feedRoute: DocumentedRoute = {
  method: 'get',
  path: '/feeds/{token}.ics',
  summary: 'Bookings as a calendar to subscribe to; the address, made by POST /admin/feeds, is the key',
  access: { kind: 'link' },
  query: null,
  body: null,
  status: 200,
  answer: null,
  isConditional: true,
  refusals: ['not_found', 'rate_limited'],
};

const WINDOW_MILLIS = 60_000;
/** How often one address may read one feed in a minute. Programs ask hourly; a person may try a few times. */
const READS = 60;
/** Only validators are remembered, some hundred octets each: calendars are large, and most who ask have them already. */
const REMEMBERED_BYTES = 2_000_000;
const CONTENT_TYPE = 'text/calendar; charset=utf-8';
const TOO_MANY = { code: 'rate_limited', details: { retryAfterSeconds: WINDOW_MILLIS / 1000 } } as const;

/** What giving out feeds needs. */
export type FeedDependencies = Pick<HttpDependencies, 'clock' | 'directory' | 'feedWriter' | 'loadFeedStore' | 'loadReading'>;

/** A request whose feed was found, and who sends it. */
type Reading = OpenedFeed & { readonly address: string };

/** The requests under way. */
const readings = new WeakMap<Request, Reading>();

/**
 * Mounts `GET /feeds/{token}.ics`. What is unknown, revoked or another business's answers the same 404 and counts as a stranger's try. Who has the present version gets a 304, for which no booking is read.
 *
 * @see docs/algorithms/calendar-feeds.md
 */
export function mountFeeds(router: Router, dependencies: FeedDependencies, strangers: StrangerLimit): void {
  const memory = createAnswerMemory({
    clock: dependencies.clock,
    maximumBytes: REMEMBERED_BYTES,
    loadWatch: (tenantId) => dependencies.loadReading(tenantId).bookingChanges,
  });
  const limit = rateLimit({
    windowMs: WINDOW_MILLIS,
    limit: READS,
    store: createWindowCounts(dependencies.clock.now),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => nameReading(readReading(request)),
    handler: (_request, response) => sendProblem(response, buildProblem(TOO_MANY)),
  });
  const answer: RequestHandler = (request, response) => answerFeed(request, response, dependencies, memory);
  router.get('/feeds/:name', createOpening(dependencies, strangers), limit, answer);
}

const nameReading = ({ tenantId, feed, address }: Reading): string => `${tenantId}/${feed.id}/${nameNetwork(address)}`;

/** Lets in only who knows a feed's secret. */
function createOpening(dependencies: FeedDependencies, strangers: StrangerLimit): RequestHandler {
  return async (request, response, next) => {
    response.set({ 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' });
    const sender = await findSender(dependencies, request);
    if (!sender.ok) {
      const isPatienceOver = strangers.count(sender.countedFor);
      return sendProblem(response, buildProblem(isPatienceOver ? TOO_MANY : sender.refusal));
    }
    const { address, site } = sender.value;
    if (strangers.isOver(address)) return sendProblem(response, buildProblem(TOO_MANY));
    const token = /^(.+)\.ics$/.exec(String(request.params['name']))?.[1] ?? '';
    const opened = await openFeed(dependencies.loadFeedStore, token);
    if (opened === null || (site !== null && site.tenantId !== opened.tenantId)) {
      strangers.count(address);
      return sendProblem(response, buildProblem({ code: 'not_found', details: {} }));
    }
    readings.set(request, { ...opened, address });
    next();
  };
}

function readReading(request: Request): Reading {
  const reading = readings.get(request);
  if (reading === undefined) throw new Error('a feed was read without its secret');
  return reading;
}

async function answerFeed(
  request: Request,
  response: Response,
  dependencies: FeedDependencies,
  memory: AnswerMemory,
): Promise<void> {
  const { tenantId, feed } = readReading(request);
  const ports = {
    clock: dependencies.clock,
    catalog: dependencies.loadReading(tenantId).catalog,
    feeds: dependencies.loadFeedStore(tenantId),
    feedWriter: dependencies.feedWriter,
  };
  let written: WrittenBody | null = null;
  const write = async (): Promise<WrittenBody> => {
    const { text, standsUntil } = await writeFeed(ports, feed);
    const body = Buffer.from(text, 'utf8');
    return { body, standsUntil, version: createHash('sha256').update(body).digest('base64url').slice(0, 27) };
  };
  const { etag: known } = await memory.find(tenantId, JSON.stringify([tenantId, feed.id]), async () => {
    written = await write();
    const answer = { status: 200, contentType: CONTENT_TYPE, body: Buffer.alloc(0), etag: written.version };
    return { answer, standsUntil: written.standsUntil };
  });
  const asked = request.get('if-none-match');
  if (asked !== undefined && known !== null && namesVersion(asked, known))
    return void response.set('ETag', buildEntityTag(known)).status(304).end();
  const { body, version } = written ?? (await write());
  await sendVersioned(request, response, { status: 200, contentType: CONTENT_TYPE, body, version });
}

type WrittenBody = { readonly body: Buffer; readonly version: string; readonly standsUntil: number };
