import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** What a caller got in the end. `tries` counts how often it was sent. */
export type Answer = {
  readonly status: number;
  /** The code of the catalogue when it was refused. */
  readonly code: string | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a client reads what it needs, and a missing field fails where it is used
  readonly body: any;
  readonly tries: number;
};

/** A request of one buyer. */
export type BuyerRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  /** The address that the visitor has: limits count it. */
  readonly address: string;
};

/** Nobody ever answered: the one thing that must not happen. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

const PATIENCE_MILLIS = 180_000;
const ANSWER_MILLIS = 30_000;
const LONGEST_PAUSE_MILLIS = 2_000;

const problemSchema = z.object({ code: z.string(), retryAfterSeconds: z.number().optional() });

/** Refusals that say "again": the first sending still runs, or something that we need was away. */
const passing = new Set(['idempotency_key_in_use', 'busy_store', 'provider_unavailable', 'service_unavailable', 'rate_limited']);

/**
 * Sends a request as a good client does: under one Idempotency-Key, again after a broken connection and when the answer says that waiting helps.
 * Throws `Silence` when nothing final came within three minutes. Every code that was seen on the way is noted in `seen`.
 */
export async function sendPatiently(url: string, request: BuyerRequest, seen: (code: string) => void): Promise<Answer> {
  const key = randomUUID();
  const until = performance.now() + PATIENCE_MILLIS;
  let last = 'nothing';
  for (let tries = 1; performance.now() < until; tries += 1) {
    const answer = await sendOnce(url, request, key).catch(() => null);
    const problem = problemSchema.safeParse(answer?.body);
    const code = problem.success ? problem.data.code : null;
    if (answer === null) last = 'broken connection';
    else if (answer.status < 400) return { ...answer, code: null, tries };
    else if (code !== null && !passing.has(code)) return { ...answer, code, tries };
    else last = code ?? `status ${answer.status}`;
    seen(last);
    await wait(Math.min(LONGEST_PAUSE_MILLIS, 50 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random() / 2));
  }
  throw new Silence(`${request.method} ${request.path}: ${last}`);
}

async function sendOnce(url: string, request: BuyerRequest, key: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}${request.path}`, {
    method: request.method,
    headers: {
      'x-forwarded-for': request.address,
      'x-forwarded-proto': 'https',
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      ...(request.method === 'GET' ? {} : { 'idempotency-key': key, 'content-type': 'application/json' }),
    },
    ...(request.method === 'GET' ? {} : { body: JSON.stringify(request.body ?? {}) }),
    signal: AbortSignal.timeout(ANSWER_MILLIS),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
