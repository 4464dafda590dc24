import { randomBytes, verify } from 'node:crypto';
import { z } from 'zod';
import { answerJson } from './http-types.ts';
import type { Answer, IncomingCall } from './http-types.ts';
import type { ResolvedOptions } from './options.ts';

/** Gives out access tokens and knows which are good. They live in memory only. */
export type TokenKeeper = {
  readonly answer: (call: IncomingCall, audience: string) => Answer;
  /** The scopes of a good token, without their common beginning, or null. */
  readonly readScopes: (token: string) => readonly string[] | null;
  /** Ends every token, as a restart of Google's or an administrator does. */
  readonly endAll: () => void;
  /** A deleted key signs nothing any more; tokens end with it. */
  readonly setKeyDeleted: (isDeleted: boolean) => void;
  readonly countGiven: () => number;
};

const LIFETIME_SECONDS = 3_600;
/** How far the clocks of both sides may differ. */
const SKEW_SECONDS = 300;
const SCOPE_BASE = 'https://www.googleapis.com/auth/';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const headerSchema = z.object({ alg: z.literal('RS256'), typ: z.literal('JWT') });
const claimsSchema = z.object({ iss: z.string(), scope: z.string().min(1), aud: z.string(), iat: z.int(), exp: z.int() });

class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Creates the token endpoint of a service account.
 *
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function createTokenKeeper(options: ResolvedOptions): TokenKeeper {
  const tokens = new Map<string, { readonly scopes: readonly string[]; readonly endsAt: number }>();
  let isKeyDeleted = false;
  let given = 0;
  const give = (call: IncomingCall, audience: string): Answer => {
    const scopes = readScopesOf(options, call, audience, isKeyDeleted);
    const token = `ya29.sandbox-${randomBytes(24).toString('base64url')}`;
    tokens.set(token, { scopes, endsAt: options.clock() + LIFETIME_SECONDS * 1_000 });
    given += 1;
    return answerJson(200, { access_token: token, expires_in: LIFETIME_SECONDS - 1, token_type: 'Bearer' });
  };
  return {
    answer: (call, audience) => {
      try {
        return give(call, audience);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return answerJson(error.code === 'invalid_client' ? 401 : 400, { error: error.code, error_description: error.message });
      }
    },
    readScopes: (token) => {
      const found = tokens.get(token);
      return found === undefined || found.endsAt <= options.clock() ? null : found.scopes;
    },
    endAll: () => tokens.clear(),
    setKeyDeleted: (isDeleted) => {
      isKeyDeleted = isDeleted;
      if (isDeleted) tokens.clear();
    },
    countGiven: () => given,
  };
}

function readScopesOf(options: ResolvedOptions, call: IncomingCall, audience: string, isKeyDeleted: boolean): readonly string[] {
  if (call.method !== 'POST') throw new Refused('invalid_request', 'Use POST.');
  const form = new URLSearchParams(call.body);
  if (form.get('grant_type') !== GRANT_TYPE) throw new Refused('unsupported_grant_type', 'Invalid grant_type.');
  const [head = '', body = '', signature = ''] = (form.get('assertion') ?? '').split('.');
  const header = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(body));
  if (!header.success || !claims.success) throw new Refused('invalid_grant', 'Invalid JWT: it cannot be read.');
  const { iss, scope, aud, iat, exp } = claims.data;
  if (iss !== options.clientEmail) throw new Refused('invalid_grant', 'Invalid grant: account not found');
  const isSigned = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), options.publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned || isKeyDeleted) throw new Refused('invalid_grant', 'Invalid JWT Signature.');
  if (aud !== audience) throw new Refused('invalid_grant', 'Invalid JWT: Failed audience check.');
  const now = options.clock() / 1_000;
  if (exp <= now - SKEW_SECONDS || iat > now + SKEW_SECONDS || exp <= iat || exp - iat > LIFETIME_SECONDS) {
    const rule = 'Token must be a short-lived token (60 minutes) and in a reasonable timeframe.';
    throw new Refused('invalid_grant', `Invalid JWT: ${rule} Check your iat and exp values in the JWT claim.`);
  }
  const scopes = scope.split(' ');
  if (!scopes.every((one) => one.startsWith(SCOPE_BASE))) throw new Refused('invalid_scope', 'Invalid OAuth scope provided.');
  return scopes.map((one) => one.slice(SCOPE_BASE.length));
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
