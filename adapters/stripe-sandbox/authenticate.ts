import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiFault } from './api-fault.ts';
import type { FormRecord } from './form-body.ts';
import type { IncomingCall } from './http-types.ts';
import type { ResolvedOptions } from './options.ts';

/** Who calls the API. */
export type KeyKind = 'secret' | 'publishable';

/** A key that the sandbox knows: of which kind, and what it may do (null: everything its kind may). */
export interface KnownKey {
  readonly kind: KeyKind;
  readonly permissions: readonly string[] | null;
}

/** Reads the key of a call: `Authorization: Bearer`, Basic with the key as user, or the parameter `key`, as Stripe.js sends it. */
export const readKeyOf = (call: IncomingCall, given: FormRecord): string | null =>
  readKey(call.headers['authorization']) ?? (typeof given['key'] === 'string' ? given['key'] : null);

/** Finds a key among those of an account; null when it is none of them. */
export function findKey(options: ResolvedOptions, key: string | null): KnownKey | null {
  if (key === null) return null;
  if (isSame(key, options.secretKey)) return { kind: 'secret', permissions: null };
  if (isSame(key, options.publishableKey)) return { kind: 'publishable', permissions: null };
  const restricted = options.restrictedKeys.find((known) => isSame(key, known.key));
  return restricted === undefined ? null : { kind: 'secret', permissions: restricted.permissions };
}

/**
 * Checks the key of a call.
 *
 * @throws ApiFault 401 without a key or with one that is not of this account.
 */
export function authenticate(options: ResolvedOptions, call: IncomingCall, given: FormRecord): KnownKey {
  const key = readKeyOf(call, given);
  const known = findKey(options, key);
  if (known !== null) return known;
  const message =
    key === null
      ? 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.'
      : `Invalid API Key provided: ${mask(key)}`;
  throw new ApiFault(401, { type: 'invalid_request_error', message });
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
