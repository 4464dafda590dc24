import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiFault } from './api-fault.ts';
import type { FormRecord } from './form-body.ts';
import type { IncomingCall } from './http-types.ts';
import type { ResolvedOptions } from './options.ts';

/** Who calls the API. */
export type KeyKind = 'secret' | 'publishable';

/**
 * Checks the key of a call: `Authorization: Bearer`, Basic with the key as user, or the parameter `key`, as Stripe.js sends it.
 *
 * @throws ApiFault 401 without a key or with one that is not of this sandbox.
 */
export function authenticate(options: ResolvedOptions, call: IncomingCall, given: FormRecord): KeyKind {
  const key = readKey(call.headers['authorization']) ?? (typeof given['key'] === 'string' ? given['key'] : null);
  if (key === null) {
    const message =
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.';
    throw new ApiFault(401, { type: 'invalid_request_error', message });
  }
  if (isSame(key, options.secretKey)) return 'secret';
  if (isSame(key, options.publishableKey)) return 'publishable';
  throw new ApiFault(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${mask(key)}` });
}

function readKey(header: string | undefined): string | null {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null;
  return null;
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function mask(key: string): string {
  return key.length < 16 ? '****' : `${key.slice(0, 8)}********${key.slice(-4)}`;
}
