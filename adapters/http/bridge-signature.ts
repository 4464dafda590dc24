import { createHash, createPublicKey, verify } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';

/** What a site signs of a request, in this order. A header that is missing counts as empty. */
const COMPONENTS = [
  '@method',
  '@path',
  '@query',
  'content-digest',
  'holdfast-site',
  'holdfast-visitor',
  'holdfast-actor',
  'holdfast-token',
  'idempotency-key',
] as const;

const SIGNED_HEADERS = COMPONENTS.filter((name) => !name.startsWith('@'));
const PROFILE_HEADERS: readonly string[] = [...SIGNED_HEADERS, 'signature-input', 'signature'];
const COMPONENT_LIST = COMPONENTS.map((name) => `"${name}"`).join(' ');

/** The key id of a request that brings its key along. */
export const NEW_KEY_ID = 'new';

/** A request as it came over the wire; `target` is path and query, `rawHeaders` name and value in turn. */
export type WireRequest = { readonly method: string; readonly target: string; readonly rawHeaders: readonly string[] };

/** Somebody who is logged in at the site. */
export type Actor = { readonly id: string; readonly capabilities: readonly string[] };

/** What a request in our profile claims. Nothing of it is true before the signature has been verified. */
export type SignedClaim = {
  readonly keyId: string;
  /** Seconds since 1970 by the site's clock. */
  readonly created: number;
  readonly nonce: string;
  readonly site: string;
  /** An IP address; empty for the site's own calls. */
  readonly visitor: string;
  readonly actor: Actor | null;
  readonly token: string | null;
  /** SHA-256 of the body's bytes, as the site computed it. */
  readonly bodyDigest: Buffer;
  /** The signature base, as RFC 9421 builds it. */
  readonly base: string;
  readonly signature: Buffer;
};

const parametersShape = new RegExp(
  `^holdfast=(\\(${COMPONENT_LIST.replaceAll('"', '\\"')}\\);created=(0|[1-9][0-9]{0,10});keyid="([A-Za-z0-9_-]{1,64})";nonce="([A-Za-z0-9_-]{22})";alg="ed25519")$`,
);
const digestShape = /^sha-256=:([A-Za-z0-9+/]{43}=):$/;
const signatureShape = /^holdfast=:([A-Za-z0-9+/]{86}==):$/;
const siteShape = /^https?:\/\/[\x21-\x7e]{0,490}[^/ ]$/;

const actorSchema = z.object({ id: z.string().min(1).max(64), capabilities: z.array(z.string().max(100)).max(200) });

/** Whether a request claims to come over a bridge; it is then judged as such and as nothing else. */
export const isSigned = ({ rawHeaders }: Pick<WireRequest, 'rawHeaders'>): boolean =>
  rawHeaders.some((name, index) => index % 2 === 0 && /^signature(-input)?$/i.test(name));

/**
 * Parses a signed request; null when it is not in our profile to the letter: label, list of components, algorithm, one signature, each header
 * once. @see RFC 9421 and docs/algorithms/bridge.md
 */
export function parseSignedRequest(request: WireRequest): SignedClaim | null {
  const headers = readProfileHeaders(request.rawHeaders);
  const target = /^(\/[\x21\x22\x24-\x3e\x40-\x7e]*)(\?[\x21\x22\x24-\x7e]*)?$/.exec(request.target);
  if (headers === null || target === null || !/^[A-Z]{1,20}$/.test(request.method)) return null;
  const read = (name: string): string => headers.get(name) ?? '';
  const parameters = parametersShape.exec(read('signature-input'));
  const signature = readBytes(signatureShape, read('signature'), 64);
  const bodyDigest = readBytes(digestShape, read('content-digest'), 32);
  const [, signatureParameters = '', created = '', keyId = '', nonce = ''] = parameters ?? [];
  const who = parseWho(read);
  if (parameters === null || signature === null || bodyDigest === null || who === null) return null;
  const values: Readonly<Record<string, string>> = {
    '@method': request.method,
    '@path': target[1] ?? '',
    '@query': target[2] ?? '?',
  };
  const lines = COMPONENTS.map((name) => `"${name}": ${values[name] ?? read(name)}`);
  const base = [...lines, `"@signature-params": ${signatureParameters}`].join('\n');
  return { ...who, keyId, nonce, bodyDigest, base, signature, created: Number(created) };
}

type Who = Pick<SignedClaim, 'site' | 'visitor' | 'actor' | 'token'>;

function parseWho(read: (name: string) => string): Who | null {
  const [site, visitor, token] = [read('holdfast-site'), read('holdfast-visitor'), read('holdfast-token')];
  const actor = parseActor(read('holdfast-actor'));
  // A zone (`%eth0`) is a matter of one machine, and none of an address that is counted.
  const isAddress = visitor === '' || (isIP(visitor) !== 0 && !visitor.includes('%'));
  if (!siteShape.test(site) || !isAddress || actor === undefined) return null;
  return { site, visitor, actor, token: token === '' ? null : token };
}

/** Collects the headers of the profile; null when one of them comes twice or holds anything but printable ASCII. */
function readProfileHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> | null {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    if (!PROFILE_HEADERS.includes(name)) continue;
    if (headers.has(name) || !/^[\x20-\x7e]*$/.test(value)) return null;
    headers.set(name, value.trim());
  }
  return headers;
}

/** Undefined when the text is no actor; null for nobody. */
function parseActor(text: string): Actor | null | undefined {
  if (text === '') return null;
  if (!/^[A-Za-z0-9_-]{1,8192}$/.test(text)) return undefined;
  try {
    const actor = actorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return actor.success ? actor.data : undefined;
  } catch {
    return undefined;
  }
}

/** Reads Base64 of a known length. Only the one spelling that encoders write is taken. */
function readBytes(shape: RegExp, text: string, length: number): Buffer | null {
  const encoded = shape.exec(text)?.[1];
  if (encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length === length && bytes.toString('base64') === encoded ? bytes : null;
}

/** Whether a text is an Ed25519 public key as sites send it: base64url of 32 bytes, without padding. */
export const isPublicKey = (text: string): boolean =>
  /^[A-Za-z0-9_-]{43}$/.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text;

/** Whether an Ed25519 signature over a text (UTF-8) was made with the private half of a public key. */
export function verifyEd25519(publicKey: string, text: string, signature: Buffer): boolean {
  if (!isPublicKey(publicKey)) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text, 'utf8'), key, signature);
}

/** The digest that `Content-Digest` names: SHA-256 of the body as it came. */
export const computeBodyDigest = (body: Buffer): Buffer => createHash('sha256').update(body).digest();
