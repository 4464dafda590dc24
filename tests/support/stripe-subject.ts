import Stripe from 'stripe';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { createStripeSandbox } from '../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { createStripeClient } from '../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway } from '../../adapters/stripe/create-stripe-payment-gateway.ts';
import { convertToStripeAmount } from '../../adapters/stripe/stripe-amount.ts';
import type { EpochMillis } from '../../core/index.ts';
import type { ControlledSubject, PaymentGatewaySubject, ProviderControls } from '../conformance/payment-gateway/subject.ts';
import { findProtocolMistakes, startStripeRecorder } from './stripe-recorder.ts';
import type { StripeRecorder } from './stripe-recorder.ts';
import { waitFor } from './wait-for.ts';

/** Keys, and where Stripe's API is. */
export type StripeAccess = { readonly secretKey: string; readonly publishableKey: string; readonly apiBase: string };

/** A subject on Stripe's API, with the record of every call that the gateway made. */
export type StripeSubject = PaymentGatewaySubject & { readonly recorder: StripeRecorder };

/** The evidence that decides a dispute of Stripe's test mode. @see https://docs.stripe.com/testing#evidence */
const decidingEvidence = { won: 'winning_evidence', lost: 'losing_evidence' };

/** The real Stripe opens and decides disputes in the background. */
const PATIENCE_SECONDS = 60;

/** Stripe's test payment methods that end in these ways. @see https://docs.stripe.com/testing */
const testMethods = {
  paid: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  requires_action: 'pm_card_authenticationRequired',
  disputed: 'pm_card_createDispute',
};

/**
 * Opens a subject on Stripe's API, be it the real one or the sandbox. The gateway calls it through a recorder; the customer and the
 * owner act through a second client that is not recorded.
 */
export async function openStripeSubject(
  { secretKey, publishableKey, apiBase }: StripeAccess,
  readClock: () => EpochMillis = () => Temporal.Now.instant().epochMilliseconds,
): Promise<StripeSubject> {
  const recorder = await startStripeRecorder(apiBase);
  const outside = createStripeClient({ secretKey, apiBase });
  const client = createStripeClient({ secretKey, apiBase: recorder.url });
  return {
    recorder,
    gateway: createStripePaymentGateway({ tenantId: 'ten_salon', client, publishableKey }),
    payWith: async (providerId, outcome) => {
      await confirm(outside, providerId, testMethods[outcome]);
      if (outcome === 'disputed') await waitFor(() => findDispute(outside, providerId, 'needs_response'), PATIENCE_SECONDS);
    },
    settleDispute: async (providerId, outcome) => {
      const dispute = await waitFor(() => findDispute(outside, providerId, 'needs_response'), PATIENCE_SECONDS);
      await outside.disputes.update(dispute.id, { evidence: { uncategorized_text: decidingEvidence[outcome] }, submit: true });
      await waitFor(() => findDispute(outside, providerId, outcome), PATIENCE_SECONDS);
    },
    createForeign: async () => (await outside.paymentIntents.create({ amount: 4_500, currency: 'eur' })).id,
    now: readClock,
    refundAtProvider: async (providerId, amountMinor) => {
      const { currency } = await outside.paymentIntents.retrieve(providerId);
      await outside.refunds.create({
        payment_intent: providerId,
        amount: convertToStripeAmount(amountMinor, currency.toUpperCase()),
      });
    },
    findMistakes: () => findProtocolMistakes(recorder.calls),
    stop: () => recorder.stop(),
  };
}

async function findDispute(client: Stripe, providerId: string, status: string): Promise<Stripe.Dispute | undefined> {
  const { data } = await client.disputes.list({ payment_intent: providerId });
  return data.find((dispute) => dispute.status === status);
}

/** Confirms as a browser would. A decline is an outcome and no error. */
async function confirm(client: Stripe, providerId: string, method: string): Promise<void> {
  try {
    await client.paymentIntents.confirm(providerId, { payment_method: method, return_url: 'https://example.com/booked' });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
  }
}

const SECRET_KEY = 'sk_test_conformance';
const PUBLISHABLE_KEY = 'pk_test_conformance';
const FORGOTTEN_AFTER_MILLIS = 25 * 3_600_000;
/** The first try of a call and stripe-node's two repeats of it. */
const TRIES = 3;

/** Tells a sandbox what to do. */
export type SandboxControl = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Starts a sandbox of its own and opens a subject on it. */
export async function openSandboxSubject(): Promise<
  ControlledSubject & StripeSubject & { readonly control: SandboxControl; readonly apiBase: string }
> {
  let passedMillis = 0;
  const clock = (): number => Temporal.Now.instant().epochMilliseconds + passedMillis;
  const sandbox = createStripeSandbox({ secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY, clock });
  const { url: apiBase } = await sandbox.start();
  const subject = await openStripeSubject({ secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY, apiBase }, clock);
  const control: SandboxControl = (method, path, body) => callControl(`${apiBase}/_sandbox/${path}`, method, body);
  const forgetKeys = async (): Promise<void> => void (passedMillis += FORGOTTEN_AFTER_MILLIS);
  const outside = createStripeClient({ secretKey: SECRET_KEY, apiBase });
  const controls = { ...buildControls(control, outside), forgetKeys };
  return {
    ...subject,
    control,
    apiBase,
    payWith: (id, outcome) =>
      id.startsWith('cs_') ? payOnPage(outside, id, testNumbers[outcome]) : subject.payWith(id, outcome),
    controls: {
      ...controls,
      startProcessing: async (id) => {
        if (!id.startsWith('cs_')) return controls.startProcessing(id);
        await control('POST', 'next-confirmation', { status: 'processing' });
        await payOnPage(outside, id, testNumbers.paid);
      },
      settleProcessing: async (id, isPaid) => controls.settleProcessing(await findIntentId(outside, id), isPaid),
    },
    stop: async () => {
      await subject.stop();
      await sandbox.stop();
    },
  };
}

/** The numbers of Stripe's test cards that end in these ways. @see https://docs.stripe.com/testing */
const testNumbers = {
  paid: '4242424242424242',
  declined: '4000000000000002',
  requires_action: '4000002500003155',
  disputed: '4000000000000259',
};

/** Fills in the form of a Checkout Session's page and sends it, as a browser without scripts does. */
async function payOnPage(client: Stripe, sessionId: string, number: string): Promise<void> {
  const { url } = await client.checkout.sessions.retrieve(sessionId);
  if (url === null) throw new Error(`the page of ${sessionId} is closed`);
  const fields = { type: 'card', email: 'eva@example.com', name: 'Eva', number, expiry: '04 / 41', cvc: '123' };
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

/** The payment that a session was paid with; a payment is its own. */
async function findIntentId(client: Stripe, providerId: string): Promise<string> {
  if (!providerId.startsWith('cs_')) return providerId;
  return String((await client.checkout.sessions.retrieve(providerId)).payment_intent);
}

const intentsSchema = z.object({ payment_intents: z.array(z.object({ metadata: z.record(z.string(), z.string()) })) });

function buildControls(control: SandboxControl, outside: Stripe): Omit<ProviderControls, 'forgetKeys'> {
  const outcomeOf = (isGood: boolean) => ({ outcome: isGood ? 'succeeded' : 'failed' });
  return {
    startProcessing: async (providerId) => {
      await control('POST', 'next-confirmation', { status: 'processing' });
      await confirm(outside, providerId, testMethods.paid);
    },
    settleProcessing: async (providerId, isPaid) =>
      void (await control('POST', `payment_intents/${providerId}/settle`, outcomeOf(isPaid))),
    finishAction: async (providerId, isDone) =>
      void (await control('POST', `payment_intents/${providerId}/finish-action`, outcomeOf(isDone))),
    openDispute: async (providerId, amountMinor) => {
      const { currency } = await outside.paymentIntents.retrieve(providerId);
      const amount = convertToStripeAmount(amountMinor, currency.toUpperCase());
      await control('POST', 'disputes', { payment_intent: providerId, amount });
    },
    leaveNextRefundPending: async () => void (await control('POST', 'next-refund', { status: 'pending' })),
    settleRefund: async (id, settled) => void (await control('POST', `refunds/${id}/settle`, outcomeOf(settled === 'succeeded'))),
    loseNext: async (kind, when) => {
      const method = kind === 'read' ? 'GET' : 'POST';
      await control('POST', 'faults', { kind: `timeout_${when}`, count: TRIES, method });
    },
    countPayments: async (paymentId) => {
      const { payment_intents: intents } = intentsSchema.parse(await control('GET', 'payment_intents'));
      return intents.filter((intent) => intent.metadata['holdfast_payment_id'] === paymentId).length;
    },
  };
}

async function callControl(url: string, method: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the sandbox refused ${method} ${url}: ${text}`);
  return JSON.parse(text);
}
