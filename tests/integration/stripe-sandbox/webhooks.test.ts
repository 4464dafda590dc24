import { afterEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { readStripeFixture, validateStripeEvent, validateStripeObject } from '../../support/stripe-schema.ts';
import { runReceiver, runSandbox, waitUntil, WEBHOOK_SECRET } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function runBoth(statuses: readonly number[] = [], retryDelaysMs: readonly number[] = [20, 20]) {
  const receiver = await runReceiver(statuses);
  const sandbox = await runSandbox({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET }, retryDelaysMs });
  stops.push(sandbox.stop, receiver.stop);
  return { receiver, sandbox };
}

const pay = (sandbox: RunningSandbox, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 4500,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/back',
    ...extra,
  });
const deliveries = async (sandbox: RunningSandbox) => (await sandbox.control('GET', 'deliveries')).body.deliveries;

describe('webhooks', () => {
  test('every change is told, signed and shaped like Stripe', async () => {
    const { receiver, sandbox } = await runBoth();
    const paid = await pay(sandbox);
    await sandbox.stripe.refunds.create({ payment_intent: paid.id });
    await sandbox.stripe.paymentIntents.cancel((await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'eur' })).id);
    await pay(sandbox, { payment_method: 'pm_card_chargeDeclined' }).catch(() => undefined);
    await pay(sandbox, { payment_method: 'pm_card_authenticationRequired' });
    const held = await pay(sandbox, { capture_method: 'manual' });
    await sandbox.stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 });
    await sandbox.control('POST', 'next-confirmation', { status: 'processing' });
    await pay(sandbox);
    const expected = (await sandbox.stripe.events.list({ limit: 100 })).data.map(({ type }) => type);
    await waitUntil(() => receiver.received.length === expected.length);
    expect(receiver.types().sort()).toEqual([...expected].sort());
    const wanted = (
      'payment_intent.created payment_intent.succeeded payment_intent.payment_failed payment_intent.canceled payment_intent.processing ' +
      'payment_intent.requires_action payment_intent.amount_capturable_updated charge.succeeded charge.failed charge.captured ' +
      'charge.refunded refund.created'
    ).split(' ');
    expect(wanted.filter((type) => !receiver.types().includes(type))).toEqual([]);
    for (const { body, signature } of receiver.received) {
      const event = sandbox.stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
      expect(event.api_version).toBe('2026-10-28.endive');
      expect([event.type, ...validateStripeEvent(JSON.parse(body))]).toEqual([event.type]);
      expect(Object.keys(readStripeFixture('event')).filter((key) => !(key in event))).toEqual([]);
      expect(() => sandbox.stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(
        Stripe.errors.StripeSignatureVerificationError,
      );
    }
    const one = await sandbox.stripe.events.retrieve(JSON.parse(receiver.received[0]?.body ?? '{}').id);
    expect(one.object).toBe('event');
  });

  test('an endpoint is made with a secret shown once, hears what it asked for, and can be switched off and removed', async () => {
    const { receiver, sandbox } = await runBoth();
    const other = await runReceiver();
    stops.push(other.stop);
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ['payment_intent.succeeded'],
      api_version: '2026-10-28.endive',
      metadata: { site: 'a' },
    });
    expect(endpoint.secret).toMatch(/^whsec_\w{32}$/);
    expect(validateStripeObject('WebhookEndpoint', JSON.parse(JSON.stringify(endpoint)))).toEqual([]);
    expect(Object.keys(readStripeFixture('webhook_endpoint')).filter((key) => !(key in endpoint))).toEqual([]);
    const listed = await sandbox.stripe.webhookEndpoints.list();
    expect(listed.data).toMatchObject([{ id: endpoint.id, status: 'enabled' }]);
    expect(listed.data[0]).not.toHaveProperty('secret');
    await pay(sandbox);
    await waitUntil(() => other.received.length === 1 && receiver.received.length === 3);
    const [told] = other.received;
    expect(sandbox.stripe.webhooks.constructEvent(told?.body ?? '', told?.signature ?? '', endpoint.secret ?? '').type).toBe(
      'payment_intent.succeeded',
    );
    await sandbox.stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await pay(sandbox);
    await waitUntil(() => receiver.received.length === 6);
    expect(other.received).toHaveLength(1);
    expect(await sandbox.stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ id: endpoint.id, deleted: true });
    expect((await sandbox.stripe.webhookEndpoints.list()).data).toEqual([]);
  });

  test('anything but 2xx is tried again with the same event, then given up', async () => {
    const { receiver, sandbox } = await runBoth([500, 302, 200, 500, 500, 500]);
    await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'eur' });
    await waitUntil(async () => (await deliveries(sandbox))[0]?.state === 'delivered');
    expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
    expect((await deliveries(sandbox))[0].attempts.map(({ status }: { status: number }) => status)).toEqual([500, 302, 200]);
    await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'eur' });
    await waitUntil(async () => (await deliveries(sandbox))[1]?.state === 'failed');
    await sandbox.control('POST', `deliveries/${(await deliveries(sandbox))[1].id}/release`);
    await waitUntil(async () => (await deliveries(sandbox))[1]?.state === 'delivered');
  });

  test('a dead receiver never slows a call down', async () => {
    const sandbox = await runSandbox({ webhook: { url: 'http://127.0.0.1:9/none', secret: WEBHOOK_SECRET }, retryDelaysMs: [5] });
    stops.push(sandbox.stop);
    expect((await pay(sandbox)).status).toBe('succeeded');
    await waitUntil(async () => (await deliveries(sandbox)).every(({ state }: { state: string }) => state === 'failed'));
  });

  test('deliveries can be held and released in another order, dropped, and doubled', async () => {
    const { receiver, sandbox } = await runBoth();
    await sandbox.control('POST', 'deliveries/mode', { mode: 'hold' });
    await pay(sandbox);
    expect((await sandbox.control('GET', 'deliveries?state=held')).body.deliveries).toHaveLength(3);
    expect(receiver.received).toHaveLength(0);
    await sandbox.control('POST', 'deliveries/mode', { mode: 'deliver' });
    const held: { id: string; eventType: string }[] = await deliveries(sandbox);
    for (const { id } of [...held].reverse()) {
      const before = receiver.received.length;
      await sandbox.control('POST', 'deliveries/release', { ids: [id] });
      await waitUntil(() => receiver.received.length === before + 1);
    }
    expect(receiver.types()).toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created']);
    await sandbox.control('POST', 'deliveries/mode', { mode: 'drop', types: ['payment_intent.succeeded'] });
    await pay(sandbox);
    await waitUntil(() => receiver.received.length === 5);
    expect(receiver.types().slice(3)).not.toContain('payment_intent.succeeded');
    await sandbox.control('POST', 'deliveries/mode', { mode: 'duplicate', remaining: 1 });
    await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'eur' });
    await waitUntil(() => receiver.received.length === 7);
    await sandbox.control('POST', `deliveries/${held[0]?.id}/duplicate`);
    await waitUntil(() => receiver.received.length === 8);
    expect((await sandbox.control('POST', 'deliveries/dlv_none/drop')).status).toBe(404);
  });
});
