import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import type { StripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { createStripeClient, STRIPE_API_VERSION } from '../../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentRegistry } from '../../../adapters/stripe/create-stripe-payment-registry.ts';
import { listenedEvents } from '../../../adapters/stripe/listened-events.ts';
import type { PaymentRegistry, Registered } from '../../../core/index.ts';
import { findProtocolMistakes, startStripeRecorder } from '../../support/stripe-recorder.ts';
import type { StripeRecorder } from '../../support/stripe-recorder.ts';

const KEY = 'sk_test_registry1';
const restricted = (name: string, ...permissions: readonly string[]) => ({ key: `rk_test_key_${name}`, permissions });
const place = { siteId: 'site_salon', url: 'https://salon.example/?rest_route=/holdfast/v1/webhooks/stripe' } as const;

let sandbox: StripeSandbox;
let recorder: StripeRecorder;
let registry: PaymentRegistry;

beforeAll(async () => {
  sandbox = createStripeSandbox({
    secretKey: KEY,
    publishableKey: 'pk_test_registry1',
    restrictedKeys: [
      restricted('enough1', 'webhook_write', 'payment_method_domain_write'),
      restricted('readonly1', 'webhook_read', 'payment_method_domain_read'),
      restricted('nothing1'),
    ],
  });
  recorder = await startStripeRecorder((await sandbox.start()).url);
  registry = createStripePaymentRegistry(recorder.url);
});
afterAll(async () => {
  await recorder.stop();
  await sandbox.stop();
});
afterEach(() => recorder.clear());

const client = () => createStripeClient({ secretKey: KEY, apiBase: sandbox.url });

function valueOf<Value>(registered: Registered<Value>): Value {
  if (registered.kind !== 'done') throw new Error(JSON.stringify(registered));
  return registered.value;
}

/** The next domain that is registered or looked at has Apple Pay or not. */
const setNextDomain = async (status: 'active' | 'inactive'): Promise<void> => {
  await fetch(`${sandbox.url}/_sandbox/next-domain`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status }),
  });
};

describe('webhook endpoints', () => {
  test('one is made in the pinned version for exactly what we listen to, recognised again, and taken away; twice is no harm', async () => {
    const made = valueOf(await registry.createEndpoint(KEY, place));
    expect(made).toMatchObject({ ...place, apiVersion: STRIPE_API_VERSION, isSound: true });
    expect(made.secret).toMatch(/^whsec_/);
    const sent = recorder.calls[0]?.parameters;
    expect(sent).toMatchObject({
      url: place.url,
      api_version: '2026-10-28.endive',
      metadata: { holdfast_site: 'site_salon' },
    });
    expect(JSON.stringify(sent?.['enabled_events'])).toBe(JSON.stringify(listenedEvents));
    const { secret: _secret, ...shown } = made;
    expect(valueOf(await registry.listEndpoints(KEY))).toEqual([shown]);
    expect(await registry.deleteEndpoint(KEY, made.endpointId)).toEqual({ kind: 'done', value: null });
    expect(await registry.deleteEndpoint(KEY, made.endpointId)).toEqual({ kind: 'done', value: null });
    expect(valueOf(await registry.listEndpoints(KEY))).toEqual([]);
    expect(findProtocolMistakes(recorder.calls)).toEqual([]);
  });

  test('one of another is seen as another’s; one that is switched off, or tells too little, as not sound; one that tells more as sound', async () => {
    const { webhookEndpoints } = client();
    const others = await webhookEndpoints.create({ url: 'https://shop.example/hook', enabled_events: ['*'] });
    const little = valueOf(await registry.createEndpoint(KEY, place));
    await webhookEndpoints.update(little.endpointId, { enabled_events: ['payment_intent.succeeded'] });
    const off = valueOf(await registry.createEndpoint(KEY, place));
    await webhookEndpoints.update(off.endpointId, { disabled: true });
    const more = valueOf(await registry.createEndpoint(KEY, place));
    await webhookEndpoints.update(more.endpointId, { enabled_events: [...listenedEvents, 'customer.created'] });
    const listed = valueOf(await registry.listEndpoints(KEY));
    expect(new Map(listed.map(({ endpointId, siteId, isSound }) => [endpointId, [siteId, isSound]]))).toEqual(
      new Map([
        [others.id, [null, true]],
        [little.endpointId, ['site_salon', false]],
        [off.endpointId, ['site_salon', false]],
        [more.endpointId, ['site_salon', true]],
      ]),
    );
    for (const { endpointId } of listed) await registry.deleteEndpoint(KEY, endpointId);
  });

  test('what Stripe refuses is told in its own words', async () => {
    const refused = await registry.createEndpoint(KEY, { ...place, url: 'not an address' });
    expect(refused).toMatchObject({ kind: 'refused', reason: expect.stringContaining('URL') });
  });
});

describe('domains', () => {
  const names = (): readonly string[] => recorder.calls.map(({ method, path }) => `${method} ${path.replace(/pmd_\w+/, '{id}')}`);

  test('one that is missing is registered; one that stands is not asked about twice', async () => {
    expect(valueOf(await registry.registerDomain(KEY, 'salon.example'))).toEqual({ isActive: true, reason: null });
    expect(valueOf(await registry.registerDomain(KEY, 'salon.example'))).toEqual({ isActive: true, reason: null });
    expect(names()).toEqual([
      'GET /v1/payment_method_domains',
      'POST /v1/payment_method_domains',
      'GET /v1/payment_method_domains',
    ]);
    expect(findProtocolMistakes(recorder.calls)).toEqual([]);
  });

  test('one where Apple Pay is not shown has the reason, and Stripe looks again the next time', async () => {
    await setNextDomain('inactive');
    const inactive = valueOf(await registry.registerDomain(KEY, 'late.example'));
    expect(inactive).toEqual({ isActive: false, reason: expect.stringMatching(/^Apple Pay: ./) });
    expect(valueOf(await registry.registerDomain(KEY, 'late.example'))).toEqual({ isActive: true, reason: null });
    expect(names().at(-1)).toBe('POST /v1/payment_method_domains/{id}/validate');
    expect(findProtocolMistakes(recorder.calls)).toEqual([]);
  });

  test('one that its owner has switched off at Stripe stays off', async () => {
    const { id } = await client().paymentMethodDomains.create({ domain_name: 'off.example', enabled: false });
    expect(valueOf(await registry.registerDomain(KEY, 'off.example'))).toMatchObject({ isActive: false });
    expect((await client().paymentMethodDomains.retrieve(id)).enabled).toBe(false);
  });

  test('what is no domain is refused in Stripe’s words', async () => {
    expect(await registry.registerDomain(KEY, 'localhost')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('localhost'),
    });
  });
});

describe('restricted keys', () => {
  test('one with both permissions does all of it', async () => {
    const key = 'rk_test_key_enough1';
    const { endpointId } = valueOf(await registry.createEndpoint(key, place));
    expect(await registry.deleteEndpoint(key, endpointId)).toMatchObject({ kind: 'done' });
    expect(await registry.registerDomain(key, 'key.example')).toMatchObject({ kind: 'done' });
  });

  test.each(['readonly1', 'nothing1'])('one without them (%s) is told which it lacks', async (name) => {
    const key = `rk_test_key_${name}`;
    const webhook = { kind: 'forbidden', permission: 'Webhook Endpoints: Write' };
    expect(await registry.createEndpoint(key, place)).toEqual(webhook);
    expect(await registry.deleteEndpoint(key, 'we_1')).toEqual(webhook);
    expect(await registry.registerDomain(key, `${name}.example`)).toEqual({
      kind: 'forbidden',
      permission: 'Payment Method Domains: Write',
    });
    expect((await registry.listEndpoints(key)).kind).toBe(name === 'nothing1' ? 'forbidden' : 'done');
  });

  test('a key that Stripe does not know any more is refused', async () => {
    expect(await registry.listEndpoints('sk_test_unknown1')).toMatchObject({ kind: 'refused' });
  });
});

test('silence is a fault that may be tried again', async () => {
  const broken = { status: 503, body: '{"error":{"type":"api_error","message":"down"}}' };
  recorder.answerWith(broken, broken, broken);
  await expect(registry.listEndpoints(KEY)).rejects.toMatchObject({ code: 'provider_unavailable', provider: 'stripe' });
});
