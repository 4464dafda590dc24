import { z } from 'zod';
import type { Clock, EpochMillis } from '../core/index.ts';
import type { AssertionSigner } from './create-assertion-signer.ts';
import type { GoogleScope } from './google-scopes.ts';
import { buildUnreadable } from './map-google-error.ts';
import type { CallAnswer, OutgoingCall } from './send-call.ts';

/** The access tokens of one service account, one for each scope. */
export type AccessTokens = {
  /** Answers a token that is good for a while, the kept one or a new one; callers at the same moment share one request. */
  readonly take: (scope: GoogleScope) => Promise<string>;
  /** Forgets a token that Google no longer takes. */
  readonly forget: (scope: GoogleScope, token: string) => void;
};

type Kept = { readonly token: string; readonly renewAt: EpochMillis };

type Means = {
  readonly tokenUrl: string;
  readonly signAssertion: AssertionSigner;
  readonly clock: Clock;
  /** Sends a call once, and throws our faults. */
  readonly send: (call: OutgoingCall) => Promise<CallAnswer>;
};

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** A token is renewed so long before its end, or after half of its life when that is later. */
const AHEAD_MILLIS = 300_000;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Creates the keeper of access tokens. They live in memory only. */
export function createAccessTokens({ tokenUrl, signAssertion, clock, send }: Means): AccessTokens {
  const kept = new Map<GoogleScope, Kept>();
  const underWay = new Map<GoogleScope, Promise<string>>();
  const request = async (scope: GoogleScope): Promise<string> => {
    const askedAt = clock.now();
    const form = new URLSearchParams({ grant_type: GRANT_TYPE, assertion: signAssertion(scope, askedAt) });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await send({ url: tokenUrl, method: 'POST', headers, body: form.toString() });
    const parsed = tokenSchema.safeParse(body);
    if (!parsed.success) throw buildUnreadable('an access token');
    const life = parsed.data.expires_in * 1_000;
    kept.set(scope, { token: parsed.data.access_token, renewAt: askedAt + Math.max(life - AHEAD_MILLIS, life / 2) });
    return parsed.data.access_token;
  };
  return {
    take: (scope) => {
      const found = kept.get(scope);
      if (found !== undefined && clock.now() < found.renewAt) return Promise.resolve(found.token);
      const asked = underWay.get(scope) ?? request(scope).finally(() => underWay.delete(scope));
      underWay.set(scope, asked);
      return asked;
    },
    forget: (scope, token) => {
      if (kept.get(scope)?.token === token) kept.delete(scope);
    },
  };
}
