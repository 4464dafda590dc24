import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { connectHarness, connectWithGrant, createBridgeKey, insertGrant, sendSigned } from '../../support/bridge.ts';
import type { TestBridge } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

const clock = createManualClock(Date.now());
const LIMIT = 5;
/** An address that a payment provider sends its messages from: the same for every business. */
const PROVIDER = '198.51.100.200';
let harness: ServiceHarness;
let salon: TestBridge;
let hostile: TestBridge;

beforeEach(async () => {
  harness = await startServiceHarness({ clock, environment: { HOLDFAST_STRANGER_LIMIT: String(LIMIT) } });
  salon = await connectHarness(harness, harness.a, { clock: clock.now });
  hostile = await connectHarness(harness, harness.b, { clock: clock.now, siteUrl: 'https://hostile.example' });
});
afterEach(() => harness.stop());

const event = JSON.stringify({
  id: 'evt_noise',
  object: 'event',
  type: 'customer.created',
  api_version: '2025-01-01',
  data: { object: { id: 'cus_1', object: 'customer' } },
});
const stripeSignature = (): string => {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${createHmac('sha256', harness.webhookSecret).update(`${at}.${event}`).digest('hex')}`;
};
const forward = () =>
  salon.call('POST', `/webhooks/stripe/${salon.siteId}`, {
    visitor: PROVIDER,
    rawBody: event,
    headers: { 'stripe-signature': stripeSignature() },
  });

const makeNoise = async (visitor: string): Promise<void> => {
  for (let index = 0; index <= LIMIT; index += 1)
    await hostile.call('POST', `/webhooks/stripe/${hostile.siteId}`, {
      visitor,
      rawBody: '{}',
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
};

describe('what one site says of an address harms no other business', () => {
  test('noise that a site names a provider for keeps no message of the provider from another business', async () => {
    expect((await forward()).status).toBe(200);
    await makeNoise(PROVIDER);
    expect((await forward()).status).toBe(200);
  });

  test('noise that a site names a neighbour for keeps no website from being connected', async () => {
    await makeNoise('127.0.0.1');
    const key = createBridgeKey();
    const grant = await insertGrant(harness, harness.a, clock.now());
    const connected = await connectWithGrant(harness.url, grant, { siteUrl: 'https://other.example', key, clock: clock.now });
    expect(connected.status).toBe(201);
  });
});

describe('everything that fails counts as a try', () => {
  test('at /v1/connect, also what is no JSON', async () => {
    const site = { siteUrl: 'https://other.example', key: createBridgeKey(), keyId: 'new', clock: clock.now };
    const statuses: number[] = [];
    for (let index = 0; index < LIMIT * 4; index += 1)
      statuses.push((await sendSigned(harness.url, site, 'POST', '/v1/connect', { rawBody: '{"broken":', visitor: '' })).status);
    expect(statuses).toContain(429);
  });

  test('at /v1/connect, also what is too large', async () => {
    const site = { siteUrl: 'https://other.example', key: createBridgeKey(), keyId: 'new', clock: clock.now };
    const statuses: number[] = [];
    for (let index = 0; index < LIMIT * 4; index += 1)
      statuses.push(
        (
          await sendSigned(harness.url, site, 'POST', '/v1/connect', {
            rawBody: JSON.stringify({ a: 'x'.repeat(9_000) }),
            visitor: '',
          })
        ).status,
      );
    expect(statuses).toContain(429);
  });
});

describe('noise on the webhook counts for its sender', () => {
  const send = async (path: string, body: string): Promise<number> =>
    (await fetch(`${harness.url}/webhooks/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }))
      .status;

  test('also what is larger than any message', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < LIMIT * 4; index += 1) statuses.push(await send('stripe/site_a', 'x'.repeat(600_000)));
    expect(statuses).toContain(429);
  });

  test('of a message for nobody nothing is read', async () => {
    for (const path of ['stripe/site_unknown', 'other/site_a']) expect(await send(path, 'x'.repeat(600_000))).toBe(404);
  });

  test('whose body is not the one that its site signed', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < LIMIT * 4; index += 1)
      statuses.push((await salon.call('POST', `/webhooks/stripe/${salon.siteId}`, { rawBody: '{}', alterBody: '{ }' })).status);
    expect(statuses).toContain(429);
  });
});

test('a stranger has one count for his whole network, as a visitor has', async () => {
  const statuses: number[] = [];
  for (let index = 1; index <= LIMIT * 4; index += 1) {
    const answer = await fetch(`${harness.url}/v1/services`, {
      headers: { 'x-forwarded-for': `2001:db8::${index.toString(16)}`, 'x-forwarded-proto': 'https', authorization: 'Bearer x' },
    });
    statuses.push(answer.status);
  }
  expect(statuses).toContain(429);
});
