import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { isApiKey } from './api-key.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readBearer, readSiteId } from './principal.ts';
import { buildProblem, sendProblem } from './problem.ts';

const WINDOW_MILLIS = 60_000;

/** Limits how often one visitor may ask: reads and writes apart, counted per site. Servers with a key are not visitors. */
export function createVisitorLimits({ visitorLimits }: HttpDependencies): readonly RequestHandler[] {
  const create = (limit: number, isCounted: (method: string) => boolean): RequestHandler =>
    rateLimit({
      windowMs: WINDOW_MILLIS,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      keyGenerator: (request) => `${readSiteId(request) ?? '-'}/${ipKeyGenerator(request.ip ?? '')}`,
      skip: (request) => !isCounted(request.method) || isApiKey(readBearer(request) ?? ''),
      handler: (_request, response) =>
        sendProblem(response, buildProblem({ code: 'rate_limited', details: { retryAfterSeconds: WINDOW_MILLIS / 1000 } })),
    });
  const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
  return [create(visitorLimits.reads, (method) => !isWrite(method)), create(visitorLimits.writes, isWrite)];
}
