import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import type { ServiceProcess } from '../../support/service-process.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;
let environment: Record<string, string>;
let serving: ServiceProcess;

beforeEach(async () => {
  harness = await startServiceHarness();
  await harness.stopService();
  environment = { ...harness.environment, HOLDFAST_SWEEP_SECONDS: '1' };
  serving = await startServiceProcess(environment);
});
afterEach(async () => {
  await serving.kill('SIGKILL');
  await harness.stop();
});

const waitForConfirmation = (bookingId: string) =>
  waitFor(async () => {
    // Only the list is read: nothing here runs the confirmer for it.
    const list = await harness
      .call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z')
      .catch(() => null);
    const found = list?.body?.bookings.find((candidate: Json) => candidate.booking.id === bookingId);
    return found?.booking.state === 'confirmed' ? found : null;
  }, 20);

const expectOneMail = async (): Promise<void> => {
  await waitFor(async () => (await harness.mails.list()).some((mail) => mail.to.email === testCustomer.email));
  expect((await harness.mails.list()).filter((mail) => mail.to.email === testCustomer.email)).toHaveLength(1);
};

describe('kill -9 of the service', () => {
  test('between hold and payment: the hold stands, and the payment ends in a confirmed booking', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    await serving.kill('SIGKILL');
    serving = await startServiceProcess(environment);
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(checkout.status).toBe(200);
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    const { order } = await waitForConfirmation(id);
    expect(order.paid).toEqual(held.body.quote.total);
    await expectOneMail();
  });

  test('between payment and webhook: dead when the money moves, and the booking is confirmed all the same', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    // Every message to us is lost for good; only looking can find the payment.
    await harness.control('POST', 'deliveries/mode', { mode: 'drop' });
    await serving.kill('SIGKILL');
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    serving = await startServiceProcess(environment);
    const { order } = await waitForConfirmation(id);
    expect(order.paid).toEqual(held.body.quote.total);
    await expectOneMail();
  });

  test('between payment and webhook, which is delivered again and again: confirmed once, told once', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    await harness.control('POST', 'deliveries/mode', { mode: 'duplicate' });
    await serving.kill('SIGKILL');
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    serving = await startServiceProcess(environment);
    const { order } = await waitForConfirmation(id);
    expect(order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0)).toBe(0);
    expect(order.ledger.filter((entry: Json) => entry.account === 'provider')).toHaveLength(1);
    await expectOneMail();
  });

  test('SIGTERM lets a request that is under way finish, and then nothing listens any more', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    await harness.control('POST', 'faults', {
      kind: 'delay',
      count: 1,
      delayMs: 1_500,
      method: 'POST',
      pathPrefix: '/v1/payment_intents',
    });
    const startedAt = performance.now();
    const running = harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    // The payment row stands as soon as the provider is being asked.
    await waitFor(
      async () => (await harness.call('GET', `/v1/bookings/${held.body.booking.id}`)).body.order.payments.length === 1,
    );
    const ended = serving.kill('SIGTERM');
    const answer = await running;
    expect([answer.status, typeof answer.body.clientSecret]).toEqual([200, 'string']);
    expect(performance.now() - startedAt).toBeGreaterThan(1_000);
    await ended;
    await expect(fetch(`${harness.url}/healthz`)).rejects.toThrow();
    serving = await startServiceProcess(environment);
    expect((await harness.call('GET', '/readyz')).body.ready).toBe(true);
  });

  test('the log tells what happened without telling whom: no name, address, token, key or secret', async () => {
    await serving.kill('SIGTERM');
    serving = await startServiceProcess({ ...environment, HOLDFAST_LOG_LEVEL: 'debug' });
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    await harness.pay(checkout.body.payment.providerId);
    await waitForConfirmation(id);
    await expectOneMail();
    await harness.call('GET', '/v1/bookings/maria@example.com', { key: held.body.manageToken });
    await harness.call('GET', `/v1/bookings/${id}?email=maria@example.com`, { key: held.body.manageToken });
    await harness.call('POST', '/webhooks/stripe/site_a', {
      rawBody: '{"email":"maria@example.com"}',
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
    await waitFor(async () => serving.readOutput().includes('webhook refused'));
    const output = serving.readOutput();
    expect(output).toContain(`/v1/bookings/${id}/checkout`);
    expect(output).toContain('/v1/bookings/…');
    const secrets = [
      held.body.manageToken,
      checkout.body.clientSecret,
      harness.sandbox.secretKey,
      harness.webhookSecret,
      harness.a.apiKey,
      environment['HOLDFAST_SECRET'] ?? '?',
    ];
    for (const told of [...Object.values(testCustomer), 'maria', 'Lind', ...secrets])
      expect([told, output.includes(told)]).toEqual([told, false]);
  });
});
