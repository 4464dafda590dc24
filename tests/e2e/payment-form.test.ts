import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import Stripe from 'stripe';
import { createStripeSandbox } from '../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import type { StripeSandbox } from '../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';

const keys = { secretKey: 'sk_test_form', publishableKey: 'pk_test_form' };

let sandbox: StripeSandbox;
let stripe: Stripe;
let launched: LaunchedBrowser;
let shop: { readonly url: string; readonly stop: () => Promise<void> };

beforeAll(async () => {
  sandbox = createStripeSandbox(keys);
  const { port } = new URL((await sandbox.start()).url);
  stripe = new Stripe(keys.secretKey, { host: '127.0.0.1', port: Number(port), protocol: 'http', telemetry: false });
  shop = await serveShop();
  launched = await launchBrowser();
});
afterAll(async () => {
  await launched?.close();
  await shop?.stop();
  await sandbox?.stop();
});

/** A shop's own page: the payment form, a button, and how the payment ended. */
async function serveShop(): Promise<typeof shop> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<script src="${sandbox.url}/endive/stripe.js"></script></head><body><main><h1>A shop</h1><div id="form"></div><button>Pay</button><p id="end"></p></main>
<script>
const query = new URLSearchParams(location.search);
const end = document.querySelector('#end');
const stripe = Stripe('${keys.publishableKey}');
const clientSecret = query.get('payment_intent_client_secret') ?? query.get('secret');
if (query.has('redirect_status')) {
  stripe.retrievePaymentIntent(clientSecret).then(({ paymentIntent }) => { end.textContent = paymentIntent.status; });
} else {
  const elements = stripe.elements({ clientSecret });
  elements.create('payment').mount('#form');
  document.querySelector('button').addEventListener('click', async () => {
    const confirmParams = { return_url: location.href };
    const { error, paymentIntent } = await stripe.confirmPayment({ elements, confirmParams, redirect: 'if_required' });
    end.textContent = error?.code ?? paymentIntent.status;
  });
}
</script></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/`, stop };
}

type Visit = { readonly id: string; readonly page: Page; readonly form: FrameLocator; readonly pay: () => Promise<string> };

async function visit(): Promise<Visit> {
  const { id, client_secret: secret } = await stripe.paymentIntents.create({ amount: 1_800, currency: 'eur' });
  const page = await launched.browser.newPage();
  await page.goto(`${shop.url}?secret=${secret}`);
  const form = page.frameLocator('iframe[title="Secure payment input frame"]');
  const pay = async (): Promise<string> => {
    await page.evaluate(() => document.querySelector('#end')?.replaceChildren());
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.locator('#end:not(:empty)').waitFor();
    return (await page.locator('#end').textContent()) ?? '';
  };
  return { id, page, form, pay };
}

describe('the payment form of the sandbox', () => {
  test('takes an account for a direct debit: incomplete, wrong, then on its way', async () => {
    const { id, page, form, pay } = await visit();
    await form.getByRole('tab', { name: 'SEPA Debit' }).click();
    expect(await pay()).toBe('incomplete_iban');
    expect(await form.locator('#iban').evaluate((input) => document.activeElement === input)).toBe(true);
    await form.getByLabel('IBAN').pressSequentially('de89370400440532013001');
    expect(await form.getByLabel('IBAN').inputValue()).toBe('DE89 3704 0044 0532 0130 01');
    await form.getByLabel('Name on the account').fill('Eva Berg');
    await form.getByLabel('Email').fill('eva@mail.example');
    expect(await pay()).toBe('invalid_iban');
    expect(await form.getByRole('alert').filter({ hasText: 'Your IBAN is invalid.' }).count()).toBe(1);
    await form.getByLabel('IBAN').fill('DE89370400440532013000');
    expect(await pay()).toBe('processing');
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] });
    expect(intent).toMatchObject({
      status: 'processing',
      payment_method: { sepa_debit: { last4: '3000' }, billing_details: { name: 'Eva Berg', email: 'eva@mail.example' } },
    });
    await page.close();
  });

  test('its tabs are chosen with the keyboard, and each has its own fields', async () => {
    const { page, form } = await visit();
    await form.getByRole('tab', { name: 'Card' }).press('ArrowRight');
    await form.getByRole('tab', { name: 'Test bank', selected: true }).press('ArrowRight');
    await form.getByRole('tab', { name: 'SEPA Debit', selected: true }).waitFor();
    expect(await form.getByLabel('IBAN').isVisible()).toBe(true);
    expect(await form.getByLabel('Card number').isVisible()).toBe(false);
    await page.close();
  });

  test('a bank payment goes to the bank and comes back to return_url, where the payment is read', async () => {
    const { id, page, form } = await visit();
    await form.getByRole('tab', { name: 'Test bank' }).click();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByRole('button', { name: 'Authorise payment' }).click();
    await page.waitForURL(/redirect_status=succeeded/);
    await page.locator('#end:text("succeeded")').waitFor();
    expect(new URL(page.url()).searchParams.get('payment_intent')).toBe(id);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    await page.close();
  });

  test('the owner of a demo disputes a payment on the overview and lets it be lost', async () => {
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 1_800, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' },
      return_url: shop.url,
    });
    const page = await launched.browser.newPage();
    await page.goto(sandbox.url);
    await page.getByRole('button', { name: `Dispute: ${id}` }).click();
    await page.getByRole('button', { name: /^Lose: dp_/ }).click();
    await page.getByRole('cell', { name: 'lost', exact: true }).waitFor();
    expect((await stripe.disputes.list({ payment_intent: id })).data).toMatchObject([{ status: 'lost' }]);
    await page.close();
  });
});
