import { buildUnreadable, mapGoogleSilence } from './map-google-error.ts';

/** One HTTP call as it goes out. */
export type OutgoingCall = {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

/** What came back; `body` is null where nothing was sent. */
export type CallAnswer = {
  readonly status: number;
  readonly body: unknown;
  /** How long Google asks to wait, in milliseconds. */
  readonly retryAfter: number | null;
};

/** Longer than Google ever needs. The body counts too. */
const TIMEOUT_MILLIS = 10_000;

/** Sends one call once, and reads its JSON. Throws the retryable fault `provider_unavailable` when no answer came, or a good one that is not JSON. */
export async function sendCall(
  { url, method, headers, body }: OutgoingCall,
  timeoutMillis = TIMEOUT_MILLIS,
): Promise<CallAnswer> {
  const { status, text, retryAfter } = await exchange(url, {
    method,
    headers: { accept: 'application/json', ...headers },
    // A redirect would carry a token elsewhere, and Google sends none.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMillis),
    ...(body === undefined ? {} : { body }),
  });
  return { status, retryAfter: readRetryAfter(retryAfter), body: readBody(status, text) };
}

async function exchange(url: string, options: RequestInit) {
  try {
    const response = await fetch(url, options);
    return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    throw mapGoogleSilence(error);
  }
}

function readBody(status: number, text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // A refusal that is a gateway's page is still a refusal with a status.
    if (status >= 300) return null;
    throw buildUnreadable('JSON');
  }
}

const readRetryAfter = (header: string | null): number | null =>
  header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : null;
