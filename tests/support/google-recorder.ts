import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { validateGoogleAnswer, validateGoogleRequest } from './google-schema.ts';
import type { GoogleCall } from './google-schema.ts';

/** One call that went to Google, and what came back; null when the connection broke. */
export type RecordedGoogleCall = GoogleCall & {
  readonly ifMatch: string | null;
  readonly status: number | null;
  readonly answer: unknown;
};

/** A small proxy that keeps every call. */
export type GoogleRecorder = {
  readonly url: string;
  readonly calls: readonly RecordedGoogleCall[];
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

const PASSED_ON = ['authorization', 'content-type', 'if-match', 'accept'];

/** Starts a recorder in front of Google's API, or of what plays it. */
export async function startGoogleRecorder(target: string): Promise<GoogleRecorder> {
  const calls: RecordedGoogleCall[] = [];
  const server = createServer((request, response) => void handle(target, calls, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    clear: () => void calls.splice(0),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  target: string,
  calls: RecordedGoogleCall[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await readText(request);
  const address = request.url ?? '/';
  const { searchParams } = new URL(address, target);
  const method = request.method ?? 'GET';
  const headers = Object.fromEntries(
    PASSED_ON.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
  );
  const note = (status: number | null, answer: unknown): void =>
    void calls.push({
      method,
      path: address.split('?')[0] ?? '',
      query: searchParams,
      body: parse(sent),
      ifMatch: headers['if-match'] ?? null,
      status,
      answer,
    });
  try {
    const answer = await fetch(`${target}${address}`, { method, headers, ...(sent === '' ? {} : { body: sent }) });
    const text = await answer.text();
    note(answer.status, parse(text));
    const kept = ['content-type', 'retry-after', 'etag'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(answer.status, Object.fromEntries(kept)).end(text);
  } catch {
    note(null, null);
    response.socket?.destroy();
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const writtenSchema = z.object({
  id: z.string().regex(/^hf[0-9a-f]{32,}$/),
  attendees: z.undefined().optional(),
  iCalUID: z.undefined().optional(),
  start: z.object({ dateTime: z.string().regex(/[+-]\d\d:\d\d$/), timeZone: z.string() }),
  end: z.object({ dateTime: z.string().regex(/[+-]\d\d:\d\d$/), timeZone: z.string() }),
  extendedProperties: z.object({
    private: z.strictObject({ holdfastBooking: z.string().startsWith('bkg_'), holdfastRevision: z.string().regex(/^\d+$/) }),
  }),
});

/** Finds what is wrong in recorded calls: against the specification, and against what our own writes promise. */
export function findGoogleMistakes(calls: readonly RecordedGoogleCall[]): readonly string[] {
  return calls.flatMap((call) => {
    const isWrite = call.path.includes('/events') && call.method !== 'GET';
    const written = isWrite && call.body !== null ? writtenSchema.safeParse(call.body) : null;
    return [
      ...validateGoogleRequest(call),
      ...(call.status === null ? [] : validateGoogleAnswer(call, call.status, call.answer)),
      ...(isWrite && call.query.get('sendUpdates') !== 'none' ? [`${call.method} may send mail`] : []),
      ...(written?.success === false ? [z.prettifyError(written.error)] : []),
      ...(Array.isArray(Object(call.body).items) && Object(call.body).items.length > 50
        ? ['more than 50 calendars in a question']
        : []),
    ];
  });
}
