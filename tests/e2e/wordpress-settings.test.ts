import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { createStripeClient } from '../../adapters/stripe/create-stripe-client.ts';
import { bookAndPay } from '../support/booking-steps.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { expectSoon } from '../support/expect-soon.ts';
import { payTooLate } from '../support/late-payment.ts';
import { openAsOwner, readCode } from '../support/owner.ts';
import type { Owner } from '../support/owner.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { startWordPressHarness, wordPressStartMillis } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';

const STEP_MILLIS = 90_000;
const nothing = { services: [], resources: [], codes: [] };

let launched: LaunchedBrowser;
let site: WordPressHarness;
let owner: Owner;

beforeAll(async () => {
  launched = await launchBrowser();
  site = await startWordPressHarness({ version: '6.6', service: { catalog: nothing } });
  owner = await openAsOwner(launched.browser, site);
}, wordPressStartMillis);
afterAll(async () => {
  await launched?.close();
  await site?.stop();
});

const openTab = (name: string): Promise<void> => owner.open(`admin.php?page=holdfast-booking&tab=${name}`);
const listServices = async () => (await site.service.call('GET', '/v1/services')).body.services;
const section = (name: string): Locator => owner.page.locator('.components-card', { hasText: name });

test(
  'whoever sells nothing yet has a first service in a minute, and visitors book it',
  async () => {
    await openTab('services');
    await owner.page.getByLabel('Service', { exact: true }).fill('Haircut');
    await owner.page.getByLabel(/^Price/).fill('450');
    await owner.page.getByLabel('Who does it').fill('Anna');
    await owner.look('wordpress-first-service');
    await owner.page.getByRole('button', { name: 'Create my first service' }).click();
    const [service] = await waitFor(async () => {
      const services = await listServices();
      return services.length === 1 && services;
    });
    expect(service).toMatchObject({ name: 'Haircut', durationMinutes: 60, price: { amountMinor: 45_000, currency: 'SEK' } });
    const visitor = await openAsVisitor(launched.browser, await site.publish('<!-- wp:holdfast/booking /-->'), {
      judged: 'holdfast-booking',
    });
    await visitor.chooseTime();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    await visitor.page.close();
  },
  STEP_MILLIS,
);

test(
  'a change of a service is what visitors see next; a mistake is told at its field and loses nothing',
  async () => {
    await openTab('services');
    await owner.page.getByRole('button', { name: /^Edit/ }).first().click();
    await owner.page.getByLabel('Duration in minutes').fill('0');
    await owner.page.getByLabel(/^Price/).fill('495,50');
    await owner.page.getByRole('button', { name: 'Save', exact: true }).click();
    await owner.page.getByText('It could not be saved yet.').first().waitFor();
    await owner.look('wordpress-service-mistake');
    expect(await owner.page.getByLabel(/^Price/).inputValue()).toBe('495,50');
    await owner.page.getByLabel('Duration in minutes').fill('45');
    await owner.page.getByRole('button', { name: 'Save', exact: true }).click();
    await waitFor(async () => (await listServices())[0].durationMinutes === 45);
    expect((await listServices())[0].price).toEqual({ amountMinor: 49_550, currency: 'SEK' });
  },
  STEP_MILLIS,
);

test(
  'the hours of a person are changed on the screen, and visitors see other times',
  async () => {
    await openTab('services');
    await owner.page
      .locator('.components-card', { hasText: 'Anna' })
      .last()
      .getByRole('button', { name: /^Edit/ })
      .last()
      .click();
    await owner.page.getByLabel('Monday, from').first().fill('13:00');
    await owner.page.getByRole('button', { name: 'Save', exact: true }).click();
    await waitFor(async () => {
      const { resources } = (await site.service.call('GET', '/v1/admin/catalog')).body;
      return resources[0].weeklyHours['1'][0].fromMinute === 13 * 60;
    });
  },
  STEP_MILLIS,
);

test(
  'the inspector chooses the services, the first step and nothing else changes; the preview and the page follow',
  async () => {
    const { page } = owner;
    const canvas = page.frameLocator('iframe[name="editor-canvas"]');
    const address = await owner.publishBookingPage('Only haircuts', async () => {
      const settings = page.getByRole('region', { name: 'Editor settings' });
      await settings.getByRole('radio', { name: 'Only these:' }).check();
      await settings.getByRole('checkbox', { name: 'Haircut' }).check();
      await settings.getByRole('radio', { name: 'When they have time' }).check();
      await canvas.locator('holdfast-booking[first-step="time"][services^="svc_"]').waitFor();
      await owner.look('wordpress-inspector');
    });
    const html = await (await fetch(address)).text();
    expect(html).toMatch(/<holdfast-booking[^>]* services="svc_[\w-]+"/);
    expect(html).toMatch(/<holdfast-booking[^>]* first-step="time"/);
  },
  STEP_MILLIS,
);

test(
  'whoever enters keys pastes nothing else: Stripe’s messages are set up to come through the website, and the screen says what is still missing',
  async () => {
    const { live } = site.service;
    await openTab('payments');
    const keys = section('Live keys').first();
    await keys.getByLabel('Publishable key').fill(live.publishableKey);
    await keys.getByLabel('Secret or restricted key').fill(live.secretKey);
    await keys.getByRole('button', { name: 'Check and save' }).click();
    await keys.getByText(/Stripe tells us of payments by itself/).waitFor();
    // A website on this machine has no wallets, and is told why.
    await keys
      .getByText(/Apple Pay and Google Pay on 127\.0\.0\.1: not offered: that needs an address on the internet/)
      .waitFor();
    await owner.look('wordpress-payment-setup');
    const { webhook } = (await site.service.call('GET', '/v1/admin/payments')).body.accounts.live;
    expect(webhook).toMatchObject({ state: 'created', url: `${site.url}/?rest_route=/holdfast/v1/webhooks/stripe` });
    // The website lets a message in and passes it on; what nobody has signed is refused by the service behind it.
    const forged = await fetch(webhook.url, { method: 'POST', headers: { 'stripe-signature': 't=1,v1=00' }, body: '{}' });
    expect([forged.status, (await forged.json()).code]).toEqual([400, 'webhook_signature_invalid']);
    const stripe = createStripeClient({ secretKey: live.secretKey, apiBase: site.service.sandbox.url });
    await site.service.call('PUT', '/v1/admin/payments', { body: { mode: 'live' } });
    const { id } = await stripe.paymentIntents.create({ amount: 1_000, currency: 'sek' });
    await stripe.paymentIntents.cancel(id);
    await waitFor(async () => (await site.service.call('GET', '/v1/admin/payments')).body.lastWebhookAt);
    await site.service.call('PUT', '/v1/admin/payments', { body: { mode: 'test' } });
  },
  STEP_MILLIS,
);

test(
  'money that came too late and a refund that failed wait for the owner with what to do, and the refund is made good with a click',
  async () => {
    const { service } = site;
    const [{ id: serviceId }] = await listServices();
    const customer = { name: 'Maria Lind', email: 'maria@example.com' };
    const late = await payTooLate(service, serviceId, (startsAt) =>
      service.call('POST', '/v1/admin/bookings', { body: { serviceId, startsAt, timeZone: 'Europe/Stockholm', customer } }),
    );
    expect((await late.look()).order.lateOffer.state).toBe('open');
    const { orderId } = await bookAndPay(service, serviceId);
    await service.control('POST', 'next-refund', { status: 'failed' });
    await service.call('POST', `/v1/admin/orders/${orderId}/refunds`, { body: { amountMinor: 12_300 } });
    const listItems = async () => (await service.call('GET', '/v1/admin/attention')).body.items;
    await waitFor(async () => (await listItems()).length === 2);
    await openTab('attention');
    const needs = owner.page.locator('.holdfast-need');
    const waiting = needs.filter({ hasText: 'Money came after the time was gone' });
    await waiting.getByText('SEK 495.50').waitFor();
    await waiting.getByText(/Haircut · .* · Maria Lind · /).waitFor();
    await waiting.getByText(/The offer ends on/).waitFor();
    const link = waiting.getByRole('link', { name: /See it at Stripe/ });
    expect(await link.getAttribute('href')).toBe(`https://dashboard.stripe.com/test/payments/${late.providerId}`);
    await owner.look('wordpress-attention');
    const failed = needs.filter({ hasText: 'A refund has failed' });
    await failed.getByText('SEK 123.00').waitFor();
    await failed.getByRole('button', { name: /Give it back again/ }).click();
    await owner.look('wordpress-attention-refund');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Give it back' }).click();
    await owner.page.getByText('The money is on its way back.').first().waitFor();
    await waitFor(async () => (await listItems()).length === 1);
    const readRefunded = async () => (await service.call('GET', `/v1/admin/orders/${orderId}`)).body.order.refunded;
    await expectSoon(readRefunded, { amountMinor: 12_300, currency: 'SEK' });
  },
  STEP_MILLIS,
);

test(
  'payment keys that stand are replaced only with the code from the mailbox of the business',
  async () => {
    await openTab('payments');
    const keys = section('Test keys').first();
    await keys.getByLabel('Webhook secret').fill('whsec_another_secret_of_the_owner');
    await keys.getByRole('button', { name: 'Check and save' }).click();
    await owner.page.getByLabel('Code from the mail').waitFor();
    await owner.look('wordpress-second-factor');
    const code = await readCode(site);
    await owner.page.getByLabel('Code from the mail').fill(code === '000000' ? '000001' : '000000');
    await owner.page.getByRole('button', { name: 'Confirm and save' }).click();
    await owner.page
      .getByText(/wrong or too old/)
      .first()
      .waitFor();
    await owner.page.getByLabel('Code from the mail').fill(code);
    await owner.page.getByRole('button', { name: 'Confirm and save' }).click();
    await owner.page.getByText('Stripe accepts these keys, and they were saved.').first().waitFor();
  },
  STEP_MILLIS,
);

test(
  'the key is changed and the site disconnected on the screen, and the page still says how to reach the business',
  async () => {
    await openTab('connection');
    const readKey = () => site.php(`return Holdfast\\Booking\\Connection::load()->key_id();`);
    const before = await readKey();
    await owner.page.getByRole('button', { name: /^Change the key/ }).click();
    await owner.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Change/ })
      .click();
    await waitFor(async () => (await readKey()) !== before);
    expect((await fetch(`${site.url}/wp-json/holdfast/v1/services`)).status).toBe(200);
    await owner.page.getByRole('button', { name: /^Disconnect/ }).click();
    await owner.look('wordpress-disconnect');
    await owner.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Disconnect/ })
      .click();
    await owner.page.getByLabel('Address of your booking service').waitFor();
    expect((await fetch(`${site.url}/wp-json/holdfast/v1/services`)).status).toBe(401);
    const html = await (await fetch(await site.publish('<!-- wp:holdfast/booking /-->', { title: 'Later' }))).text();
    expect(html).not.toContain('<holdfast-booking');
    expect(html).toContain('owner-a@example.com');
  },
  STEP_MILLIS,
);
