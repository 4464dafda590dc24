import { createSign } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Where Google is, and who calls. */
export type GoogleAccess = {
  readonly credentials: { readonly clientEmail: string; readonly privateKey: string };
  readonly apiBase: string;
  readonly tokenUrl: string;
};

/** Calls Google's Calendar API as a reader of its own: nothing of the adapter is in it. @throws Error for a refusal. */
export type GoogleOutside = (method: string, path: string, body?: object) => Promise<unknown>;

/** Opens a caller with a token of its own. */
export async function openGoogleOutside({ credentials, apiBase, tokenUrl }: GoogleAccess): Promise<GoogleOutside> {
  const iat = Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
  const scope = 'https://www.googleapis.com/auth/calendar.events';
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iss: credentials.clientEmail, scope, aud: tokenUrl, iat, exp: iat + 3_000 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = createSign('RSA-SHA256').update(parts.join('.')).sign(credentials.privateKey, 'base64url');
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: [...parts, signature].join('.'),
  });
  const answer = await fetch(tokenUrl, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  const { access_token: token } = z.object({ access_token: z.string() }).parse(await answer.json());
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${apiBase}/calendar/v3/${path}`, { method, headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}
