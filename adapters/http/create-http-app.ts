import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { Fault } from '../../core/index.ts';
import type { ErrorCode } from '../../core/index.ts';
import { createAnswerMemory } from './answer-memory.ts';
import { createAuthentication, requireAdmin } from './authenticate.ts';
import { checkBodyDigest, requireSignedEmptiness } from './body-digest.ts';
import { mountConnectPage } from './connect-page/mount-connect-page.ts';
import { mountConnect } from './connect-route.ts';
import { createCors } from './cors.ts';
import type { HttpDependencies, Log } from './dependencies.ts';
import { renderDocsPage } from './docs-page.ts';
import { mountFeeds } from './feed-route.ts';
import { mountRoute } from './mount-route.ts';
import { buildOpenApi } from './openapi.ts';
import { pageStyle, renderManagePage } from './pages.ts';
import { chooseVisitorWords } from './plain-pages/page-words.ts';
import { mountPlainPages, preparePlainPages } from './plain-pages/mount-plain-pages.ts';
import { buildProblem, sendProblem } from './problem.ts';
import { createVisitorLimits } from './rate-limits.ts';
import { allRoutes } from './routes/all-routes.ts';
import { createStrangerLimit } from './stranger-limit.ts';
import type { StrangerLimit } from './stranger-limit.ts';
import { mountWebhooks } from './webhook-route.ts';

/** The most that a JSON body may hold; a catalogue is the largest there is, then one of its parts with the dates of years. */
const BODY_LIMIT = '64kb';
const CATALOG_ITEM_BODY_LIMIT = '512kb';
const CATALOG_BODY_LIMIT = '2mb';

/**
 * Creates the HTTP application: public and admin routes below /v1, provider webhooks, health, documents, the widget and the manage page.
 * The application keeps no state of its own but rate counters, and answers that it checks before it gives them again.
 */
export function createHttpApp(dependencies: HttpDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', dependencies.trustedProxies);
  app.set('query parser', 'simple');
  app.use(createRequestLog(dependencies.log));
  app.use(refusePlainHttp);
  app.use(createHelmet(dependencies));
  const strangers = createStrangerLimit(dependencies.strangerLimit, dependencies.clock);
  mountWebhooks(app, dependencies, strangers);
  app.use('/v1', createApi(dependencies, strangers));
  mountHealth(app, dependencies);
  mountPages(app, dependencies);
  mountConnectPage(app, dependencies);
  return app;
}

/** Closes an application: unknown addresses and errors become problems. Call it after everything else is mounted. */
export function closeHttpApp(app: Express, log: Log): Express {
  app.use((_request, response) => sendProblem(response, buildProblem({ code: 'not_found', details: {} })));
  app.use(createErrorHandler(log));
  return app;
}

function createApi(dependencies: HttpDependencies, strangers: StrangerLimit): RequestHandler {
  const api = express.Router();
  api.use((_request, response, next) => {
    // Times and prices change by the second: no cache on the way may keep them.
    response.set({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    next();
  });
  api.use(createCors(dependencies));
  api.get('/openapi.json', (_request, response) => void response.json(buildOpenApi(dependencies.publicUrl)));
  mountConnect(api, dependencies, strangers);
  mountFeeds(api, dependencies, strangers);
  preparePlainPages(api, dependencies);
  // Nothing of a body is read before it is known who sends it.
  api.use(createAuthentication(dependencies, strangers));
  api.use(...createVisitorLimits(dependencies));
  mountPlainPages(api, dependencies);
  api.use('/admin', requireAdmin);
  api.use(requireJson);
  const json = { strict: true, reviver: refuseBrokenText, verify: checkBodyDigest };
  api.use('/admin/catalog', express.json({ ...json, limit: CATALOG_BODY_LIMIT }));
  const items = ['/admin/services', '/admin/resources', '/admin/schedules', '/admin/locations', '/admin/codes'];
  api.use(items, express.json({ ...json, limit: CATALOG_ITEM_BODY_LIMIT }));
  api.use(express.json({ ...json, limit: BODY_LIMIT }));
  api.use(requireSignedEmptiness);
  const memory = createAnswerMemory({
    clock: dependencies.clock,
    maximumBytes: dependencies.answerBytes,
    loadWatch: (tenantId) => dependencies.loadReading(tenantId).changes,
  });
  for (const route of allRoutes) mountRoute(api, route, dependencies, memory);
  return api;
}

function mountHealth(app: Express, { checkReadiness }: HttpDependencies): void {
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    const { ready, checks } = await checkReadiness();
    response.status(ready ? 200 : 503).json({ ready, checks });
  });
}

function mountPages(app: Express, { publicUrl, widgetDirectory }: HttpDependencies): void {
  app.get('/openapi.json', (_request, response) => void response.json(buildOpenApi(publicUrl)));
  app.get('/docs', (_request, response) => void response.type('html').send(renderDocsPage()));
  app.get(
    '/manage',
    (request, response) =>
      void response
        .set({ 'Cache-Control': 'no-store', Vary: 'Accept-Language' })
        .type('html')
        .send(renderManagePage(publicUrl, chooseVisitorWords(request))),
  );
  app.get('/assets/page.css', (_request, response) => void response.type('css').send(pageStyle));
  const setHeaders = (response: { setHeader: (name: string, value: string) => void }): void => {
    // Module scripts are fetched with CORS; the widget is public.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  };
  app.use('/widget', express.static(widgetDirectory, { index: false, setHeaders, maxAge: '5m' }));
}

/** Our own pages run our own scripts and the payment provider's, and nothing else. */
const createHelmet = ({ paymentOrigins }: HttpDependencies): RequestHandler =>
  helmet({
    referrerPolicy: { policy: 'no-referrer' },
    // Whether this is reached over HTTPS is the proxy's affair; a header would bind localhost too.
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...paymentOrigins],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...paymentOrigins],
        frameSrc: ["'self'", ...paymentOrigins],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
    },
  });

/** The service answers only over HTTPS, except to its own machine: a loopback connection, to a loopback name, that nobody forwarded. */
const refusePlainHttp: RequestHandler = (request, response, next) => {
  const isLoopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
  const isLocalName = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(request.get('host') ?? '');
  const isForwarded = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via'].some(
    (name) => request.get(name) !== undefined,
  );
  if (request.secure || (isLoopback && isLocalName && !isForwarded)) return next();
  sendProblem(response, buildProblem({ code: 'https_required', details: {} }));
};

/** Text that no database can keep (U+0000, half a surrogate pair) is no text: the body counts as broken. */
function refuseBrokenText(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed()))
    throw new SyntaxError('text that cannot be stored');
  return value;
}

const requireJson: RequestHandler = (request, response, next) => {
  const hasBody =
    request.get('content-length') !== undefined
      ? request.get('content-length') !== '0'
      : request.get('transfer-encoding') !== undefined;
  if (hasBody && request.is('application/json') === false)
    return sendProblem(response, buildProblem({ code: 'unsupported_media_type', details: {} }));
  next();
};

/** One line a request: no query, no body, no address of a person, and of the path only our own words and ids. */
function createRequestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method } = request;
    const path = describePath(request.originalUrl);
    response.on('finish', () => {
      log.info({ method, path, status: response.statusCode, milliseconds: Math.round(performance.now() - startedAt) }, 'request');
    });
    next();
  };
}

/** What callers write into a path may be anything, an e-mail address too: only short plain words and ids of ours are logged as they are. */
function describePath(url: string): string {
  const [path = ''] = url.split('?');
  const isOurs = (segment: string): boolean =>
    /^([a-z][a-z.-]{0,20}|v1|)$/.test(segment) || /^[a-z]{3,4}_[A-Za-z0-9_-]{1,48}$/.test(segment);
  return path
    .split('/')
    .map((segment) => (isOurs(segment) ? segment : '…'))
    .join('/');
}

/** Turns whatever was thrown into a problem. Only the last kind is a bug of ours, and only it is logged with its stack. */
function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Fault) {
      log.warn(
        {
          code: error.code,
          provider: error.provider,
          requestId: error.requestId,
          path: describePath(request.originalUrl),
          reason: error.message,
        },
        'fault',
      );
      return sendProblem(response, buildProblem({ code: error.code, details: {} }));
    }
    const code = readBodyError(error);
    if (code === null)
      log.error({ path: describePath(request.originalUrl), error: error instanceof Error ? error.stack : String(error) }, 'bug');
    sendProblem(response, buildProblem({ code: code ?? 'internal_error', details: {} }));
  };
}

const bodyErrors: Readonly<Record<string, ErrorCode>> = {
  'entity.verify.failed': 'signature_invalid',
  'entity.parse.failed': 'invalid_json',
  'entity.too.large': 'body_too_large',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'request.aborted': 'invalid_request',
  'request.size.invalid': 'invalid_request',
};

/** Reads what body-parser and the router say about a bad request. */
function readBodyError(error: unknown): ErrorCode | null {
  if (error instanceof URIError) return 'not_found';
  const type: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'type') : undefined;
  return typeof type === 'string' ? (bodyErrors[type] ?? null) : null;
}
