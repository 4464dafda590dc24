import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { computeBodyDigest } from './bridge-signature.ts';
import { buildProblem, sendProblem } from './problem.ts';

/** The digests that signatures promised, by request; a request that nobody signed is not in it. */
const promised = new WeakMap<IncomingMessage, Buffer>();

const EMPTY_DIGEST = computeBodyDigest(Buffer.alloc(0));

/** Notes what digest the body of a signed request must have. */
export const expectBodyDigest = (request: IncomingMessage, digest: Buffer): void => void promised.set(request, digest);

/** Checks a body as it came over the wire, before anything of it is parsed: for the option `verify` of body parsers, which makes it a refusal. */
export function checkBodyDigest(request: IncomingMessage, _response: unknown, body: Buffer): void {
  const digest = promised.get(request);
  if (digest === undefined) return;
  promised.delete(request);
  if (!timingSafeEqual(digest, computeBodyDigest(body))) throw new Error('the body is not the one that was signed');
}

/** Stands behind the body parsers: where none of them read a body, there was none, and that is what must have been signed. */
export const requireSignedEmptiness: RequestHandler = (request, response, next) => {
  const digest = promised.get(request);
  if (digest === undefined || timingSafeEqual(digest, EMPTY_DIGEST)) return next();
  sendProblem(response, buildProblem({ code: 'signature_invalid', details: {} }));
};
