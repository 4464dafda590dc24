import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { IdempotencyStore } from '../../core/index.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { Problem } from './problem.ts';
import { buildProblem } from './problem.ts';
import type { Principal } from './principal.ts';

const answerSchema = z.object({
  status: z.int(),
  contentType: z.string(),
  body: z.string(),
  fileName: z.string().nullable(),
  // Answers that were kept before there were versions have none.
  version: z.string().nullable().default(null),
});

/** An answer as it is sent, and kept for a repeat. */
export type Answer = Readonly<z.infer<typeof answerSchema>>;

/** A request that may be repeated: who sent what where under which key. */
export type RepeatableRequest = {
  readonly key: string;
  readonly principal: Principal;
  readonly method: string;
  readonly path: string;
  readonly body: string;
};

/** How long after the last sign of life of a first request a repeat may run it again: its process has died. */
const LEASE_MILLIS = 10_000;
/** How often a request that runs gives a sign of life. */
const RENEWAL_MILLIS = 3_000;

/** Whether a text may be an Idempotency-Key: long enough not to be guessed, short enough to be stored. */
export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{16,128}$/.test(text);

/**
 * Answers a repeated request with the first answer; runs it when it is new. Faults of ours and limits are not kept, so that the request can be tried again.
 * The first answer rests sealed under a key that only the holder of the Idempotency-Key can derive: it may hold a client secret.
 */
export async function answerOnce(
  dependencies: HttpDependencies,
  request: RepeatableRequest,
  run: (repeatKey: string) => Promise<Answer>,
): Promise<Answer | Problem> {
  const store = dependencies.loadIdempotencyStore(request.principal.tenantId);
  const fingerprint = createHash('sha256').update(`${request.method} ${request.path}\n${request.body}`).digest('hex');
  const { keyDigest, repeatKey } = computeDigests(request, fingerprint, dependencies.keys.idempotency);
  const now = dependencies.clock.now();
  const known = await store.begin({ keyDigest, fingerprint, now, leasedUntil: now + LEASE_MILLIS });
  if (known.kind === 'running') return buildProblem({ code: 'idempotency_key_in_use', details: { retryAfterSeconds: 1 } });
  if (known.kind === 'different') return buildProblem({ code: 'idempotency_key_reused', details: {} });
  if (known.kind === 'answered') return open(known.sealedAnswer, request.key, dependencies.keys.idempotency);
  return runAndKeep(dependencies, store, keyDigest, request.key, () => run(repeatKey));
}

async function runAndKeep(
  { keys, clock }: HttpDependencies,
  store: IdempotencyStore,
  keyDigest: string,
  key: string,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const renew = (): Promise<void> => store.renew(keyDigest, clock.now() + LEASE_MILLIS);
  // A sign of life that the database did not take is given again; a repeat that runs beside us comes to the same order.
  const signsOfLife = setInterval(() => void renew().catch(() => undefined), RENEWAL_MILLIS);
  try {
    const answer = await run();
    clearInterval(signsOfLife);
    if (isPassing(answer)) await store.forget(keyDigest);
    else await store.answer(keyDigest, seal(answer, key, keys.idempotency), clock.now());
    return answer;
  } catch (error) {
    clearInterval(signsOfLife);
    await store.forget(keyDigest);
    throw error;
  }
}

/** Whether nothing was done and the very same request may come to something else: a fault of ours, a proof to be brought, a limit. */
const isPassing = ({ status }: Answer): boolean => status >= 500 || status === 428 || status === 429;

/** Who sent it is part of the digest: nobody is answered with somebody else's answer. The repeat key names the same order for the same wish again. */
function computeDigests(
  { key, principal }: RepeatableRequest,
  fingerprint: string,
  secret: Buffer,
): { keyDigest: string; repeatKey: string } {
  const sender = nameSender(principal);
  const digest = (...purpose: readonly string[]): Buffer =>
    createHmac('sha256', secret)
      .update([...purpose, principal.tenantId, sender, key].join('\n'))
      .digest();
  return {
    keyDigest: digest('key').toString('hex'),
    repeatKey: digest('order', fingerprint).subarray(0, 16).toString('base64url'),
  };
}

function nameSender(principal: Principal): string {
  switch (principal.kind) {
    case 'server':
      return `server:${principal.keyId}`;
    case 'administrator':
      return `administrator:${principal.bridge.site.id}:${principal.actorId}`;
    case 'customer':
      return `customer:${principal.claim.orderId}`;
    case 'visitor':
    case 'site':
      return principal.kind;
  }
}

const deriveKey = (key: string, secret: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, key, 'holdfast idempotent answer', 32));

function seal(answer: Answer, key: string, secret: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(key, secret), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(sealedAnswer: string, key: string, secret: Buffer): Answer {
  const bytes = Buffer.from(sealedAnswer, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, secret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  return answerSchema.parse(JSON.parse(text));
}
