import type Stripe from 'stripe';
import { refuseParameter } from './api-fault.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { checkAmount, checkCurrency } from './currency-limits.ts';
import { createIdentifier } from './identifiers.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { computeMethodTypes } from './payment-method-types.ts';
import { readFlag, readInteger, readList, readRecord, readRecords, readText } from './read-parameters.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredSession } from './sandbox-state.ts';

const SHORTEST_LIFE_SECONDS = 30 * 60;
const LONGEST_LIFE_SECONDS = 24 * 3600;
const LONGEST_ADDRESS = 5_000;

/**
 * Builds a new session in `payment` mode for the hosted page, from checked parameters; stores nothing. Its PaymentIntent is made when the buyer pays.
 *
 * @throws ApiFault 400 for modes, addresses, amounts, ends and methods that Stripe refuses, or that the sandbox does not play.
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
export function buildCheckoutSession(context: SandboxContext, parameters: CheckedRecord): StoredSession {
  checkMode(parameters);
  const id = createIdentifier(context.options.isLive ? 'cs_live_' : 'cs_test_', 58);
  const items = readItems(parameters);
  const [first] = items;
  if (first === undefined) throw refuseParameter('You must provide `line_items`.', 'line_items', 'parameter_missing');
  const { currency } = first;
  if (items.some((item) => item.currency !== currency)) {
    throw refuseParameter('All prices on a Checkout Session must be expressed in the same currency.', 'line_items');
  }
  const amount = checkAmount(
    items.reduce((sum, item) => sum + item.amount * item.quantity, 0),
    currency,
    'line_items',
  );
  const allowed = readList(parameters, 'allowed_payment_method_types') ?? null;
  const excluded = readList(parameters, 'excluded_payment_method_types') ?? null;
  const rules = { currency, captureMethod: 'automatic_async', allowRedirects: 'always', allowed, excluded };
  const object: Stripe.Checkout.Session = {
    ...buildConstantPart(context),
    id,
    adaptive_pricing: { enabled: readFlag(readRecord(parameters, 'adaptive_pricing') ?? {}, 'enabled') ?? true },
    allowed_payment_method_types: allowed === null ? null : [...allowed],
    amount_subtotal: amount,
    amount_total: amount,
    cancel_url: readAddress(parameters, 'cancel_url') ?? null,
    client_reference_id: readText(parameters, 'client_reference_id') ?? null,
    created: context.nowSeconds(),
    currency,
    customer_email: readText(parameters, 'customer_email') ?? null,
    ...(excluded === null ? {} : { excluded_payment_method_types: [...excluded] }),
    expires_at: readEnd(context, parameters),
    locale: readText(parameters, 'locale') ?? null,
    metadata: mergeMetadata({}, parameters),
    payment_method_types: computeMethodTypes(rules),
    success_url: readSuccessAddress(parameters, id),
    url: `${context.publicUrl()}/c/pay/${id}`,
  };
  return { id, object, items, intent: convertToIntent(parameters, { amount, currency }) };
}

function checkMode(parameters: CheckedRecord): void {
  const unplayed = (name: string, value: string, played: string) =>
    refuseParameter(`This sandbox plays the ${name} ${played} only, not ${value}.`, name, 'sandbox_unsupported_parameter');
  const mode = readText(parameters, 'mode') ?? 'payment';
  if (mode !== 'payment') throw unplayed('mode', mode, 'payment');
  const look = readText(parameters, 'ui_mode') ?? 'hosted_page';
  if (look !== 'hosted_page') throw unplayed('ui_mode', look, 'hosted_page');
}

function readItems(parameters: CheckedRecord): StoredSession['items'] {
  return (readRecords(parameters, 'line_items') ?? []).map((item, index) => {
    const path = `line_items[${index}]`;
    const price = readRecord(item, 'price_data');
    if (price === undefined) throw refuseParameter(`Missing required param: ${path}[price_data].`, path, 'parameter_missing');
    const name = readText(readRecord(price, 'product_data') ?? {}, 'name');
    const amount = readInteger(price, 'unit_amount');
    if (name === undefined || amount === undefined) {
      const param = `${path}[price_data][${name === undefined ? 'product_data' : 'unit_amount'}]`;
      throw refuseParameter(`Missing required param: ${param}.`, param, 'parameter_missing');
    }
    if (amount < 0) throw refuseParameter('Invalid non-negative integer', `${path}[price_data][unit_amount]`);
    const quantity = readInteger(item, 'quantity');
    if (quantity === undefined || quantity < 1) {
      throw refuseParameter('Quantity is required. Add `quantity` to `line_items[0]`', `${path}[quantity]`, 'parameter_missing');
    }
    return { name, amount, quantity, currency: checkCurrency(readText(price, 'currency') ?? '') };
  });
}

function readEnd(context: SandboxContext, parameters: CheckedRecord): number {
  const now = context.nowSeconds();
  const end = readInteger(parameters, 'expires_at') ?? now + LONGEST_LIFE_SECONDS;
  if (end < now + SHORTEST_LIFE_SECONDS) {
    throw refuseParameter('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', 'expires_at');
  }
  if (end > now + LONGEST_LIFE_SECONDS) {
    throw refuseParameter('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', 'expires_at');
  }
  return end;
}

function readSuccessAddress(parameters: CheckedRecord, id: string): string {
  const address = readAddress(parameters, 'success_url');
  if (address === undefined) throw refuseParameter('Missing required param: success_url.', 'success_url', 'parameter_missing');
  return address.replaceAll('{CHECKOUT_SESSION_ID}', id);
}

/** Refuses an address that a browser must not be sent to. */
function readAddress(parameters: CheckedRecord, name: string): string | undefined {
  const address = readText(parameters, name);
  if (address === undefined) return undefined;
  const url = URL.parse(address.replaceAll('{CHECKOUT_SESSION_ID}', 'id'));
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw refuseParameter('Not a valid URL', name, 'url_invalid');
  if (address.length > LONGEST_ADDRESS) {
    throw refuseParameter('Invalid URL: URL must be 5000 characters or less.', name, 'url_invalid');
  }
  return address;
}

/** What the session's PaymentIntent will be made of. The session's own metadata is not copied to it. */
function convertToIntent(
  parameters: CheckedRecord,
  sum: { readonly amount: number; readonly currency: string },
): StoredSession['intent'] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = parameters;
  return {
    ...readRecord(parameters, 'payment_intent_data'),
    ...sum,
    ...(allowed === undefined ? {} : { allowed_payment_method_types: allowed }),
    ...(excluded === undefined ? {} : { excluded_payment_method_types: excluded }),
  };
}

function buildConstantPart({ options }: SandboxContext) {
  return {
    object: 'checkout.session' as const,
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required' as const,
    customer_details: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: options.isLive,
    managed_payments: null,
    mode: 'payment' as const,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required' as const,
    payment_method_configuration_details: { id: 'pmc_1HoldfastSandboxDefault', parent: null },
    payment_method_options: {},
    payment_status: 'unpaid' as const,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open' as const,
    submit_type: null,
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page' as const,
    wallet_options: null,
  };
}
