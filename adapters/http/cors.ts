import type { RequestHandler } from 'express';
import type { HttpDependencies } from './dependencies.ts';
import { isOriginAllowed } from './origins.ts';
import { readSiteId } from './principal.ts';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Holdfast-Proof, Holdfast-Token, Idempotency-Key';
const EXPOSED_HEADERS = 'Retry-After';

/** Lets pages of a site's allowed origins read the answers; no cookies, so no credentials. Answers preflights. */
export function createCors({ directory }: HttpDependencies): RequestHandler {
  return async (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('origin');
    const siteId = readSiteId(request);
    if (origin !== undefined && siteId !== null) {
      const site = await directory.loadSite(siteId);
      if (site !== null && isOriginAllowed(site, origin)) {
        response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED_HEADERS });
      }
    }
    if (request.method !== 'OPTIONS') return next();
    response
      .set({
        'Access-Control-Allow-Methods': 'GET, POST, PATCH, PUT',
        'Access-Control-Allow-Headers': ALLOWED_HEADERS,
        'Access-Control-Max-Age': '600',
      })
      .status(204)
      .end();
  };
}
