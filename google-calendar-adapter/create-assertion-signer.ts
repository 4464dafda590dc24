import { createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { EpochMillis } from '../core/index.ts';
import type { GoogleCredentials } from './google-credentials.ts';

/** Signs the statement that is exchanged for an access token: who asks, for what, until when. */
export type AssertionSigner = (scope: string, now: EpochMillis) => string;

/** The longest life that Google grants a statement. */
const LIFETIME_SECONDS = 3_600;

/**
 * Creates the signer of a service account's statements (JWT, RS256) for one token endpoint.
 *
 * @throws TypeError when the private key cannot be read.
 * @see https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function createAssertionSigner(credentials: GoogleCredentials, audience: string): AssertionSigner {
  const key = readKey(credentials.privateKey);
  const { clientEmail, privateKeyId } = credentials;
  const header = { alg: 'RS256', typ: 'JWT', ...(privateKeyId === undefined ? {} : { kid: privateKeyId }) };
  return (scope, now) => {
    const issuedAt = Math.floor(now / 1_000);
    const claims = { iss: clientEmail, scope, aud: audience, iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS };
    const signed = `${encode(header)}.${encode(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function readKey(pem: string): KeyObject {
  const key = parseKey(pem);
  if (key?.asymmetricKeyType !== 'rsa') throw new TypeError('The private key of the service account is not an RSA key in PEM.');
  return key;
}

/** Without a cause: what reads keys may quote them. */
function parseKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
