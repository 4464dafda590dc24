import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseForm } from '../../adapters/stripe-sandbox/form-body.ts';
import type { FormRecord } from '../../adapters/stripe-sandbox/form-body.ts';
import { specifiedApiVersion, validateStripeObject, validateStripeRequest } from './stripe-schema.ts';

/** One call that went to Stripe, and what came back. */
export type RecordedCall = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: FormRecord;
  /** Null when the connection broke. */
  readonly status: number | null;
  readonly body: unknown;
};

/** An answer that the recorder gives instead of Stripe. */
export type ForgedAnswer = { readonly status: number; readonly body: string; readonly type?: string };

/** A small proxy that keeps every call, and may answer in Stripe's place. */
export type StripeRecorder = {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  readonly clear: () => void;
  /** Answers the next calls itself; as many as answers are given. */
  readonly answerWith: (...answers: readonly ForgedAnswer[]) => void;
  readonly stop: () => Promise<void>;
};

const PASSED_ON = ['authorization', 'content-type', 'idempotency-key', 'stripe-version', 'accept', 'user-agent'];
const PASSED_BACK = ['content-type', 'request-id', 'idempotent-replayed', 'stripe-should-retry', 'retry-after'];

/** Starts a recorder in front of Stripe's API, or of what plays it. */
export async function startStripeRecorder(target: string): Promise<StripeRecorder> {
  const calls: RecordedCall[] = [];
  const forged: ForgedAnswer[] = [];
  const server = createServer((request, response) => void handle(target, calls, forged, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    clear: () => void calls.splice(0),
    answerWith: (...answers) => void forged.push(...answers),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  target: string,
  calls: RecordedCall[],
  forged: ForgedAnswer[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await readText(request);
  const { pathname, search } = new URL(request.url ?? '/', target);
  const method = request.method ?? 'GET';
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const parameters = parseForm(sent === '' ? search.slice(1) : sent);
  const note = (status: number | null, text: string): void =>
    void calls.push({ method, path: pathname, headers, parameters, status, body: parseJson(text) });
  const own = forged.shift();
  if (own !== undefined) {
    note(own.status, own.body);
    response.writeHead(own.status, { 'content-type': own.type ?? 'application/json' }).end(own.body);
    return;
  }
  try {
    const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
    const body = method === 'GET' ? {} : { body: sent };
    const answer = await fetch(`${target}${pathname}${search}`, { method, headers: passed, ...body });
    const text = await answer.text();
    note(answer.status, text);
    const back = PASSED_BACK.flatMap((name): readonly (readonly [string, string])[] => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    response.writeHead(answer.status, Object.fromEntries(back)).end(text);
  } catch {
    note(null, '');
    response.socket?.destroy();
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Lists what is wrong with recorded calls by Stripe's specification: parameters, deprecated ones, version, idempotency key of
 * every write, and each answer that was a success. Empty when all is right.
 */
export const findProtocolMistakes = (calls: readonly RecordedCall[]): readonly string[] =>
  calls.flatMap((call) => findMistakes(call).map((mistake) => `${call.method} ${call.path}: ${mistake}`));

function findMistakes({ method, path, headers, parameters, status, body }: RecordedCall): readonly string[] {
  const hasDeprecated = JSON.stringify(parameters).includes('"payment_method_types"');
  const isWrite = method === 'POST';
  return [
    ...validateStripeRequest(method, path, parameters),
    ...(hasDeprecated ? ['payment_method_types was removed from this API version'] : []),
    ...(headers['stripe-version'] === specifiedApiVersion ? [] : [`version ${headers['stripe-version'] ?? 'none'}`]),
    ...(isWrite && headers['idempotency-key'] === undefined ? ['no idempotency key'] : []),
    // What was deleted is only named, and has no definition of its own.
    ...(status === 200 && method !== 'DELETE' ? validateAnswer(body) : []),
  ];
}

const definitions: ReadonlyMap<unknown, string> = new Map([
  ['payment_intent', 'PaymentIntent'],
  ['refund', 'Refund'],
  ['dispute', 'Dispute'],
  ['checkout.session', 'Session'],
  ['account', 'Account'],
  ['payment_method_domain', 'PaymentMethodDomain'],
  ['webhook_endpoint', 'WebhookEndpoint'],
]);

/** Checks an answer by what it says it is; the specification's answers of endpoints describe what stripe-node adds to it too. */
function validateAnswer(body: unknown): readonly string[] {
  const kind: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'object') : undefined;
  const data: unknown = kind === 'list' && typeof body === 'object' && body !== null ? Reflect.get(body, 'data') : undefined;
  if (Array.isArray(data)) return data.flatMap((item: unknown) => validateAnswer(item));
  const definition = definitions.get(kind);
  return definition === undefined ? [`an answer of the unknown kind ${String(kind)}`] : validateStripeObject(definition, body);
}
