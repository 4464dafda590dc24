/** A request as the routes see it; `closed` fires when the caller hangs up or the sandbox stops. */
export interface IncomingCall {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly closed: AbortSignal;
}

/** An answer, or `broken`: the connection is cut without one. */
export type Answer =
  { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } | 'broken';

/** Makes a JSON answer. */
export function answerJson(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body, null, 2),
  };
}

/** Makes a page; it may be framed by any site unless `isFramed` is false, runs only our scripts, and is never cached. */
export function answerPage(status: number, html: string, isFramed = true): Answer {
  const ancestors = isFramed ? '*' : "'none'";
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors ${ancestors}; base-uri 'none'`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: html };
}

/** Waits, but no longer than until the signal fires. */
export function waitFor(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, delayMs);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
