import { isFields, parseProblem } from './parse-problem.ts';
import { createProblem, problemOf, RequestError } from './problem.ts';
import type { Problem } from './problem.ts';

export type RequestOptions = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
  /** The idempotency key of a write. */
  readonly key?: string;
  /** The solved puzzle that the service has asked for. */
  readonly proof?: string;
  /** Whether the answer is a calendar file; all others are JSON objects. */
  readonly isCalendar?: boolean;
};

export type Transport = {
  /** The root below which the routes are: a service's own address, or a site's REST root. */
  readonly serviceUrl: string;
  /** The root of a second way, for when the first is blocked. */
  readonly fallbackUrl?: string | null;
  /** The public site id; empty on the service's own pages and behind a site's bridge. */
  readonly site: string;
  /** A manage token that opens every request, where there is one. */
  readonly token?: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  /** Waits before each repetition of a request, in milliseconds; its length is how often one is repeated. */
  readonly retryDelaysMs: readonly number[];
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A root may carry the route in its own query (`?rest_route=/holdfast`, `?action=holdfast&path=`): then the request's query joins that. */
function buildUrl(root: string, { site }: Transport, { path, query }: RequestOptions): string {
  const address = `${root.replace(/\/+$/, '')}/v1${path}`;
  const rest = new URLSearchParams({ ...(site && { site }), ...query }).toString();
  return rest ? `${address}${address.includes('?') ? '&' : '?'}${rest}` : address;
}

function buildHeaders(transport: Transport, request: RequestOptions): Record<string, string> {
  const token = request.token ?? transport.token;
  return {
    ...(request.body && { 'content-type': 'application/json' }),
    // Not `Authorization`: hosts strip that, and plugins take it for their own.
    ...(token && { 'holdfast-token': token }),
    ...(request.key && { 'idempotency-key': request.key }),
    ...(request.proof && { 'holdfast-proof': request.proof }),
  };
}

async function fetchText(
  root: string,
  transport: Transport,
  request: RequestOptions,
): Promise<{ readonly status: number; readonly text: string }> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, transport.timeoutMs);
  request.signal?.addEventListener('abort', abort);
  if (request.signal?.aborted) abort();
  try {
    const response = await transport.fetch(buildUrl(root, transport, request), {
      method: request.method,
      headers: buildHeaders(transport, request),
      body: request.body ? JSON.stringify(request.body) : null,
      credentials: 'omit',
      cache: 'no-store',
      signal: controller.signal,
    });
    // The body is read here so that the time limit covers it too.
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new RequestError(createProblem(controller.signal.aborted ? 'timeout' : 'network'), error);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function attempt(root: string, transport: Transport, request: RequestOptions): Promise<unknown> {
  const { status, text } = await fetchText(root, transport, request);
  const isOk = status < 300;
  if (isOk && request.isCalendar && text.startsWith('BEGIN:')) return text;
  const body = parseJson(text);
  if (isOk && isFields(body)) return body;
  throw new RequestError(parseProblem(body, status));
}

/** Whether something in between kept the request from the service: nothing was heard, or what answered is not ours. */
const isBlocked = ({ code, status }: Problem): boolean => code === 'network' || (code === 'bad_answer' && status !== 429);

/** The root that got through last, by the address of the service. It is the page's, so that all its widgets take the open way at once. */
const openRoots = new Map<string, string>();

/** Sends a request the way that got through last; when that is blocked, the very same request goes the other way. */
async function attemptAnyWay(transport: Transport, request: RequestOptions): Promise<unknown> {
  const { serviceUrl, fallbackUrl } = transport;
  const root = openRoots.get(serviceUrl) ?? serviceUrl;
  const other = root === serviceUrl ? fallbackUrl : serviceUrl;
  try {
    return await attempt(root, transport, request);
  } catch (error) {
    if (!other || !isBlocked(problemOf(error))) throw error;
    const second = attempt(other, transport, request);
    const isOpen = await second.then(
      () => true,
      (reason: unknown) => !isBlocked(problemOf(reason)),
    );
    if (isOpen) openRoots.set(serviceUrl, other);
    return second;
  }
}

function isWorthRepeating(error: unknown, request: RequestOptions): boolean {
  const { code, status } = problemOf(error);
  if (request.signal?.aborted || code === 'timeout') return false;
  if (code === 'network' || code === 'idempotency_key_in_use') return true;
  return request.method === 'GET' && status >= 502;
}

/**
 * Sends one request and answers with the JSON object (or the calendar file's text) of its success. A read is repeated when the service was not
 * reached or is restarting; a write (which carries a key) when it was not reached, or its first sending still runs.
 *
 * @throws RequestError with the problem, `network`, `timeout` and `bad_answer` (somebody else answered) included.
 */
export async function sendRequest(transport: Transport, request: RequestOptions): Promise<unknown> {
  for (const delay of transport.retryDelaysMs) {
    try {
      return await attemptAnyWay(transport, request);
    } catch (error) {
      if (!isWorthRepeating(error, request)) throw error;
      await wait(delay);
    }
  }
  return attemptAnyWay(transport, request);
}
