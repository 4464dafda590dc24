import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerApiCall, answerRefusable, answerUnlessPlanned } from './answer-api-call.ts';
import { ApiFault, refuseMissing, renderFault } from './api-fault.ts';
import { buildCalendarPage } from './calendar-page.ts';
import { answerControl } from './control-routes.ts';
import { answerJson, answerPage } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import type { SandboxContext } from './sandbox-context.ts';

const LARGEST_BODY_BYTES = 1_000_000;
const STYLE = readFileSync(new URL('./browser/calendar.css', import.meta.url), 'utf8');

/** Makes the listener that reads a request, finds its part of the sandbox, and writes the answer or cuts the connection. */
export function createRequestListener(context: SandboxContext): RequestListener {
  return (request, response) => {
    handle(context, request, response).catch((error: unknown) => {
      // A caller who hangs up is no fault of ours.
      if (request.destroyed && !request.complete) return;
      process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      const fault = new ApiFault(500, 'backendError', 'The sandbox has a fault.');
      writeAnswer(response, answerJson(500, renderFault(fault)));
    });
  };
}

function route(context: SandboxContext, call: IncomingCall): Answer {
  if (call.path === '/token') {
    return answerUnlessPlanned(context, call, () => context.tokens.answer(call, `${context.publicUrl()}/token`));
  }
  if (call.path.startsWith('/calendar/v3/')) return answerUnlessPlanned(context, call, () => answerApiCall(context, call));
  if (call.path.startsWith('/_sandbox/')) return answerControl(context, call);
  const isRead = call.method === 'GET' || call.method === 'HEAD';
  if (isRead && call.path === '/') return answerPage(200, buildCalendarPage(context, call.query));
  if (isRead && call.path === '/calendar.css') {
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' }, body: STYLE };
  }
  return answerRefusable(() => {
    throw refuseMissing();
  });
}

async function handle(context: SandboxContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === null) {
    const fault = new ApiFault(413, 'uploadTooLarge', 'The body is larger than the sandbox takes.');
    return writeAnswer(response, answerJson(413, renderFault(fault)));
  }
  const address = request.url ?? '/';
  const mark = address.indexOf('?');
  const call = {
    method: request.method ?? 'GET',
    path: mark < 0 ? address : address.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1)),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body,
  };
  writeAnswer(response, route(context, call));
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
  const length = answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(answer.body) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(response.req.method === 'HEAD' ? '' : answer.body);
}
