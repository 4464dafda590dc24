import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { isId, refuse } from '../../core/index.ts';
import type { BookingId, Order, Outcome, Ports, Refusal } from '../../core/index.ts';
import { buildEtag } from './answer-memory.ts';
import type { AnswerMemory, RememberedAnswer } from './answer-memory.ts';
import { readPrincipal } from './authenticate.ts';
import type { HttpDependencies } from './dependencies.ts';
import { buildEntityTag, namesVersion } from './entity-version.ts';
import type { Conditions } from './entity-version.ts';
import { answerOnce, isIdempotencyKey } from './idempotency.ts';
import type { Answer } from './idempotency.ts';
import { isOwner } from './principal.ts';
import type { Principal } from './principal.ts';
import { buildProblem, sendProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { RawAnswer, Route, RouteContext, StandingAnswer } from './route.ts';
import { sendRemembered } from './send-remembered.ts';

/** Mounts a route behind the authentication: authorise → parse → one use case → answer. Whatever goes wrong in between is a problem with a code. */
export function mountRoute(router: Router, route: Route, dependencies: HttpDependencies, memory: AnswerMemory): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  router[route.method](path, async (request, response) => {
    const principal = readPrincipal(request);
    const loadPorts = (): Promise<Ports> => dependencies.loadPorts(principal.tenantId);
    const access = await checkAccess(route, principal, loadPorts, request);
    if (!access.ok) return sendProblem(response, buildProblem(access.refusal));
    const call: Call = { route, dependencies, principal, loadPorts, request, access: access.value };
    if (route.isRemembered === true) return answerRemembered(call, memory, response);
    const answer = route.method === 'get' ? await runRoute(call, null) : await runRepeatable(call);
    if (route.method !== 'get') dependencies.wake(principal.tenantId);
    sendAnswer(request, response, answer);
  });
}

type Access = { readonly bookingId: BookingId; readonly order: Order | null };

type Call = {
  readonly route: Route;
  readonly dependencies: HttpDependencies;
  readonly principal: Principal;
  readonly loadPorts: () => Promise<Ports>;
  readonly request: Request;
  readonly access: Access;
};

/** Placed where a route has no booking; never looked up. */
const NO_BOOKING: BookingId = 'bkg_none';

/** Checks that the caller may use the route, and for a booking route that this very booking is his. A stranger learns nothing: 404. */
async function checkAccess(
  route: Route,
  principal: Principal,
  loadPorts: Call['loadPorts'],
  request: Request,
): Promise<Outcome<Access>> {
  const { access } = route;
  const scope = access.kind === 'owner' ? 'admin' : 'bookings';
  if (principal.kind === 'server' && !principal.scopes.includes(scope)) return refuse('forbidden', { scope });
  if (access.kind === 'owner' && !isOwner(principal)) return refuse('unauthorized');
  if (access.kind === 'site' && principal.kind !== 'site') return refuse('unauthorized');
  // Whoever books has an address: what a site asks for itself is counted nowhere.
  if (access.kind === 'public' && principal.kind === 'site' && route.method !== 'get') return refuse('unauthorized');
  if (access.kind !== 'booking') return { ok: true, value: { bookingId: NO_BOOKING, order: null } };
  if (principal.kind === 'visitor' || principal.kind === 'site') return refuse('unauthorized');
  const { id } = request.params;
  if (typeof id !== 'string' || !isId('bkg', id)) return refuse('booking_not_found');
  const { bookings } = await loadPorts();
  const order = await bookings.findOrderOfBooking(id);
  if (order === null || !isOwn(principal, order)) return refuse('booking_not_found');
  return { ok: true, value: { bookingId: id, order } };
}

const isOwn = (principal: Principal, order: Order): boolean =>
  isOwner(principal) ||
  (principal.kind === 'customer' &&
    principal.claim.orderId === order.id &&
    principal.claim.manageVersion === order.manageVersion);

/** Runs a writing route once per Idempotency-Key. */
async function runRepeatable(call: Call): Promise<Answer | Problem> {
  const key = call.request.get('idempotency-key') ?? null;
  if (key === null) return runRoute(call, null);
  if (!isIdempotencyKey(key)) return buildProblem({ code: 'invalid_request', details: { path: 'Idempotency-Key' } });
  const { method, path } = call.request;
  const body = JSON.stringify(call.request.body ?? {}) + describeConditions(readConditions(call.request));
  return answerOnce(call.dependencies, { key, principal: call.principal, method, path, body }, (repeatKey) =>
    runRoute(call, repeatKey),
  );
}

const readConditions = (request: Request): Conditions => ({
  ifMatch: request.get('if-match') ?? null,
  ifNoneMatch: request.get('if-none-match') ?? null,
});

/** The same body under another condition is another wish. */
const describeConditions = ({ ifMatch, ifNoneMatch }: Conditions): string =>
  ifMatch === null && ifNoneMatch === null ? '' : `\n${JSON.stringify([ifMatch, ifNoneMatch])}`;

/** Answers from memory what may be answered from it. */
async function answerRemembered(call: Call, memory: AnswerMemory, response: Response): Promise<void> {
  const { route, dependencies, principal, request } = call;
  const query = (route.query ?? z.unknown()).safeParse(request.query);
  if (!query.success) return sendProblem(response, buildInvalid(query.error));
  // What a customer's own order says may be in the answer.
  const own = principal.kind === 'customer' ? principal.claim : null;
  const question = JSON.stringify([principal.tenantId, route.path, query.data, own]);
  const answer = await memory.find(principal.tenantId, question, async () => {
    const { catalog } = dependencies.loadReading(principal.tenantId);
    const ports = { ...(await call.loadPorts()), catalog };
    const outcome = await route.handle(buildContext(call, ports, { query: query.data, body: {}, repeatKey: null }));
    if (!outcome.ok) return { answer: buildRefusal(outcome.refusal), standsUntil: null };
    const { answer: value, standsUntil } = standingSchema.parse(outcome.value) satisfies StandingAnswer;
    const body = Buffer.from(JSON.stringify(value), 'utf8');
    return { answer: { status: route.status, contentType: JSON_TYPE, body, etag: buildEtag(body) }, standsUntil };
  });
  await sendRemembered(request, response, answer);
}

const standingSchema = z.object({ answer: z.unknown(), standsUntil: z.number() });

function buildRefusal(refusal: Refusal): RememberedAnswer {
  const problem = buildProblem(refusal);
  return { status: problem.status, contentType: PROBLEM, body: Buffer.from(JSON.stringify(problem), 'utf8'), etag: null };
}

const buildContext = (
  { dependencies, principal, request, access }: Call,
  ports: Ports,
  parsed: Pick<RouteContext<unknown, unknown>, 'query' | 'body' | 'repeatKey'>,
): RouteContext<unknown, unknown> => ({
  ...{ ports, principal, dependencies, ...parsed },
  proof: request.get('holdfast-proof') ?? null,
  conditions: readConditions(request),
  pathId: String(request.params['id'] ?? ''),
  ...access,
});

const JSON_TYPE = 'application/json; charset=utf-8';

/** Parses the request and calls the handler. */
async function runRoute(call: Call, repeatKey: string | null): Promise<Answer> {
  const { route, request } = call;
  const query = (route.query ?? z.unknown()).safeParse(request.query);
  const body = (route.body ?? z.unknown()).safeParse(request.body ?? {});
  if (!query.success) return convertProblem(buildInvalid(query.error));
  if (!body.success) return convertProblem(buildInvalid(body.error));
  const ports = await call.loadPorts();
  const outcome = await route.handle(buildContext(call, ports, { query: query.data, body: body.data, repeatKey }));
  if (!outcome.ok) return convertProblem(buildProblem(outcome.refusal));
  if (route.answer === null) return convertRaw(outcome.value);
  return {
    status: route.status,
    contentType: JSON_TYPE,
    body: JSON.stringify(outcome.value),
    fileName: null,
    version: route.isConditional === true ? versionSchema.parse(outcome.value).version : null,
  };
}

const versionSchema = z.object({ version: z.string() });

/** Builds the problem of a request whose shape is wrong, with the path of each field. A zone or an amount has its own code. */
function buildInvalid(error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const isZone = errors.length > 0 && errors.every(({ path }) => path === 'timeZone');
  return { ...buildProblem({ code: isZone ? 'invalid_time_zone' : 'invalid_request', details: {} }), errors };
}

const PROBLEM = 'application/problem+json';

const convertProblem = (problem: Problem): Answer => ({
  status: problem.status,
  contentType: PROBLEM,
  body: JSON.stringify(problem),
  fileName: null,
  version: null,
});

function convertRaw(value: unknown): Answer {
  const raw = z.object({ contentType: z.string(), body: z.string(), fileName: z.string() }).parse(value) satisfies RawAnswer;
  return { status: 200, ...raw, version: null };
}

function sendAnswer(request: Request, response: Response, answer: Answer | Problem): void {
  if ('code' in answer) return sendProblem(response, answer);
  const { status, contentType, body, fileName, version } = answer;
  if (version !== null) response.set('ETag', buildEntityTag(version));
  const known = request.method === 'GET' ? request.get('if-none-match') : undefined;
  if (version !== null && known !== undefined && namesVersion(known, version)) return void response.status(304).end();
  if (fileName !== null) response.set('Content-Disposition', `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`);
  const wait = contentType === PROBLEM ? readRetryAfter(status, body) : null;
  if (wait !== null) response.set('Retry-After', wait);
  response.status(status).set('Content-Type', contentType).send(Buffer.from(body, 'utf8'));
}

const waitSchema = z.object({ retryAfterSeconds: z.number() });

/** How long the caller is to wait: what the problem says, else a moment where waiting helps, else null. */
function readRetryAfter(status: number, body: string): string | null {
  const wait = waitSchema.safeParse(JSON.parse(body));
  if (wait.success) return String(wait.data.retryAfterSeconds);
  return status === 429 || status === 503 ? '5' : null;
}
