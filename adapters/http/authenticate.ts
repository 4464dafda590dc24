import type { Request, RequestHandler, Response } from 'express';
import { refuse } from '../../core/index.ts';
import type { HttpDependencies } from './dependencies.ts';
import { findPrincipal } from './principal.ts';
import type { Principal } from './principal.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { StrangerLimit } from './stranger-limit.ts';

/** Who asks, by request; a request that is not in it was not let in. */
const principals = new WeakMap<Request, Principal>();

/**
 * Lets in only who can be named, before anything of a body is read: a stranger costs one look-up and gets no answer but a refusal.
 * Strangers who keep trying are told to wait.
 */
export function createAuthentication(dependencies: HttpDependencies, strangers: StrangerLimit): RequestHandler {
  return async (request, response, next) => {
    const found = await findPrincipal(dependencies, request);
    if (found.ok) {
      principals.set(request, found.value);
      return next();
    }
    const isPatienceOver = strangers.count(found.countedFor);
    sendProblem(
      response,
      buildProblem(isPatienceOver ? { code: 'rate_limited', details: { retryAfterSeconds: 60 } } : found.refusal),
    );
  };
}

/** Lets in only who runs the business: servers whose key has the scope `admin`, and administrators of a connected site. */
export const requireAdmin: RequestHandler = (request: Request, response: Response, next) => {
  const principal = readPrincipal(request);
  if (principal.kind === 'administrator') return next();
  if (principal.kind !== 'server') return sendProblem(response, buildProblem(refuse('unauthorized').refusal));
  if (!principal.scopes.includes('admin'))
    return sendProblem(response, buildProblem(refuse('forbidden', { scope: 'admin' }).refusal));
  next();
};

/** Reads who asks; every route stands behind the authentication. */
export function readPrincipal(request: Request): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new Error('a route was mounted before the authentication');
  return principal;
}
