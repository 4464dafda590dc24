import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { Temporal } from 'temporal-polyfill';
import { ApiFault, refuseMissing, refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { createIdentifier } from './identifiers.ts';
import { readClearable, readInteger, readRecord, readText } from './read-parameters.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { MethodBehaviour, StoredMethod } from './sandbox-state.ts';
import { isIbanValid, isLuhnValid, TEST_CARDS } from './test-cards.ts';
import type { TestCard } from './test-cards.ts';

interface Expiry {
  readonly month: number;
  readonly year: number;
}

/**
 * Finds a payment method, or makes one from a magic id (`pm_card_visa` …), which gives a new object on each use.
 *
 * @throws ApiFault 400 `resource_missing`.
 */
export function findPaymentMethod(context: SandboxContext, id: string): StoredMethod {
  const stored = context.state.paymentMethods.get(id);
  if (stored !== undefined) return stored;
  const card = TEST_CARDS.find((testCard) => testCard.magicId === id);
  if (card === undefined) throw refuseMissing('PaymentMethod', id, 'payment_method');
  return saveMethod(
    context,
    { ...buildBase(context, {}), type: 'card', card: buildCard(card, defaultExpiry(context)) },
    card.behaviour,
  );
}

/**
 * Makes a payment method from parameters (`type` with `card`, `ideal` or `sepa_debit`). Only the last four digits of a number are kept.
 *
 * @throws ApiFault 402 `incorrect_number`, `invalid_expiry_month`, `invalid_expiry_year`, `invalid_cvc` or `card_declined` (not a
 * test card); 400 for a type that the sandbox does not play, and for card numbers sent with a secret key.
 */
export function createPaymentMethod(context: SandboxContext, parameters: CheckedRecord, isPublishable: boolean): StoredMethod {
  const type = readText(parameters, 'type');
  if (type === undefined) throw refuseParameter('Missing required param: type.', 'type', 'parameter_missing');
  const base = buildBase(context, parameters);
  if (type === 'ideal') return saveMethod(context, { ...base, type, ideal: { bank: null, bic: null } }, { kind: 'redirects' });
  if (type === 'sepa_debit') return createDebit(context, base, readRecord(parameters, 'sepa_debit') ?? {});
  if (type !== 'card') throw refuseParameter(`This sandbox plays the types card, ideal and sepa_debit, not ${type}.`, 'type');
  if (!isPublishable) {
    const message =
      'Sending credit card numbers directly to the Stripe API is generally unsafe. Use a test payment method instead.';
    throw new ApiFault(402, { type: 'invalid_request_error', message });
  }
  const { card, expiry } = checkCard(context, readRecord(parameters, 'card') ?? {});
  return saveMethod(context, { ...base, type, card: buildCard(card, expiry) }, card.behaviour);
}

function createDebit(context: SandboxContext, base: Omit<Stripe.PaymentMethod, 'type'>, given: CheckedRecord): StoredMethod {
  for (const name of ['name', 'email'] as const) {
    if (base.billing_details[name] === null) {
      const param = `billing_details[${name}]`;
      throw refuseParameter(`Missing required param: ${param}. A SEPA Direct Debit needs it.`, param, 'parameter_missing');
    }
  }
  const iban = (readText(given, 'iban') ?? '').replace(/\s/g, '').toUpperCase();
  if (!isIbanValid(iban)) throw refuseParameter('The IBAN you provided is invalid.', 'sepa_debit[iban]');
  const account: Stripe.PaymentMethod.SepaDebit = {
    bank_code: iban.slice(4, 12),
    branch_code: '',
    country: iban.slice(0, 2),
    fingerprint: computeNumberMark(iban),
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
  return saveMethod(context, { ...base, type: 'sepa_debit', sepa_debit: account }, { kind: 'debits' });
}

const computeNumberMark = (number: string): string => createHash('sha256').update(number).digest('base64url').slice(0, 16);

function checkCard(context: SandboxContext, given: CheckedRecord): { readonly card: TestCard; readonly expiry: Expiry } {
  const number = (readText(given, 'number') ?? '').replace(/[\s-]/g, '');
  if (!isLuhnValid(number)) throw refuseCard('incorrect_number', 'Your card number is incorrect.', 'number');
  const expiry = { month: readInteger(given, 'exp_month') ?? 0, year: readInteger(given, 'exp_year') ?? 0 };
  checkExpiry(context, expiry);
  const cvc = readText(given, 'cvc');
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    throw refuseCard('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  const card = TEST_CARDS.find((testCard) => testCard.number === number);
  if (card !== undefined) return { card, expiry };
  const message = 'Your card was declined. Your request was in test mode, but used a non test card.';
  throw new ApiFault(402, { type: 'card_error', code: 'card_declined', decline_code: 'test_mode_live_card', message }, true);
}

function checkExpiry(context: SandboxContext, expiry: Expiry): void {
  const today = computeToday(context);
  if (expiry.month < 1 || expiry.month > 12) {
    throw refuseCard('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  if (expiry.year < today.year || expiry.year > today.year + 50) {
    throw refuseCard('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (expiry.year === today.year && expiry.month < today.month) {
    throw refuseCard('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
}

function computeToday(context: SandboxContext): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(context.nowSeconds() * 1000).toZonedDateTimeISO('UTC');
}

function refuseCard(code: string, message: string, param: string): ApiFault {
  return new ApiFault(402, { type: 'card_error', code, message, param });
}

function defaultExpiry(context: SandboxContext): Expiry {
  const today = computeToday(context).add({ years: 1 });
  return { month: today.month, year: today.year };
}

function saveMethod(context: SandboxContext, object: Stripe.PaymentMethod, behaviour: MethodBehaviour): StoredMethod {
  const stored = { id: object.id, object, behaviour };
  context.state.paymentMethods.set(object.id, stored);
  context.changed();
  return stored;
}

function buildBase(context: SandboxContext, parameters: CheckedRecord): Omit<Stripe.PaymentMethod, 'type'> {
  return {
    id: createIdentifier('pm_1'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: buildBillingDetails(readRecord(parameters, 'billing_details') ?? {}),
    created: context.nowSeconds(),
    customer: null,
    customer_account: null,
    livemode: context.options.isLive,
    metadata: {},
  };
}

function buildBillingDetails(given: CheckedRecord): Stripe.PaymentMethod.BillingDetails {
  return {
    address: buildAddress(readRecord(given, 'address') ?? {}),
    email: readClearable(given, 'email') ?? null,
    name: readClearable(given, 'name') ?? null,
    phone: readClearable(given, 'phone') ?? null,
    tax_id: readClearable(given, 'tax_id') ?? null,
  };
}

/** Builds an address with null for what was not given. */
export function buildAddress(given: CheckedRecord): Stripe.Address {
  return {
    city: readClearable(given, 'city') ?? null,
    country: readClearable(given, 'country') ?? null,
    line1: readClearable(given, 'line1') ?? null,
    line2: readClearable(given, 'line2') ?? null,
    postal_code: readClearable(given, 'postal_code') ?? null,
    state: readClearable(given, 'state') ?? null,
  };
}

function buildCard(card: TestCard, expiry: Expiry): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: computeNumberMark(card.number),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: null,
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}
