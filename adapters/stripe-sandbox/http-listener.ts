import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerApiCall } from './answer-api-call.ts';
import { answerBrowserRoute } from './browser-routes.ts';
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

/** Makes the listener that reads a request, finds its part of the sandbox, and writes the answer or cuts the connection. */
export function createRequestListener(context: SandboxContext, deliverer: Deliverer, stopping: AbortSignal): RequestListener {
  const inFlight = new Set<string>();
  const route = (call: IncomingCall): Promise<Answer> | Answer => {
    if (call.path.startsWith('/v1/')) return call.method === 'OPTIONS' ? PREFLIGHT : answerApiCall(context, inFlight, call);
    if (call.path.startsWith('/_sandbox/')) return answerControl(context, deliverer, call);
    return answerBrowserRoute(context, call) ?? answerUnknown(call);
  };
  return (request, response) => {
    handle(request, response, stopping, route).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      writeAnswer(response, answerJson(500, { error: { type: 'api_error', message: 'The sandbox has a fault.' } }));
    });
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
  route: (call: IncomingCall) => Promise<Answer> | Answer,
): Promise<void> {
  const hungUp = new AbortController();
  response.once('close', () => hungUp.abort());
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
