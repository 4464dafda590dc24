import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { accept, refuse } from '../../core/index.ts';
import type { Outcome, SiteConnection } from '../../core/index.ts';
import { computeBodyDigest, NEW_KEY_ID, parseSignedRequest, verifyEd25519 } from './bridge-signature.ts';
import type { SignedClaim } from './bridge-signature.ts';
import type { HttpDependencies } from './dependencies.ts';
import { computeGrantDigest, isGrant } from './grant.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { DocumentedRoute } from './route.ts';
import { connectAnswerSchema, connectBodySchema, readProposal } from './schemas/connection.ts';
import { parseOwnPage, parseSiteAddress } from './site-address.ts';
import type { StrangerLimit } from './stranger-limit.ts';
import { isSkewed, readWire } from './verify-bridge.ts';

const BODY_LIMIT = '8kb';

/** What stands about the route in the documents; it is mounted by itself, because nobody is known yet who calls it. */
export const connectRoute: DocumentedRoute = {
  method: 'post',
  path: '/connect',
  summary: 'Connect a site: signed with its new key (keyid "new"), opened by a grant',
  access: { kind: 'grant' },
  query: null,
  body: connectBodySchema,
  status: 201,
  answer: connectAnswerSchema,
  refusals: ['signature_invalid', 'clock_skewed', 'site_moved', 'insecure_address', 'grant_invalid'],
};

type ConnectBody = z.output<typeof connectBodySchema>;

/** What a request claims, and the digest of its body once that was read. */
type Arrival = { readonly claim: SignedClaim; digest: Buffer | null };

/** The requests under way. */
const arrivals = new WeakMap<IncomingMessage, Arrival>();

/**
 * Mounts `POST /connect`. The key that signs is in the body, so this is the only place where a stranger's body is read: a small one, of a request
 * in our profile, and not of an address that has had too many tries. Everything that fails counts as a try.
 */
export function mountConnect(router: Router, dependencies: HttpDependencies, strangers: StrangerLimit): void {
  const welcome: RequestHandler = (request, response, next) => {
    if (strangers.isOver(request.ip))
      return sendProblem(response, buildProblem({ code: 'rate_limited', details: { retryAfterSeconds: 60 } }));
    const claim = parseSignedRequest(readWire(request));
    if (claim?.keyId !== NEW_KEY_ID) {
      strangers.count(request.ip);
      return sendProblem(response, buildProblem({ code: 'signature_invalid', details: {} }));
    }
    arrivals.set(request, { claim, digest: null });
    next();
  };
  const keepDigest = (request: IncomingMessage, _response: unknown, body: Buffer): void => {
    const arrival = arrivals.get(request);
    if (arrival !== undefined) arrival.digest = computeBodyDigest(body);
  };
  const parseJson = express.json({ limit: BODY_LIMIT, strict: true, verify: keepDigest });
  const countBroken: ErrorRequestHandler = (error, request, _response, next) => {
    strangers.count(request.ip);
    next(error);
  };
  const receive: RequestHandler = (request, response) => receiveConnection(request, response, dependencies, strangers);
  router.post('/connect', welcome, parseJson, countBroken, receive);
}

async function receiveConnection(
  request: Request,
  response: Response,
  dependencies: HttpDependencies,
  strangers: StrangerLimit,
): Promise<void> {
  const connected = await connect(dependencies, request);
  if (!connected.ok) {
    strangers.count(request.ip);
    return sendProblem(response, buildProblem(connected.refusal));
  }
  response.status(201).json(connected.value);
}

async function connect(dependencies: HttpDependencies, request: Request): Promise<Outcome<object>> {
  const arrival = arrivals.get(request);
  if (arrival === undefined) throw new Error('a connection was received without its claim');
  const body = connectBodySchema.safeParse(request.body ?? {});
  if (!body.success) return refuse('invalid_request', { path: body.error.issues[0]?.path.join('.') ?? '' });
  const now = dependencies.clock.now();
  const checked = checkClaim(arrival, body.data, now);
  if (!checked.ok) return checked;
  const connection = readConnection(dependencies, body.data, now);
  if (!connection.ok) return connection;
  const connected = await dependencies.directory.connectSite(connection.value);
  if (connected === null) return refuse('grant_invalid');
  const { site, business } = connected;
  dependencies.log.info({ tenantId: site.tenantId, siteId: site.id }, 'site connected');
  dependencies.setUpPayments(site.tenantId);
  const { name, timeZone, locale, currency, email, phone } = business;
  const presented = { name, timeZone, locale, currency, email, phone };
  return accept({ siteId: site.id, keyId: connection.value.keyId, serviceTime: now, business: presented });
}

/** The checks of every signed request, in the same order; the grant does what the nonce does elsewhere. */
function checkClaim({ claim, digest }: Arrival, body: ConnectBody, now: number): Outcome<null> {
  if (!verifyEd25519(body.publicKey, claim.base, claim.signature)) return refuse('signature_invalid');
  if (isSkewed(claim, now)) return refuse('clock_skewed', { serviceTime: now });
  if (claim.site !== body.siteUrl) return refuse('site_moved');
  const isWhole = digest !== null && timingSafeEqual(digest, claim.bodyDigest);
  return isWhole ? accept(null) : refuse('signature_invalid');
}

function readConnection({ ids }: HttpDependencies, body: ConnectBody, now: number): Outcome<SiteConnection> {
  const { grant, siteUrl, publicKey, manageUrl } = body;
  const bookingPageUrl = body.bookingPageUrl ?? null;
  const site = parseSiteAddress(siteUrl);
  if (!site.ok) return site;
  const manage = parseOwnPage(manageUrl, site.value, 'manageUrl');
  if (!manage.ok) return manage;
  const bookingPage = bookingPageUrl === null ? null : parseOwnPage(bookingPageUrl, site.value, 'bookingPageUrl');
  if (bookingPage?.ok === false) return bookingPage;
  if (!isGrant(grant)) return refuse('grant_invalid');
  return accept({
    ...{ siteUrl, publicKey, manageUrl, bookingPageUrl, now },
    grantDigest: computeGrantDigest(grant),
    newSiteId: ids.next('site'),
    keyId: ids.next('key'),
    allowedOrigins: [site.value.origin],
    proposal: readProposal(body.proposal),
  });
}
