import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerApiCall } from './answer-api-call.ts';
import { answerBrowserRoute } from './browser-routes.ts';
import { findKey, readKeyOf } from './authenticate.ts';
import { answerControl } from './control-routes.ts';
import type { Deliverer } from './deliveries.ts';
import { answerJson } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import type { SandboxContext } from './sandbox-context.ts';

const LARGEST_BODY_BYTES = 1_000_000;

const PREFLIGHT: Answer = {
  status: 204,
  headers: {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, stripe-version, idempotency-key',
    'access-control-max-age': '600',
  },
  body: '',
};

/** One account of the sandbox while it runs. */
export interface RunningAccount {
  readonly context: SandboxContext;
  readonly deliverer: Deliverer;
  /** Idempotency keys of calls that are under way. */
  readonly inFlight: Set<string>;
}

/** Makes the listener that reads a request, finds its account and its part of the sandbox, and writes the answer or cuts the connection. */
export function createRequestListener(
  accounts: readonly [RunningAccount, ...RunningAccount[]],
  stopping: AbortSignal,
): RequestListener {
  const [first] = accounts;
  const route = (call: IncomingCall): Promise<Answer> | Answer => {
    if (call.path.startsWith('/v1/')) {
      if (call.method === 'OPTIONS') return PREFLIGHT;
      const { context, inFlight } = findByKey(accounts, call) ?? first;
      return answerApiCall(context, inFlight, call);
    }
    if (call.path.startsWith('/_sandbox/')) {
      const { context, deliverer } = findByKey(accounts, call) ?? first;
      return answerControl(context, deliverer, call);
    }
    const id = call.path.split('/').at(-1) ?? '';
    const owner = accounts.find(({ context: { state } }) => state.paymentIntents.has(id) || state.checkoutSessions.has(id));
    return answerBrowserRoute((owner ?? first).context, call) ?? answerUnknown(call);
  };
  return (request, response) => {
    handle(request, response, stopping, route).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      writeAnswer(response, answerJson(500, { error: { type: 'api_error', message: 'The sandbox has a fault.' } }));
    });
  };
}

/** Finds the account whose key a call carries. */
function findByKey(accounts: readonly RunningAccount[], call: IncomingCall): RunningAccount | undefined {
  const sent = new URLSearchParams([call.query, call.body].join('&')).get('key');
  const key = readKeyOf(call, sent === null ? {} : { key: sent });
  return accounts.find(({ context }) => findKey(context.options, key) !== null);
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
  route: (call: IncomingCall) => Promise<Answer> | Answer,
): Promise<void> {
  const hungUp = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) hungUp.abort();
  });
  const body = await readBody(request);
  if (body === null) {
    const message = 'The body is larger than the sandbox takes.';
    return writeAnswer(response, answerJson(413, { error: { type: 'invalid_request_error', message } }));
  }
  const address = request.url ?? '/';
  const mark = address.indexOf('?');
  const call = {
    method: request.method ?? 'GET',
    path: mark < 0 ? address : address.slice(0, mark),
    query: mark < 0 ? '' : address.slice(mark + 1),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body,
    closed: AbortSignal.any([hungUp.signal, stopping]),
  };
  writeAnswer(response, await route(call));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= LARGEST_BODY_BYTES) chunks.push(bytes);
  }
  return size > LARGEST_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (answer === 'broken') {
    response.socket?.destroy();
    return;
  }
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(response.req.method === 'HEAD' ? '' : answer.body);
}

function answerUnknown(call: IncomingCall): Answer {
  const message = `Unrecognized request URL (${call.method}: ${call.path}).`;
  return answerJson(404, { error: { type: 'invalid_request_error', message } });
}
