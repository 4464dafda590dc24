import type Stripe from 'stripe';
import { ApiFault, refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { checkAmount, checkCurrency } from './currency-limits.ts';
import { createIdentifier } from './identifiers.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { computeMethodTypes } from './payment-method-types.ts';
import { buildAddress } from './payment-methods.ts';
import { readClearable, readFlag, readInteger, readList, readRecord, readText } from './read-parameters.ts';
import type { SandboxContext } from './sandbox-context.ts';

/**
 * Builds a new payment from checked parameters, in `requires_payment_method`; stores nothing.
 *
 * @throws ApiFault 400 for amounts, currencies, types and descriptors that Stripe refuses.
 */
export function buildPaymentIntent(context: SandboxContext, parameters: CheckedRecord): Stripe.PaymentIntent {
  const id = createIdentifier('pi_3');
  const currency = checkCurrency(readText(parameters, 'currency') ?? '');
  const automatic = readRecord(parameters, 'automatic_payment_methods');
  if (automatic !== undefined && readFlag(automatic, 'enabled') !== true) {
    throw refuseParameter('Without automatic payment methods nothing can pay here.', 'automatic_payment_methods[enabled]');
  }
  const allowRedirects = (automatic && readText(automatic, 'allow_redirects')) ?? 'always';
  const captureMethod = readCaptureMethod(parameters) ?? 'automatic_async';
  const allowed = readList(parameters, 'allowed_payment_method_types') ?? null;
  const excluded = readList(parameters, 'excluded_payment_method_types') ?? null;
  return {
    ...buildConstantPart(context),
    id,
    allowed_payment_method_types: allowed === null ? null : [...allowed],
    amount: checkAmount(readInteger(parameters, 'amount') ?? 0, currency),
    automatic_payment_methods: { allow_redirects: allowRedirects === 'never' ? 'never' : 'always', enabled: true },
    capture_method: captureMethod,
    client_secret: createIdentifier(`${id}_secret_`, 25),
    confirmation_method: readText(parameters, 'confirmation_method') === 'manual' ? 'manual' : 'automatic',
    created: context.nowSeconds(),
    currency,
    description: readClearable(parameters, 'description') ?? null,
    excluded_payment_method_types: excluded === null ? null : [...excluded],
    metadata: mergeMetadata({}, parameters),
    payment_method_types: computeMethodTypes({ currency, captureMethod, allowRedirects, allowed, excluded }),
    receipt_email: readClearable(parameters, 'receipt_email') ?? null,
    setup_future_usage: readFutureUsage(parameters) ?? null,
    shipping: readShipping(parameters) ?? null,
    statement_descriptor: checkDescriptor(parameters, 'statement_descriptor') ?? null,
    statement_descriptor_suffix: checkDescriptor(parameters, 'statement_descriptor_suffix') ?? null,
    transfer_group: readText(parameters, 'transfer_group') ?? null,
  };
}

/**
 * Applies the parameters that `update` and `confirm` share to a payment, and computes its payment method types anew.
 *
 * @throws ApiFault 400 as on creation.
 */
export function applyChanges(intent: Stripe.PaymentIntent, parameters: CheckedRecord): Stripe.PaymentIntent {
  const currency = checkCurrency(readText(parameters, 'currency') ?? intent.currency);
  const captureMethod = readCaptureMethod(parameters) ?? intent.capture_method;
  const allowed = readList(parameters, 'allowed_payment_method_types') ?? intent.allowed_payment_method_types;
  const excluded = readList(parameters, 'excluded_payment_method_types') ?? intent.excluded_payment_method_types;
  const allowRedirects = intent.automatic_payment_methods?.allow_redirects ?? 'always';
  const choose = <T>(sent: T | undefined, current: T): T => (sent === undefined ? current : sent);
  return {
    ...intent,
    allowed_payment_method_types: allowed === null ? null : [...allowed],
    amount: checkAmount(readInteger(parameters, 'amount') ?? intent.amount, currency),
    capture_method: captureMethod,
    currency,
    description: choose(readClearable(parameters, 'description'), intent.description),
    excluded_payment_method_types: excluded === null || excluded.length === 0 ? null : [...excluded],
    metadata: mergeMetadata(intent.metadata, parameters),
    payment_method_types: computeMethodTypes({ currency, captureMethod, allowRedirects, allowed, excluded }),
    receipt_email: choose(readClearable(parameters, 'receipt_email'), intent.receipt_email),
    setup_future_usage: choose(readFutureUsage(parameters), intent.setup_future_usage),
    shipping: choose(readShipping(parameters), intent.shipping),
    statement_descriptor: choose(checkDescriptor(parameters, 'statement_descriptor'), intent.statement_descriptor),
    statement_descriptor_suffix: choose(
      checkDescriptor(parameters, 'statement_descriptor_suffix'),
      intent.statement_descriptor_suffix,
    ),
    transfer_group: readText(parameters, 'transfer_group') ?? intent.transfer_group,
  };
}

/** Refuses a return address that a browser must not be sent to. */
export function checkReturnUrl(parameters: CheckedRecord): string | null {
  const address = readText(parameters, 'return_url');
  if (address === undefined) return null;
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ApiFault(400, {
      type: 'invalid_request_error',
      code: 'url_invalid',
      message: 'Not a valid URL',
      param: 'return_url',
    });
  }
  return address;
}

function buildConstantPart({ options }: SandboxContext) {
  return {
    object: 'payment_intent' as const,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    customer: null,
    customer_account: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: options.isLive,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: { id: 'pmc_1HoldfastSandboxDefault', parent: null },
    payment_method_options: {},
    payment_record: null,
    processing: null,
    review: null,
    source: null,
    status: 'requires_payment_method' as const,
    transfer_data: null,
  };
}

function readCaptureMethod(parameters: CheckedRecord): Stripe.PaymentIntent.CaptureMethod | undefined {
  const sent = readText(parameters, 'capture_method');
  return sent === 'automatic' || sent === 'automatic_async' || sent === 'manual' ? sent : undefined;
}

function readFutureUsage(parameters: CheckedRecord): Stripe.PaymentIntent.SetupFutureUsage | undefined {
  const sent = readText(parameters, 'setup_future_usage');
  return sent === 'off_session' || sent === 'on_session' ? sent : undefined;
}

function readShipping(parameters: CheckedRecord): Stripe.PaymentIntent.Shipping | null | undefined {
  if (parameters['shipping'] === '') return null;
  const given = readRecord(parameters, 'shipping');
  if (given === undefined) return undefined;
  return {
    address: buildAddress(readRecord(given, 'address') ?? {}),
    carrier: readClearable(given, 'carrier') ?? null,
    name: readText(given, 'name') ?? '',
    phone: readClearable(given, 'phone') ?? null,
    tracking_number: readClearable(given, 'tracking_number') ?? null,
  };
}

function checkDescriptor(parameters: CheckedRecord, name: string): string | null | undefined {
  const descriptor = readClearable(parameters, name);
  if (typeof descriptor !== 'string') return descriptor;
  if (descriptor.length > 22) throw refuseParameter('The statement descriptor must be at most 22 characters.', name);
  if (/[<>\\'"*]/.test(descriptor)) throw refuseParameter('The statement descriptor has a character that is not allowed.', name);
  return descriptor;
}
