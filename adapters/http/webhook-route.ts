import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { isId, recordPaymentEvent } from '../../core/index.ts';
import type { HttpDependencies } from './dependencies.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { StrangerLimit } from './stranger-limit.ts';

/** Larger than any event of a provider. */
const BODY_LIMIT = '512kb';

/**
 * Mounts `POST /webhooks/{provider}/{site}`: the signature is checked on the raw bytes, then the confirmer looks the payment up.
 * Repeats, unknown types and payments that are not ours answer 200; 5xx only when we failed, so that the provider sends it again.
 */
export function mountWebhooks(router: Router, dependencies: HttpDependencies, strangers: StrangerLimit): void {
  const refuseNoise: RequestHandler = (request, response, next) =>
    strangers.isOver(request.ip)
      ? sendProblem(response, buildProblem({ code: 'rate_limited', details: { retryAfterSeconds: 60 } }))
      : next();
  router.post(
    '/webhooks/:provider/:site',
    refuseNoise,
    express.raw({ type: () => true, limit: BODY_LIMIT }),
    (request, response) => receiveWebhook(request, response, dependencies, strangers),
  );
}

async function receiveWebhook(
  request: Request,
  response: Response,
  dependencies: HttpDependencies,
  strangers: StrangerLimit,
): Promise<void> {
  const { provider, site: siteId } = request.params;
  const parse =
    typeof provider === 'string' && Object.hasOwn(dependencies.webhookParsers, provider)
      ? dependencies.webhookParsers[provider]
      : undefined;
  const site = typeof siteId === 'string' && isId('site', siteId) ? await dependencies.directory.loadSite(siteId) : null;
  if (parse === undefined || site === null || typeof provider !== 'string')
    return sendProblem(response, buildProblem({ code: 'not_found', details: {} }));
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const news = await parse(site.tenantId, rawBody, (name) => request.get(name));
  if (!news.ok) {
    strangers.count(request.ip);
    dependencies.log.warn({ provider, tenantId: site.tenantId, code: news.refusal.code }, 'webhook refused');
    return sendProblem(response, buildProblem(news.refusal));
  }
  const { providerId, eventId, type } = news.value;
  if (providerId !== null) {
    const ports = await dependencies.loadPorts(site.tenantId);
    const recorded = await recordPaymentEvent(ports, { key: { provider, providerId }, providerEventId: eventId });
    dependencies.log.info({ provider, tenantId: site.tenantId, eventId, type, known: recorded.ok }, 'webhook recorded');
    dependencies.wake(site.tenantId);
  }
  response.status(200).json({ received: true });
}
