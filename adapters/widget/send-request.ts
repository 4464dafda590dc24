import type { ActionKeys } from './action-keys.ts';
import { parseProblem } from './parse-problem.ts';
import { createProblem, isAway, RequestError } from './problem.ts';

export type RequestOptions = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
};

export type Transport = {
  readonly serviceUrl: string;
  readonly site: string;
  readonly fetch: typeof fetch;
  readonly keys: ActionKeys;
  readonly timeoutMs: number;
  /** Waits before each repetition of a request, in milliseconds; its length is how often one is repeated. */
  readonly retryDelaysMs: readonly number[];
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function buildUrl(transport: Transport, request: RequestOptions): string {
  const query = new URLSearchParams({ site: transport.site, ...request.query });
  return `${transport.serviceUrl.replace(/\/+$/, '')}/v1${request.path}?${query}`;
}

function buildHeaders(request: RequestOptions, key: string | null): Record<string, string> {
  return {
    ...(request.body && { 'content-type': 'application/json' }),
    ...(request.token && { authorization: `Bearer ${request.token}` }),
    ...(key !== null && { 'idempotency-key': key }),
  };
}

async function attempt(transport: Transport, request: RequestOptions, key: string | null): Promise<Response> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, transport.timeoutMs);
  request.signal?.addEventListener('abort', abort);
  if (request.signal?.aborted) abort();
  try {
    const response = await transport.fetch(buildUrl(transport, request), {
      method: request.method,
      headers: buildHeaders(request, key),
      body: request.body ? JSON.stringify(request.body) : null,
      credentials: 'omit',
      cache: 'no-store',
      signal: controller.signal,
    });
    // The body is read here so that the time limit covers it too.
    const bytes = await response.arrayBuffer();
    return new Response(bytes.byteLength > 0 ? bytes : null, { status: response.status, headers: response.headers });
  } catch (error) {
    throw new RequestError(createProblem(controller.signal.aborted ? 'timeout' : 'network'), error);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
  }
}

async function attemptOk(transport: Transport, request: RequestOptions, key: string | null): Promise<Response> {
  const response = await attempt(transport, request, key);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new RequestError(parseProblem(body, response.status));
}

function isWorthRepeating(error: unknown, request: RequestOptions): boolean {
  if (!(error instanceof RequestError) || request.signal?.aborted) return false;
  if (error.problem.code === 'timeout') return false;
  if (error.problem.code === 'network' || error.problem.code === 'idempotency_key_in_use') return true;
  return request.method === 'GET' && error.problem.status >= 502;
}

async function repeat(transport: Transport, request: RequestOptions, key: string | null): Promise<Response> {
  for (const delay of transport.retryDelaysMs) {
    try {
      return await attemptOk(transport, request, key);
    } catch (error) {
      if (!isWorthRepeating(error, request)) throw error;
      await wait(delay);
    }
  }
  return attemptOk(transport, request, key);
}

/**
 * Sends one request and answers with its successful response.
 *
 * A read is repeated when the service was not reached or is restarting. A write carries one idempotency key, kept until the service
 * has answered for good, so repeating it (by itself or because the visitor asks again) acts once.
 *
 * @throws RequestError with the problem, `network` and `timeout` included.
 */
export async function sendRequest(transport: Transport, request: RequestOptions): Promise<Response> {
  if (request.method === 'GET') return repeat(transport, request, null);
  const action = JSON.stringify([request.method, request.path, request.body]);
  try {
    const response = await repeat(transport, request, transport.keys.keyFor(action));
    transport.keys.settle(action);
    return response;
  } catch (error) {
    if (error instanceof RequestError && !isAway(error.problem) && error.problem.code !== 'idempotency_key_in_use') transport.keys.settle(action);
    throw error;
  }
}
