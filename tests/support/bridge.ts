import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createGrant } from '../../adapters/http/grant.ts';
import type { Json, ServiceHarness, TestAnswer, TestTenant } from './service-harness.ts';

/** An Ed25519 key of a site. `publicKey` as sites send it: base64url. */
export type BridgeKey = { readonly privateKey: KeyObject; readonly publicKey: string };

/** Everything that a signature covers, and what it is made with. */
export type BridgeRequest = {
  readonly method: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly body: Buffer;
  readonly site: string;
  readonly visitor: string;
  /** The header as it is sent. */
  readonly actor: string;
  readonly token: string | null;
  readonly idempotencyKey: string | null;
  readonly created: number;
  readonly keyId: string;
  readonly nonce: string;
};

/** A signed request: its headers, and the text that was signed. */
export type SignedHeaders = { readonly headers: Readonly<Record<string, string>>; readonly base: string };

const COMPONENTS =
  '"@method" "@path" "@query" "content-digest" "holdfast-site" "holdfast-visitor" "holdfast-actor" "holdfast-token" "idempotency-key"';

/** Makes a key pair, as a site does when it connects. */
export function createBridgeKey(): BridgeKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: exportPublicKey(privateKey) };
}

/** Makes a key pair from its 32 bytes. */
export function createBridgeKeyFromSeed(seed: Buffer): BridgeKey {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const privateKey = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: exportPublicKey(privateKey) };
}

const exportPublicKey = (privateKey: KeyObject): string => String(createPublicKey(privateKey).export({ format: 'jwk' }).x);

/** Signs a request as docs/algorithms/bridge.md says, with nothing of the shipped code: what both agree on stands in the page. */
export function signBridgeRequest(request: BridgeRequest, { privateKey }: BridgeKey): SignedHeaders {
  const { method, path, query, site, visitor, actor, token, idempotencyKey, created, keyId, nonce } = request;
  const digest = `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`;
  const parameters = `(${COMPONENTS});created=${created};keyid="${keyId}";nonce="${nonce}";alg="ed25519"`;
  const base = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"@query": ?${query}`,
    `"content-digest": ${digest}`,
    `"holdfast-site": ${site}`,
    `"holdfast-visitor": ${visitor}`,
    `"holdfast-actor": ${actor}`,
    `"holdfast-token": ${token ?? ''}`,
    `"idempotency-key": ${idempotencyKey ?? ''}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const headers = {
    'content-digest': digest,
    'holdfast-site': site,
    'holdfast-visitor': visitor,
    'holdfast-actor': actor,
    ...(token === null ? {} : { 'holdfast-token': token }),
    ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
    'signature-input': `holdfast=${parameters}`,
    signature: `holdfast=:${sign(null, Buffer.from(base), privateKey).toString('base64')}:`,
  };
  return { headers, base };
}

/** Builds the header that names who is logged in. */
export const buildActor = (id = '1', capabilities: readonly string[] = ['manage_options']): string =>
  Buffer.from(JSON.stringify({ id, capabilities })).toString('base64url');

/** How a request over the bridge differs from a visitor's that is signed well. */
export type BridgeCall = {
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly visitor?: string;
  readonly actor?: string;
  readonly token?: string;
  readonly idempotencyKey?: string;
  /** Headers that no signature covers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is signed instead of what is right. */
  readonly signed?: Partial<BridgeRequest>;
  readonly key?: BridgeKey;
  /** Changes what goes over the wire after it was signed. */
  readonly alter?: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly alterTarget?: string;
  readonly alterBody?: string;
};

/** A website that has the plugin: it signs and forwards, and decides nothing. */
export type TestBridge = {
  readonly siteUrl: string;
  readonly key: BridgeKey;
  readonly siteId: string;
  readonly keyId: string;
  /** Calls as a visitor of the site, or as the options say. */
  readonly call: (method: string, target: string, options?: BridgeCall) => Promise<TestAnswer>;
  /** Calls as somebody who is logged in and may manage the site. */
  readonly callAsOwner: (method: string, target: string, options?: BridgeCall) => Promise<TestAnswer>;
  /** Calls for the site itself. */
  readonly callAsSite: (method: string, target: string, options?: BridgeCall) => Promise<TestAnswer>;
};

/** What a site is made of. */
export type BridgeOptions = { readonly siteUrl?: string; readonly key?: BridgeKey; readonly clock?: () => number };

/** Sends one signed request. `target` is path and query. */
export async function sendSigned(
  serviceUrl: string,
  site: {
    readonly siteUrl: string;
    readonly key: BridgeKey;
    readonly keyId: string;
    readonly clock?: (() => number) | undefined;
  },
  method: string,
  target: string,
  options: BridgeCall = {},
): Promise<TestAnswer> {
  const [path = '', query = ''] = target.split('?');
  const text = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const now = site.clock ?? readClock;
  const request: BridgeRequest = {
    ...{ method, path, query },
    body: Buffer.from(text ?? ''),
    site: site.siteUrl,
    visitor: options.visitor ?? '203.0.113.7',
    actor: options.actor ?? '',
    token: options.token ?? null,
    idempotencyKey: options.idempotencyKey ?? null,
    created: Math.floor(now() / 1_000),
    keyId: site.keyId,
    nonce: randomBytes(16).toString('base64url'),
    ...options.signed,
  };
  const { headers } = signBridgeRequest(request, options.key ?? site.key);
  const sent = options.alterBody ?? text;
  const response = await fetch(`${serviceUrl}${options.alterTarget ?? target}`, {
    method,
    headers: {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
      ...(options.alter ?? keepHeaders)(headers),
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, text: answer, body: parseJson(answer) };
}

const readClock = (): number => Date.now();
const keepHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> => headers;

function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a site sends to be let in, beside the grant. */
export const buildConnectBody = (siteUrl: string, publicKey: string, grant: string) => ({
  grant,
  siteUrl,
  publicKey,
  manageUrl: `${siteUrl}/booking/`,
  bookingPageUrl: `${siteUrl}/book/`,
  proposal: { timeZone: 'Europe/Vienna', locale: 'de-AT', currency: 'EUR', email: 'desk@salon.example' },
});

/** Asks to be let in with a grant, as the plugin does; answers what the service said. */
export function connectWithGrant(
  serviceUrl: string,
  grant: string,
  { siteUrl, key, clock }: Required<Pick<BridgeOptions, 'siteUrl' | 'key'>> & BridgeOptions,
  options: BridgeCall = {},
): Promise<TestAnswer> {
  const site = { siteUrl, key, keyId: 'new', clock };
  const body = { ...buildConnectBody(siteUrl, key.publicKey, grant), ...(options.body as object | undefined) };
  return sendSigned(serviceUrl, site, 'POST', '/v1/connect', { visitor: '', ...options, body });
}

/** Connects a site with a grant. Throws when it is not let in. */
export async function connectTestBridge(serviceUrl: string, grant: string, options: BridgeOptions = {}): Promise<TestBridge> {
  const siteUrl = options.siteUrl ?? 'https://salon.example';
  const key = options.key ?? createBridgeKey();
  const connected = await connectWithGrant(serviceUrl, grant, { ...options, siteUrl, key });
  if (connected.status !== 201) throw new Error(`the site was not let in: ${connected.text}`);
  return openTestBridge(serviceUrl, { ...connected.body, siteUrl, key, clock: options.clock });
}

/** A site that has its key and its ids already. */
export function openTestBridge(
  serviceUrl: string,
  { siteUrl, key, siteId, keyId, clock }: Pick<TestBridge, 'siteUrl' | 'key' | 'siteId' | 'keyId'> & Pick<BridgeOptions, 'clock'>,
): TestBridge {
  const site = { siteUrl, key, keyId, clock };
  const call: TestBridge['call'] = (method, target, options) => sendSigned(serviceUrl, site, method, target, options);
  return {
    ...{ siteUrl, key, siteId, keyId, call },
    callAsOwner: (method, target, options) => call(method, target, { actor: buildActor(), ...options }),
    callAsSite: (method, target, options) => call(method, target, { visitor: '', ...options }),
  };
}

/** Connects a site with a business of a harness, by a grant as the command line prints it. */
export async function connectHarness(
  harness: ServiceHarness,
  tenant: Pick<TestTenant, 'id'>,
  options: BridgeOptions = {},
): Promise<TestBridge> {
  const clock = options.clock ?? readClock;
  return connectTestBridge(harness.url, await insertGrant(harness, tenant, clock()), options);
}

/** Makes a grant for any site of a business. */
export async function insertGrant(
  harness: ServiceHarness,
  { id }: Pick<TestTenant, 'id'>,
  now: number,
  boundTo: { readonly siteUrl: string; readonly publicKey: string } | null = null,
): Promise<string> {
  const { text, record } = createGrant(id, boundTo, now);
  await harness.service.directory.insertGrant(record);
  return text;
}
