/** A request as the routes see it. */
export type IncomingCall = {
  readonly method: string;
  /** As it was sent, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** An answer, or `broken`: the connection is cut without one. */
export type Answer =
  { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } | 'broken';

/** Makes a JSON answer. */
export function answerJson(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const own = { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store', ...headers };
  return { status, headers: own, body: JSON.stringify(body, null, 1) };
}

/** Makes a page that runs no script and may not be framed. */
export function answerPage(status: number, html: string): Answer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: html };
}
