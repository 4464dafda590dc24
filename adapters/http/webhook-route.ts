import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import { isId, recordProviderNews } from '../../core/index.ts';
import type { Site } from '../../core/index.ts';
import { checkBodyDigest, requireSignedEmptiness } from './body-digest.ts';
import type { HttpDependencies, WebhookParser } from './dependencies.ts';
import { findSender } from './find-sender.ts';
import type { Sender } from './find-sender.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { StrangerLimit } from './stranger-limit.ts';

/** Larger than any event of a provider. */
const BODY_LIMIT = '512kb';

/** Whom a message is for, and who can read it. */
type Receiver = { readonly provider: string; readonly site: Site; readonly parse: WebhookParser };

/** The senders and receivers of the requests under way. */
const senders = new WeakMap<Request, Sender>();
const receivers = new WeakMap<Request, Receiver>();

/**
 * Mounts `POST /webhooks/{provider}/{site}`: the signature is checked on the raw bytes, then the confirmer looks the payment up. A message may come
 * over the site's bridge; then the address that the site names is its sender's.
 * Repeats, unknown types and payments that are not ours answer 200; 5xx only when we failed, so that the provider sends it again.
 */
export function mountWebhooks(router: Router, dependencies: HttpDependencies, strangers: StrangerLimit): void {
  const identify: RequestHandler = async (request, response, next) => {
    const found = await findSender(dependencies, request);
    if (!found.ok) {
      const isPatienceOver = strangers.count(found.countedFor);
      return sendProblem(response, buildProblem(isPatienceOver ? TOO_MANY : found.refusal));
    }
    if (strangers.isOver(found.value.address)) return sendProblem(response, buildProblem(TOO_MANY));
    senders.set(request, found.value);
    next();
  };
  const find: RequestHandler = async (request, response, next) => {
    const receiver = await findReceiver(dependencies, request);
    if (receiver === null) return sendProblem(response, buildProblem({ code: 'not_found', details: {} }));
    receivers.set(request, receiver);
    next();
  };
  const countBroken: ErrorRequestHandler = (error, request, _response, next) => {
    strangers.count(senders.get(request)?.address);
    next(error);
  };
  router.post(
    '/webhooks/:provider/:site',
    identify,
    // Of a message for nobody nothing is read.
    find,
    express.raw({ type: () => true, limit: BODY_LIMIT, verify: checkBodyDigest }),
    requireSignedEmptiness,
    countBroken,
    (request: Request, response: Response) => receiveWebhook(request, response, dependencies, strangers),
  );
}

const TOO_MANY = { code: 'rate_limited', details: { retryAfterSeconds: 60 } } as const;

/** Finds whom a message is for. A site forwards what is meant for itself; what is another's does not exist for it. */
async function findReceiver({ webhookParsers, directory }: HttpDependencies, request: Request): Promise<Receiver | null> {
  const { provider, site: siteId } = request.params;
  if (typeof provider !== 'string' || typeof siteId !== 'string' || !isId('site', siteId)) return null;
  const parse = Object.hasOwn(webhookParsers, provider) ? webhookParsers[provider] : undefined;
  const site = await directory.loadSite(siteId);
  const forwardedBy = senders.get(request)?.site?.id ?? null;
  const isForeign = forwardedBy !== null && forwardedBy !== siteId;
  return parse === undefined || site === null || isForeign ? null : { provider, site, parse };
}

async function receiveWebhook(
  request: Request,
  response: Response,
  dependencies: HttpDependencies,
  strangers: StrangerLimit,
): Promise<void> {
  const receiver = receivers.get(request);
  if (receiver === undefined) throw new Error('a message was received for nobody');
  const { provider, site, parse } = receiver;
  const sender = senders.get(request);
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const news = await parse(site.tenantId, rawBody, (name) => request.get(name));
  await dependencies.noteWebhook(site.tenantId, news.ok ? news.value.provider : null);
  if (!news.ok) {
    strangers.count(sender?.address);
    dependencies.log.warn({ provider, tenantId: site.tenantId, code: news.refusal.code }, 'webhook refused');
    return sendProblem(response, buildProblem(news.refusal));
  }
  const { provider: account, providerId, paymentId, isPart, eventId, type } = news.value;
  if (providerId !== null) {
    const ports = await dependencies.loadPorts(site.tenantId);
    const told = { provider: account, providerId, paymentId, isPart, providerEventId: eventId };
    const payment = { tenantId: site.tenantId, provider: account, providerId };
    const recorded = await dependencies.looks.take(payment, () => recordProviderNews(ports, told));
    dependencies.log.info({ provider, tenantId: site.tenantId, eventId, type, known: recorded.ok }, 'webhook recorded');
    dependencies.wake(site.tenantId);
  }
  response.status(200).json({ received: true });
}
