import type Stripe from 'stripe';
import { createIdentifier } from './identifiers.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { StoredMethod } from './sandbox-state.ts';

/** How a charge ends when it is made. */
export interface ChargeResult {
  readonly status: 'succeeded' | 'pending' | 'failed';
  readonly isCaptured: boolean;
  readonly failure: { readonly code: string; readonly declineCode: string | null; readonly message: string } | null;
}

const CARD_AUTHORIZATION_SECONDS = 7 * 24 * 3600;

/** Makes and stores the charge of one attempt to pay. */
export function createCharge(
  context: SandboxContext,
  intent: Stripe.PaymentIntent,
  method: StoredMethod,
  result: ChargeResult,
): Stripe.Charge {
  const isPaid = result.status === 'succeeded';
  const charge: Stripe.Charge = {
    ...buildConstantPart(context),
    id: createIdentifier('ch_3'),
    amount: intent.amount,
    amount_captured: isPaid && result.isCaptured ? intent.amount : 0,
    balance_transaction: isPaid && result.isCaptured ? createIdentifier('txn_3') : null,
    billing_details: method.object.billing_details,
    calculated_statement_descriptor: 'HOLDFAST SANDBOX',
    captured: isPaid && result.isCaptured,
    created: context.nowSeconds(),
    currency: intent.currency,
    description: intent.description,
    failure_code: result.failure?.code ?? null,
    failure_message: result.failure?.message ?? null,
    metadata: intent.metadata,
    outcome: buildOutcome(result),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: buildMethodDetails(context, intent, method, result),
    receipt_email: intent.receipt_email,
    shipping: intent.shipping,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: result.status,
    transfer_group: intent.transfer_group,
  };
  return saveCharge(context, charge);
}

/** Stores a charge and notes the change. */
export function saveCharge(context: SandboxContext, charge: Stripe.Charge): Stripe.Charge {
  context.state.charges.set(charge.id, charge);
  context.changed();
  return charge;
}

/** Answers the latest charge of a payment, or undefined before the first attempt. */
export function findLatestCharge(context: SandboxContext, intent: Stripe.PaymentIntent): Stripe.Charge | undefined {
  return typeof intent.latest_charge === 'string' ? context.state.charges.get(intent.latest_charge) : undefined;
}

function buildConstantPart({ options }: SandboxContext) {
  return {
    object: 'charge' as const,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    customer: null,
    disputed: false,
    failure_balance_transaction: null,
    fraud_details: {},
    livemode: options.isLive,
    on_behalf_of: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    source: null,
    source_transfer: null,
    transfer_data: null,
  };
}

function buildOutcome(result: ChargeResult): Stripe.Charge.Outcome | null {
  if (result.status === 'pending') return null;
  const isPaid = result.status === 'succeeded';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: isPaid ? 'approved_by_network' : 'declined_by_network',
    reason: isPaid ? null : (result.failure?.declineCode ?? result.failure?.code ?? null),
    risk_level: 'normal',
    risk_score: 1,
    seller_message: isPaid ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
    type: isPaid ? 'authorized' : 'issuer_declined',
  };
}

function buildMethodDetails(
  context: SandboxContext,
  intent: Stripe.PaymentIntent,
  method: StoredMethod,
  result: ChargeResult,
): Stripe.Charge.PaymentMethodDetails {
  const { card, sepa_debit: debit } = method.object;
  if (debit !== undefined) return { type: 'sepa_debit', sepa_debit: buildDebitDetails(debit) };
  if (card === undefined) return { type: 'ideal', ideal: buildIdealDetails() };
  const isHeld = result.status === 'succeeded' && !result.isCaptured;
  return {
    type: 'card',
    card: {
      ...buildCardConstants(),
      amount_authorized: result.status === 'failed' ? null : intent.amount,
      brand: card.brand,
      ...(isHeld ? { capture_before: context.nowSeconds() + CARD_AUTHORIZATION_SECONDS } : {}),
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.brand,
      overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
      three_d_secure: method.behaviour.kind === 'authenticates' ? buildThreeDSecure() : null,
    },
  };
}

function buildCardConstants() {
  return {
    authorization_code: null,
    electronic_commerce_indicator: null,
    extended_authorization: { status: 'disabled' as const },
    incremental_authorization: { status: 'unavailable' as const },
    installments: null,
    mandate: null,
    multicapture: { status: 'unavailable' as const },
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: null,
    transaction_link_id: null,
    wallet: null,
  };
}

function buildThreeDSecure(): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: null,
    version: '2.2.0',
  };
}

function buildIdealDetails(): Stripe.Charge.PaymentMethodDetails.Ideal {
  return {
    bank: null,
    bic: null,
    generated_sepa_debit: null,
    generated_sepa_debit_mandate: null,
    iban_last4: null,
    transaction_id: null,
    verified_name: 'Sandbox Buyer',
  };
}

function buildDebitDetails(account: Stripe.PaymentMethod.SepaDebit): Stripe.Charge.PaymentMethodDetails.SepaDebit {
  const { bank_code, branch_code, country, fingerprint, last4 } = account;
  return { bank_code, branch_code, country, fingerprint, last4, mandate: createIdentifier('mandate_1') };
}
