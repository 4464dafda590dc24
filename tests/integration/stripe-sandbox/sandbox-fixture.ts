import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import type { StripeSandboxOptions } from '../../../adapters/stripe-sandbox/options.ts';

export const SECRET_KEY = 'sk_test_integration';
export const PUBLISHABLE_KEY = 'pk_test_integration';
export const WEBHOOK_SECRET = 'whsec_integration';

/** A running sandbox with the ways to talk to it. */
export interface RunningSandbox {
  readonly url: string;
  readonly stripe: Stripe;
  /** Raw call with the secret key; parameters as form text. */
  call(method: string, path: string, form?: string, headers?: Record<string, string>): Promise<RawAnswer>;
  /** Call as a browser makes it: publishable key, no header. */
  browse(method: string, path: string, parameters: Record<string, string>): Promise<RawAnswer>;
  control(method: string, path: string, body?: unknown): Promise<RawAnswer>;
  stop(): Promise<void>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers freely
  readonly body: any;
}

export async function runSandbox(options: Partial<StripeSandboxOptions> = {}): Promise<RunningSandbox> {
  const sandbox = createStripeSandbox({ secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY, ...options });
  const { url } = await sandbox.start();
  const port = Number(new URL(url).port);
  const send = async (address: string, init: RequestInit): Promise<RawAnswer> => {
    const response = await fetch(address, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const authorization = `Bearer ${SECRET_KEY}`;
  const formType = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    url,
    stripe: new Stripe(SECRET_KEY, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, telemetry: false }),
    call: (method, path, form, headers = {}) => {
      const query = method === 'GET' && form !== undefined ? `?${form}` : '';
      const body = method === 'GET' || form === undefined ? {} : { body: form };
      return send(`${url}${path}${query}`, { method, ...body, headers: { authorization, ...formType, ...headers } });
    },
    browse: (method, path, parameters) => {
      const form = new URLSearchParams({ key: PUBLISHABLE_KEY, ...parameters });
      return send(method === 'GET' ? `${url}${path}?${form}` : `${url}${path}`, method === 'GET' ? {} : { method, body: form });
    },
    control: (method, path, body) =>
      send(`${url}/_sandbox/${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: () => sandbox.stop(),
  };
}

/** One webhook call as it arrived. */
export interface ReceivedWebhook {
  readonly body: string;
  readonly signature: string;
}

/** Listens for webhooks; answers with the statuses given, then with 200. */
export async function runReceiver(statuses: readonly number[] = []) {
  const received: ReceivedWebhook[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ body: Buffer.concat(chunks).toString('utf8'), signature: String(request.headers['stripe-signature']) });
      response.writeHead(left.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    types: () => received.map(({ body }): string => JSON.parse(body).type),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until a condition holds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, limitMs = 4_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('The condition did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
