import type Stripe from 'stripe';
import { accept, computeCurrencyExponent, Fault } from '../../core/index.ts';
import type { Outcome, PaymentAccountChecker, PaymentKeys } from '../../core/index.ts';
import { findShapeMistakes, refuseKeys } from './check-key-shapes.ts';
import type { KeyMistake } from './check-key-shapes.ts';
import { createStripeClient } from './create-stripe-client.ts';
import { probeStripe } from './probe-stripe.ts';
import type { Ending } from './probe-stripe.ts';
import { requireObject } from './read-answer.ts';
import { stripeAccountNames } from './stripe-account-names.ts';
import { convertToStripeAmount } from './stripe-amount.ts';

/** What a restricted key needs, as the dashboard names it. "Write" includes "Read". */
const PAYMENTS = 'PaymentIntents: Write';
const REFUNDS = 'Charges and Refunds: Write';

/** The id of a payment that no account has. */
const NO_PAYMENT = 'pi_holdfast_key_check';

/** The amount of the payment that is opened to look, in major units: above every minimum charge that Stripe names. */
const LOOK_MAJOR_UNITS = 1_000;

/**
 * Creates the checker of Stripe keys. It looks at their shape, then makes the calls that taking and returning payments will make: lists payments and
 * refunds, opens a payment without a card (nobody is charged by that), reads it with the publishable key and its client secret,
 * asks for a refund of it (which can only be refused), and cancels it.
 *
 * A restricted key that may not do one of these is told by status 403; which call it was says which permission is missing. That the
 * publishable key reads a payment which the secret key has opened proves that both are of one account; it is left out when no currency is known
 * or when the account cannot be paid in it.
 *
 * @see https://docs.stripe.com/keys/restricted-api-keys
 * @see https://docs.stripe.com/api/payment_intents/retrieve (client_secret with a publishable key)
 */
export const createStripeAccountChecker = (apiBase: string | undefined): PaymentAccountChecker => ({
  checkKeys: async (mode, keys, currency) => {
    const mistakes = findShapeMistakes(mode, keys);
    if (mistakes.length > 0) return refuseKeys(mistakes);
    const looked = await look(apiBase, keys, currency);
    return looked.ok ? accept({ provider: stripeAccountNames[mode], accountName: looked.value }) : looked;
  },
});

/** Lists something; nothing but the key can keep that from being done. Throws when something else does. */
async function probeList(call: () => Promise<Stripe.ApiList<object>>): Promise<Ending<unknown>> {
  const ending = await probeStripe(async () => requireObject(await call(), 'list'));
  if (ending.kind !== 'refused') return ending;
  throw new Fault('provider_rejected', `Stripe: a list was refused ${ending.code ?? ''}`.trim(), {
    retryable: false,
    provider: 'stripe',
  });
}

const unknownSecret: KeyMistake = {
  path: 'secretKey',
  reason: 'not_accepted',
  message: 'is not known to Stripe, or was withdrawn there; copy it again',
};
const unknownPublishable: KeyMistake = {
  path: 'publishableKey',
  reason: 'not_accepted',
  message: 'is not known to Stripe, or was withdrawn there; copy it again',
};
const differentAccounts: KeyMistake = {
  path: 'publishableKey',
  reason: 'different_accounts',
  message: 'belongs to another Stripe account than the secret key; copy both from one account',
};

/** Looks at an account through its keys and answers its name. */
async function look(
  apiBase: string | undefined,
  { publishableKey, secretKey }: PaymentKeys,
  currency: string | null,
): Promise<Outcome<string | null>> {
  const client = createStripeClient({ secretKey, apiBase });
  const payments = await probeList(() => client.paymentIntents.list({ limit: 1 }));
  if (payments.kind === 'unknown_key') return refuseKeys([unknownSecret]);
  const refunds = await probeList(() => client.refunds.list({ limit: 1 }));
  const account = await probeStripe(async () => requireObject(await client.accounts.retrieveCurrent(), 'account'));
  const opened = await openPayment(client, currency ?? readCurrency(account));
  const browser = createStripeClient({ secretKey: publishableKey, apiBase });
  const { pair, refund } = await lookAtPayment(client, browser, opened);
  const missing = [
    ...(payments.kind === 'forbidden' || opened.kind === 'forbidden' ? [PAYMENTS] : []),
    ...(refunds.kind === 'forbidden' || refund.kind === 'forbidden' ? [REFUNDS] : []),
  ];
  if (missing.length > 0) return refuseKeys([describeMissing(missing)], missing);
  return pair === null ? accept(readName(account)) : refuseKeys([pair]);
}

type PaymentLook = { readonly pair: KeyMistake | null; readonly refund: Ending<Stripe.Refund> };

/** Looks at what was opened with both keys, and cancels it whatever comes of that. */
async function lookAtPayment(client: Stripe, browser: Stripe, opened: Ending<Stripe.PaymentIntent>): Promise<PaymentLook> {
  // Nothing was paid, so there is nothing to return: it is refused, and only how says something.
  const askForRefund = (id: string): Promise<Ending<Stripe.Refund>> =>
    probeStripe(() => client.refunds.create({ payment_intent: id }));
  if (opened.kind !== 'done') return { pair: null, refund: await askForRefund(NO_PAYMENT) };
  try {
    return { pair: await findPairMistake(browser, opened.answer), refund: await askForRefund(opened.answer.id) };
  } finally {
    await cancelPayment(client, opened.answer.id);
  }
}

const cancelPayment = (client: Stripe, id: string): Promise<Ending<Stripe.PaymentIntent>> =>
  probeStripe(() => client.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }));

/** Opens a payment that nobody can pay: it has no card, and its client secret stays here. */
async function openPayment(client: Stripe, currency: string | null): Promise<Ending<Stripe.PaymentIntent>> {
  // Without a currency none can be opened; whether the key may write shows when it cancels what is not there.
  if (currency === null) return cancelPayment(client, NO_PAYMENT);
  const amount = convertToStripeAmount(LOOK_MAJOR_UNITS * 10 ** computeCurrencyExponent(currency), currency);
  return probeStripe(async () =>
    requireObject(
      await client.paymentIntents.create({
        amount,
        currency: currency.toLowerCase(),
        automatic_payment_methods: { enabled: true },
        description: 'Holdfast looks whether its keys work. Nobody is charged.',
        metadata: { holdfast_key_check: 'true' },
      }),
      'payment_intent',
    ),
  );
}

/** Reads the payment as the browser will: with the publishable key. */
async function findPairMistake(browser: Stripe, { id, client_secret: secret }: Stripe.PaymentIntent): Promise<KeyMistake | null> {
  if (secret === null) return null;
  const read = await probeStripe(() => browser.paymentIntents.retrieve(id, { client_secret: secret }));
  if (read.kind === 'unknown_key' || read.kind === 'forbidden') return unknownPublishable;
  return read.kind === 'refused' && read.code === 'resource_missing' ? differentAccounts : null;
}

const describeMissing = (permissions: readonly string[]): KeyMistake => ({
  path: 'secretKey',
  reason: 'permission_missing',
  message: `may not do all that is needed: give it ${permissions.map((name) => `“${name}”`).join(' and ')} at Stripe, and save again`,
});

const readCurrency = (account: Ending<Stripe.Account>): string | null =>
  account.kind === 'done' ? (account.answer.default_currency?.toUpperCase() ?? null) : null;

/** A key that may not ask for the account works all the same: its name is only there to be recognised. */
const readName = (account: Ending<Stripe.Account>): string | null =>
  account.kind === 'done'
    ? (account.answer.settings?.dashboard.display_name ?? account.answer.business_profile?.name ?? account.answer.id)
    : null;
