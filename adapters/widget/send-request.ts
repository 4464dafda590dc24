import { parseProblem } from './parse-problem.ts';
import { createProblem, RequestError } from './problem.ts';

export type RequestOptions = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
  /** The idempotency key of a write. */
  readonly key?: string;
};

export type Transport = {
  readonly serviceUrl: string;
  /** The public site id; empty on the service's own pages. */
  readonly site: string;
  /** A manage token that opens every request, where there is one. */
  readonly token?: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  /** Waits before each repetition of a request, in milliseconds; its length is how often one is repeated. */
  readonly retryDelaysMs: readonly number[];
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function buildUrl(transport: Transport, request: RequestOptions): string {
  const query = new URLSearchParams({ ...(transport.site && { site: transport.site }), ...request.query });
  return `${transport.serviceUrl.replace(/\/+$/, '')}/v1${request.path}?${query}`;
}

function buildHeaders(transport: Transport, request: RequestOptions): Record<string, string> {
  const token = request.token ?? transport.token;
  return {
    ...(request.body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(request.key && { 'idempotency-key': request.key }),
  };
}

async function attempt(transport: Transport, request: RequestOptions): Promise<Response> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, transport.timeoutMs);
  request.signal?.addEventListener('abort', abort);
  if (request.signal?.aborted) abort();
  try {
    const response = await transport.fetch(buildUrl(transport, request), {
      method: request.method,
      headers: buildHeaders(transport, request),
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

async function attemptOk(transport: Transport, request: RequestOptions): Promise<Response> {
  const response = await attempt(transport, request);
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

/**
 * Sends one request and answers with its successful response. A read is repeated when the service was not reached or is restarting;
 * a write (which carries a key) when it was not reached, or its first sending still runs.
 *
 * @throws RequestError with the problem, `network` and `timeout` included.
 */
export async function sendRequest(transport: Transport, request: RequestOptions): Promise<Response> {
  for (const delay of transport.retryDelaysMs) {
    try {
      return await attemptOk(transport, request);
    } catch (error) {
      if (!isWorthRepeating(error, request)) throw error;
      await wait(delay);
    }
  }
  return attemptOk(transport, request);
}
