import type Stripe from 'stripe';
import { createIdentifier } from './identifiers.ts';
import type { SandboxContext } from './sandbox-context.ts';

/** Why the customer's bank contests a charge, in Stripe's words. */
export const DISPUTE_REASONS = [
  'bank_cannot_process',
  'check_returned',
  'credit_not_processed',
  'customer_initiated',
  'debit_not_authorized',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;

/** What a new dispute is about. An inquiry only asks: it takes no money. */
export interface DisputeDetails {
  readonly amount: number;
  readonly reason: (typeof DISPUTE_REASONS)[number];
  readonly isInquiry: boolean;
}

const RESPONSE_SECONDS = 14 * 24 * 3600;

/** Visa's own codes for the reasons that have one. @see https://docs.stripe.com/disputes/categories#network-code-map */
const VISA_REASON_CODES: Readonly<Record<string, string>> = {
  credit_not_processed: '13.6',
  duplicate: '12.6',
  fraudulent: '10.4',
  product_not_received: '13.1',
  product_unacceptable: '13.3',
  subscription_canceled: '13.2',
};

/** Every piece of evidence is missing until somebody hands it in. */
const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  appeal: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
  enhanced_evidence: {},
};

/** Builds the dispute of a charge, with the money taken back unless it is an inquiry; stores nothing. */
export function buildDispute(context: SandboxContext, charge: Stripe.Charge, details: DisputeDetails): Stripe.Dispute {
  const dispute: Stripe.Dispute = {
    id: createIdentifier('dp_1'),
    object: 'dispute',
    amount: details.amount,
    balance_transactions: [],
    charge: charge.id,
    created: context.nowSeconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: context.nowSeconds() + RESPONSE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: true,
    livemode: context.options.isLive,
    metadata: {},
    payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
    ...buildMethodDetails(charge, details),
    reason: details.reason,
    status: 'warning_needs_response',
  };
  return details.isInquiry ? dispute : withdrawFunds(context, dispute);
}

/** Turns a dispute into one that has taken the money back, and that freezes the refunds of its charge. */
export function withdrawFunds(context: SandboxContext, dispute: Stripe.Dispute): Stripe.Dispute {
  const { payment_method_details: method } = dispute;
  const details =
    method?.card === undefined
      ? {}
      : { payment_method_details: { ...method, card: { ...method.card, case_type: 'chargeback' as const } } };
  const taken = buildTransaction(context, dispute, -dispute.amount);
  return {
    ...dispute,
    ...details,
    balance_transactions: [taken],
    is_charge_refundable: false,
    status: 'needs_response',
  };
}

/** Adds the movement that gives the money of a dispute back to the business. */
export function reinstateFunds(context: SandboxContext, dispute: Stripe.Dispute): Stripe.Dispute {
  const given = buildTransaction(context, dispute, dispute.amount);
  return {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, given],
    is_charge_refundable: true,
    status: 'won',
  };
}

function buildMethodDetails(
  charge: Stripe.Charge,
  { reason }: DisputeDetails,
): Pick<Stripe.Dispute, 'payment_method_details' | 'network_reason_code'> {
  const card = charge.payment_method_details?.card;
  if (card === undefined) return {};
  const brand = card.brand ?? 'unknown';
  const code = brand === 'visa' ? (VISA_REASON_CODES[reason] ?? null) : null;
  const details = { brand, case_type: 'inquiry' as const, network: card.network ?? brand, network_reason_code: code };
  return { network_reason_code: code, payment_method_details: { type: 'card', card: details } };
}

/** Stripe's fee for a dispute is left out, as the sandbox leaves out all fees. */
function buildTransaction(context: SandboxContext, dispute: Stripe.Dispute, amount: number): Stripe.BalanceTransaction {
  const isTaken = amount < 0;
  return {
    id: createIdentifier('txn_1'),
    object: 'balance_transaction',
    amount,
    available_on: context.nowSeconds(),
    balance_type: 'payments',
    created: context.nowSeconds(),
    currency: dispute.currency,
    description: `Chargeback ${isTaken ? 'withdrawal' : 'reversal'} for ${typeof dispute.charge === 'string' ? dispute.charge : dispute.charge.id}`,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: isTaken ? 'dispute' : 'dispute_reversal',
    source: dispute.id,
    status: 'available',
    type: 'adjustment',
  };
}
