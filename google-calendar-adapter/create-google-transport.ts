import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import { createAccessTokens } from './create-access-tokens.ts';
import type { AccessTokens } from './create-access-tokens.ts';
import { createAssertionSigner } from './create-assertion-signer.ts';
import type { GoogleCredentials } from './google-credentials.ts';
import type { GoogleScope } from './google-scopes.ts';
import { requireGood, retryCall } from './retry-call.ts';
import type { Wait } from './retry-call.ts';
import { sendCall } from './send-call.ts';
import type { CallAnswer } from './send-call.ts';

/** A call of Google's Calendar API. It must be safe to repeat: a read, or a write whose repetition changes nothing. */
export type GoogleRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/calendar/v3/`, each part encoded. */
  readonly path: string;
  readonly scope: GoogleScope;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Writes only if the object still has this etag; otherwise 412. */
  readonly ifMatch?: string | undefined;
  /** Statuses besides 2xx that the caller takes for an answer. */
  readonly answers?: readonly number[];
};

/** A status that was asked for, and the JSON that came with it (null where there was none). */
export type GoogleAnswer = { readonly status: number; readonly body: unknown };

/**
 * Sends calls to Google's Calendar API for one service account. Each try ends after ten seconds; 429, 5xx, exhausted quotas and lost
 * connections are tried up to four times, the last within half a minute.
 *
 * Throws `Fault`: `provider_unavailable` (retryable), `provider_rejected`. Their messages hold a status and Google's word for the reason.
 */
export type GoogleTransport = { readonly send: (request: GoogleRequest) => Promise<GoogleAnswer> };

/** Whose calls, and where to. */
export type GoogleTransportOptions = {
  readonly credentials: GoogleCredentials;
  readonly clock: Clock;
  /** Another place than Google's own, for the sandbox: `http://127.0.0.1:PORT`. */
  readonly apiBase?: string | undefined;
  readonly tokenUrl?: string | undefined;
  /** The longest time of one try, in milliseconds. */
  readonly timeoutMillis?: number | undefined;
  /** How pauses between tries are made; tests do not wait. */
  readonly wait?: Wait | undefined;
};

const API_BASE = 'https://www.googleapis.com';
const TOKEN_URL = 'https://oauth2.googleapis.com/token';

/**
 * Creates a client of Google's Calendar API. It asks for tokens when they are needed, keeps them in memory, and renews them ahead of their end.
 *
 * @throws TypeError when the private key cannot be read, or an address is neither https nor on this machine.
 */
export function createGoogleTransport(options: GoogleTransportOptions): GoogleTransport {
  const { credentials, clock, timeoutMillis, wait = (milliseconds) => sleep(milliseconds) } = options;
  const apiBase = checkAddress(options.apiBase ?? API_BASE).replace(/\/+$/, '');
  const tokenUrl = checkAddress(options.tokenUrl ?? TOKEN_URL);
  const tokens = createAccessTokens({
    tokenUrl,
    clock,
    signAssertion: createAssertionSigner(credentials, tokenUrl),
    // Whoever needs the token repeats: repeats of repeats would be many.
    send: async (call) => requireGood(await sendCall(call, timeoutMillis)),
  });
  return {
    send: (request) =>
      retryCall(
        () => sendWithToken(tokens, request.scope, (token) => sendCall(buildCall(apiBase, request, token), timeoutMillis)),
        request.answers ?? [],
        wait,
        clock,
      ),
  };
}

/** Sends with a token, and once more with a new one when Google no longer takes the first. */
async function sendWithToken(
  tokens: AccessTokens,
  scope: GoogleScope,
  send: (token: string) => Promise<CallAnswer>,
): Promise<CallAnswer> {
  const token = await tokens.take(scope);
  const answer = await send(token);
  if (answer.status !== 401) return answer;
  tokens.forget(scope, token);
  return send(await tokens.take(scope));
}

function buildCall(apiBase: string, { method, path, query, body, ifMatch }: GoogleRequest, token: string) {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return {
    url: `${apiBase}/calendar/v3/${path}${search}`,
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

/** Tokens and bookings do not travel in the clear. */
function checkAddress(address: string): string {
  const { protocol, hostname } = new URL(address);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return address;
  throw new TypeError('Google is called over https; only an address on this machine may do without.');
}
