import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  computeBodyDigest,
  isPublicKey,
  isSigned,
  parseSignedRequest,
  verifyEd25519,
} from '../../../adapters/http/bridge-signature.ts';
import type { WireRequest } from '../../../adapters/http/bridge-signature.ts';
import { buildActor, createBridgeKey, createBridgeKeyFromSeed, signBridgeRequest } from '../../support/bridge.ts';
import type { BridgeRequest } from '../../support/bridge.ts';

const rowSchema = z.object({
  name: z.string(),
  privateKeySeed: z.string(),
  publicKey: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    query: z.string(),
    body: z.string(),
    site: z.string(),
    visitor: z.string(),
    actor: z.string(),
    token: z.string().nullable(),
    idempotencyKey: z.string().nullable(),
    created: z.int(),
    keyId: z.string(),
    nonce: z.string(),
  }),
  contentDigest: z.string(),
  signatureInput: z.string(),
  base: z.string(),
  signature: z.string(),
});

const rows = z
  .array(rowSchema)
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/bridge-signatures.json', import.meta.url), 'utf8')));

type Row = (typeof rows)[number];
type Headers = readonly (readonly [string, string])[];

/** The row as it goes over the wire, with the header names as PHP's HTTP client writes them. */
const listHeaders = ({ request, contentDigest, signatureInput, signature }: Row): Headers => [
  ['Host', 'bookings.example'],
  ['Content-Digest', contentDigest],
  ['Holdfast-Site', request.site],
  ['Holdfast-Visitor', request.visitor],
  ['Holdfast-Actor', request.actor],
  ...(request.token === null ? [] : [['Holdfast-Token', request.token] as const]),
  ...(request.idempotencyKey === null ? [] : [['Idempotency-Key', request.idempotencyKey] as const]),
  ['Signature-Input', signatureInput],
  ['Signature', signature],
];

const toWire = ({ request }: Row, headers: Headers, target?: string): WireRequest => ({
  method: request.method,
  target: target ?? `${request.path}${request.query === '' ? '' : `?${request.query}`}`,
  rawHeaders: headers.flat(),
});

const isAccepted = (row: Row, wire: WireRequest): boolean => {
  const claim = parseSignedRequest(wire);
  return claim !== null && verifyEd25519(row.publicKey, claim.base, claim.signature);
};

const findRow = (name: string): Row => {
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`the fixture lacks ${name}`);
  return row;
};

describe('the worked rows of the contract', () => {
  test('there are a dozen at least, each with a key of its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect(new Set(rows.map((row) => row.publicKey)).size).toBe(rows.length);
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s: parsed, its base built, its signature verified', (_name, row) => {
    const claim = parseSignedRequest(toWire(row, listHeaders(row)));
    const { site, visitor, token, keyId, created, nonce } = row.request;
    expect(claim).toMatchObject({ base: row.base, site, visitor, token, keyId, created, nonce });
    expect(claim?.bodyDigest.equals(computeBodyDigest(Buffer.from(row.request.body, 'base64')))).toBe(true);
    expect(isAccepted(row, toWire(row, listHeaders(row)))).toBe(true);
    const actor = row.request.actor === '' ? null : JSON.parse(Buffer.from(row.request.actor, 'base64url').toString());
    expect(claim?.actor).toEqual(actor);
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s: a second implementation makes the same bytes', (_name, row) => {
    const key = createBridgeKeyFromSeed(Buffer.from(row.privateKeySeed, 'base64'));
    const request: BridgeRequest = { ...row.request, body: Buffer.from(row.request.body, 'base64') };
    const { headers, base } = signBridgeRequest(request, key);
    expect(key.publicKey).toBe(row.publicKey);
    expect([base, headers['content-digest'], headers['signature-input'], headers['signature']]).toEqual([
      row.base,
      row.contentDigest,
      row.signatureInput,
      row.signature,
    ]);
  });

  test('a row signed with the key of another does not hold', () => {
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error('the fixture is empty');
    expect(isAccepted({ ...first, publicKey: second.publicKey }, toWire(first, listHeaders(first)))).toBe(false);
  });
});

describe('what is signed cannot be changed', () => {
  const row = findRow('a customer with a manage token');
  const headers = listHeaders(row);
  const withHeader = (name: string, value: string): Headers =>
    headers.map(([key, old]) => [key, key === name ? value : old] as const);

  test.each([
    ['another site', 'Holdfast-Site', 'https://other.example'],
    ['another visitor', 'Holdfast-Visitor', '203.0.113.8'],
    ['somebody who acts', 'Holdfast-Actor', buildActor()],
    ['another token', 'Holdfast-Token', 'hfm_other'],
    ['another idempotency key', 'Idempotency-Key', 'cancel-2'],
    ['another digest', 'Content-Digest', `sha-256=:${computeBodyDigest(Buffer.from('x')).toString('base64')}:`],
    ['a later time', 'Signature-Input', row.signatureInput.replace('created=1795000000', 'created=1795000001')],
    ['another key id', 'Signature-Input', row.signatureInput.replace('key_4f6hT0r2Wq9LmZx1', 'key_other')],
    ['another nonce', 'Signature-Input', row.signatureInput.replace(/nonce="."?/, 'nonce="B')],
  ])('%s', (_what, name, value) => {
    expect(isAccepted(row, toWire(row, withHeader(name, value)))).toBe(false);
  });

  test('another method, path or query', () => {
    const { path } = row.request;
    const wire = toWire(row, headers);
    for (const changed of [
      { method: 'GET' },
      { target: `${path}/` },
      { target: `${path}?force=1` },
      { target: path.toUpperCase() },
      { target: path.replace('bkg_1', '%62kg_1') },
    ])
      expect(isAccepted(row, { ...wire, ...changed })).toBe(false);
  });

  test('a query of another order or spelling', () => {
    const asked = findRow('a query with escapes, in the order and spelling that was sent');
    const send = (query: string) => isAccepted(asked, toWire(asked, listHeaders(asked), `${asked.request.path}?${query}`));
    expect(send(asked.request.query)).toBe(true);
    expect(send(asked.request.query.replace('a=1&a=2', 'a=2&a=1'))).toBe(false);
    expect(send(asked.request.query.replace('%2F', '/'))).toBe(false);
    expect(send(asked.request.query.replace('+', '%20'))).toBe(false);
  });

  test('a header that was empty or missing is neither when it is added', () => {
    const plain = findRow('a write with a body');
    expect(isAccepted(plain, toWire(plain, [...listHeaders(plain), ['Holdfast-Token', 'hfm_x']]))).toBe(false);
    expect(isAccepted(plain, toWire(plain, [...listHeaders(plain), ['Idempotency-Key', 'sixteen-signs-ok']]))).toBe(false);
    expect(isAccepted(plain, toWire(plain, [...listHeaders(plain), ['Holdfast-Token', '']]))).toBe(true);
  });
});

describe('only our profile is taken, even when it is signed well', () => {
  const key = createBridgeKey();
  const request: BridgeRequest = {
    method: 'POST',
    path: '/v1/quotes',
    query: '',
    body: Buffer.from('{}'),
    site: 'https://salon.example',
    visitor: '203.0.113.7',
    actor: '',
    token: null,
    idempotencyKey: null,
    created: 1_795_000_000,
    keyId: 'key_1',
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
  };
  const parse = (
    changes: Partial<BridgeRequest> = {},
    alter: (headers: Record<string, string>) => Record<string, string | readonly string[]> = (headers) => headers,
    target = request.path,
  ) => {
    const headers = alter({ ...signBridgeRequest({ ...request, ...changes }, key).headers });
    const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((text) => [name, text]));
    return parseSignedRequest({ method: request.method, target, rawHeaders });
  };
  const alterInput = (from: string | RegExp, to: string) => (headers: Record<string, string>) => ({
    ...headers,
    'signature-input': (headers['signature-input'] ?? '').replace(from, to),
  });

  test('what these cases change is taken as it stands', () => {
    expect(parse()).not.toBeNull();
  });

  test.each<[string, (headers: Record<string, string>) => Record<string, string | readonly string[]>]>([
    ['another label', alterInput(/^holdfast=/, 'sig1=')],
    [
      'another label of the signature',
      (headers) => ({ ...headers, signature: (headers['signature'] ?? '').replace('holdfast', 'sig1') }),
    ],
    ['a component too few', alterInput(' "holdfast-actor"', '')],
    ['a component too many', alterInput('"idempotency-key"', '"idempotency-key" "host"')],
    ['components in another order', alterInput('"@method" "@path"', '"@path" "@method"')],
    ['a component with a parameter', alterInput('"@path"', '"@path";req')],
    ['another algorithm', alterInput('alg="ed25519"', 'alg="hmac-sha256"')],
    ['no algorithm', alterInput(';alg="ed25519"', '')],
    ['parameters in another order', alterInput(/(;created=\d+)(;keyid="[^"]+")/, '$2$1')],
    ['a parameter too many', alterInput(/$/, ';tag="x"')],
    ['an end of its own', alterInput(';nonce', ';expires=1795000600;nonce')],
    ['a time with a sign', alterInput('created=', 'created=-')],
    ['a time with a fraction', alterInput(/created=(\d+)/, 'created=$1.5')],
    ['a short nonce', alterInput(/nonce="A/, 'nonce="')],
    ['two signatures in one header', alterInput(/$/, ', other=("@method");created=1')],
    ['two signatures, the other first', (headers) => ({ ...headers, signature: `other=:AAAA:, ${headers['signature']}` })],
    [
      'two headers with signatures',
      (headers) => ({ ...headers, signature: [headers['signature'] ?? '', headers['signature'] ?? ''] }),
    ],
    [
      'two inputs',
      (headers) => ({ ...headers, 'signature-input': [headers['signature-input'] ?? '', headers['signature-input'] ?? ''] }),
    ],
    ['two sites', (headers) => ({ ...headers, 'holdfast-site': [headers['holdfast-site'] ?? '', 'https://other.example'] })],
    ['two visitors', (headers) => ({ ...headers, 'holdfast-visitor': ['203.0.113.7', ''] })],
    ['two digests', (headers) => ({ ...headers, 'content-digest': [headers['content-digest'] ?? '', 'sha-512=:AAAA:'] })],
    [
      'two digests in one header',
      (headers) => ({ ...headers, 'content-digest': `${headers['content-digest']}, sha-512=:AAAA:` }),
    ],
    [
      'another digest algorithm',
      (headers) => ({ ...headers, 'content-digest': (headers['content-digest'] ?? '').replace('256', '512') }),
    ],
    ['no digest', ({ 'content-digest': _, ...headers }) => headers],
    ['no site', ({ 'holdfast-site': _, ...headers }) => headers],
    ['no signature', ({ signature: _, ...headers }) => headers],
    ['no input', ({ 'signature-input': _, ...headers }) => headers],
    ['a line break in a header', (headers) => ({ ...headers, 'holdfast-visitor': '203.0.113.7\n"holdfast-actor": x' })],
    ['a carriage return in a header', (headers) => ({ ...headers, 'idempotency-key': 'a\rb' })],
    ['a byte beyond ASCII in a header', (headers) => ({ ...headers, 'idempotency-key': 'é' })],
    ['a tab in a header', (headers) => ({ ...headers, 'idempotency-key': 'a\tb' })],
    [
      'a signature without its padding',
      (headers) => ({ ...headers, signature: (headers['signature'] ?? '').replace('==:', ':') }),
    ],
  ])('%s', (_what, alter) => {
    expect(parse({}, alter)).toBeNull();
  });

  test('Base64 has one spelling: bits that decoders ignore make it another text', () => {
    const respell = (text: string): string =>
      text.replace(/(.)(==:)$/, (_, letter: string, end: string) => {
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        return `${alphabet[alphabet.indexOf(letter) + 1]}${end}`;
      });
    expect(parse({}, (headers) => ({ ...headers, signature: respell(headers['signature'] ?? '') }))).toBeNull();
  });

  test.each<[string, Partial<BridgeRequest>]>([
    ['a site without a scheme', { site: 'salon.example' }],
    ['a site with a slash at its end', { site: 'https://salon.example/' }],
    ['a visitor that is no address', { visitor: 'localhost' }],
    ['a list of visitors', { visitor: '203.0.113.7, 198.51.100.1' }],
    ['a visitor with a zone', { visitor: 'fe80::1%eth0' }],
    ['an actor that is no JSON', { actor: Buffer.from('{').toString('base64url') }],
    ['an actor without an id', { actor: Buffer.from('{"capabilities":[]}').toString('base64url') }],
    ['an actor in plain Base64', { actor: `${buildActor()}==` }],
    ['a key id with other signs', { keyId: 'key 1' }],
  ])('%s', (_what, changes) => {
    expect(parse(changes)).toBeNull();
  });

  test.each(['v1/quotes', 'http://bookings.example/v1/quotes', '/v1/quotes#x', '/v1/quo tes', '/v1/ö', '*', ''])(
    'a target that is no path of ours: %j',
    (target) => {
      expect(parse({}, undefined, target)).toBeNull();
    },
  );

  test('a question mark alone is the query of no query', () => {
    expect(parse({}, undefined, '/v1/quotes?')?.base).toBe(parse()?.base);
  });
});

test('a request that carries half a signature is judged as a signed one', () => {
  expect(isSigned({ rawHeaders: ['Signature', 'x'] })).toBe(true);
  expect(isSigned({ rawHeaders: ['signature-input', ''] })).toBe(true);
  expect(isSigned({ rawHeaders: ['Holdfast-Site', 'https://salon.example', 'Accept', 'signature'] })).toBe(false);
});

test('public keys have one spelling too, and other texts open nothing', () => {
  const { publicKey } = createBridgeKey();
  expect(isPublicKey(publicKey)).toBe(true);
  for (const text of ['', `${publicKey}=`, publicKey.slice(1), `${publicKey.slice(0, -1)}!`])
    expect(isPublicKey(text)).toBe(false);
  expect(verifyEd25519('', 'text', Buffer.alloc(64))).toBe(false);
  expect(verifyEd25519(publicKey, 'text', Buffer.alloc(10))).toBe(false);
});
