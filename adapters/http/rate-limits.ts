import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { readPrincipal } from './authenticate.ts';
import type { HttpDependencies } from './dependencies.ts';
import { buildProblem, sendProblem } from './problem.ts';
import { createWindowCounts } from './window-counts.ts';

const WINDOW_MILLIS = 60_000;

/** Limits how often one visitor may ask: reads and writes apart, counted per business. Servers with a key are not visitors, nor are sites of themselves. */
export function createVisitorLimits({ visitorLimits, clock }: HttpDependencies): readonly RequestHandler[] {
  const create = (limit: number, isCounted: (method: string) => boolean): RequestHandler =>
    rateLimit({
      windowMs: WINDOW_MILLIS,
      limit,
      store: createWindowCounts(clock.now),
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      // By business and address: what the caller writes into the request cannot open a new count.
      keyGenerator: (request) => `${readPrincipal(request).tenantId}/${ipKeyGenerator(readPrincipal(request).address)}`,
      skip: (request) => !isCounted(request.method) || ['server', 'site'].includes(readPrincipal(request).kind),
      handler: (_request, response) =>
        sendProblem(response, buildProblem({ code: 'rate_limited', details: { retryAfterSeconds: WINDOW_MILLIS / 1000 } })),
    });
  const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
  return [create(visitorLimits.reads, (method) => !isWrite(method)), create(visitorLimits.writes, isWrite)];
}
