import type Stripe from 'stripe';
import { ApiFault, refuseMissing, refuseParameter, refuseState } from './api-fault.ts';
import { findLatestCharge, saveCharge } from './charges.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { refuseDisputed } from './disputes.ts';
import { createIdentifier } from './identifiers.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { readInteger, readText } from './read-parameters.ts';
import type { Cause, SandboxContext } from './sandbox-context.ts';

/**
 * Makes a refund of all or a part of a charge; its status follows the control interface (succeeded unless told otherwise).
 *
 * @throws ApiFault 400 `charge_already_refunded`, `charge_disputed`, `parameter_missing`, `resource_missing`, `payment_intent_unexpected_state`, or
 * without a code when the amount is larger than what is left.
 */
export function createRefund(context: SandboxContext, parameters: CheckedRecord, cause: Cause): Stripe.Refund {
  const charge = findRefundableCharge(context, parameters);
  refuseDisputed(context, charge);
  const left = charge.amount_captured - sumRefunded(context, charge);
  if (left <= 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw new ApiFault(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message }, true);
  }
  const amount = readInteger(parameters, 'amount') ?? left;
  if (amount < 1) throw refuseParameter('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left) {
    const message = `Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left})`;
    throw new ApiFault(400, { type: 'invalid_request_error', message, param: 'amount' }, true);
  }
  const status = context.settings.nextRefundStatus;
  context.settings.nextRefundStatus = 'succeeded';
  const reason = readText(parameters, 'reason');
  const details = { amount, reason: isRefundReason(reason) ? reason : null, metadata: mergeMetadata({}, parameters) };
  return recordRefund(context, charge, details, status, cause);
}

/** Gives back what was authorised but not captured, as Stripe does on a cancellation, a partial capture and a lapse. */
export function releaseUncaptured(
  context: SandboxContext,
  charge: Stripe.Charge,
  amount: number,
  reason: 'expired_uncaptured_charge' | null,
  cause: Cause,
): Stripe.Refund {
  return recordRefund(context, charge, { amount, reason, metadata: {} }, 'succeeded', cause);
}

/**
 * Ends a pending refund; a failed one gives the money back to the business and lowers the refunded amount of the charge.
 *
 * @throws ApiFault 400 when the refund is not pending.
 */
export function settleRefund(context: SandboxContext, refund: Stripe.Refund, isSuccess: boolean, cause: Cause): Stripe.Refund {
  if (refund.status !== 'pending')
    throw refuseParameter(`Refund ${refund.id} is ${refund.status ?? 'unknown'}, not pending.`, 'id');
  const rest: Stripe.Refund = { ...refund };
  delete rest.pending_reason;
  const next: Stripe.Refund = isSuccess ? { ...rest, status: 'succeeded' } : { ...rest, ...buildFailure() };
  context.state.refunds.set(next.id, next);
  if (!isSuccess) updateCharge(context, refund, -refund.amount);
  context.changed();
  context.emit('refund.updated', next, cause, { status: 'pending' });
  context.emit('charge.refund.updated', next, cause, { status: 'pending' });
  if (!isSuccess) context.emit('refund.failed', next, cause);
  return next;
}

function recordRefund(
  context: SandboxContext,
  charge: Stripe.Charge,
  details: Pick<Stripe.Refund, 'amount' | 'reason' | 'metadata'>,
  status: 'succeeded' | 'pending' | 'failed',
  cause: Cause,
): Stripe.Refund {
  const refund: Stripe.Refund = { ...buildRefund(context, charge), ...details, ...buildStatus(status) };
  context.state.refunds.set(refund.id, refund);
  context.changed();
  context.emit('refund.created', refund, cause);
  if (status === 'failed') {
    context.emit('refund.failed', refund, cause);
    return refund;
  }
  const refunded = updateCharge(context, refund, refund.amount);
  if (refunded !== null) context.emit('charge.refunded', refunded, cause, { amount_refunded: charge.amount_refunded });
  return refund;
}

function buildRefund(
  context: SandboxContext,
  charge: Stripe.Charge,
): Omit<Stripe.Refund, 'amount' | 'reason' | 'metadata' | 'status'> {
  const type = charge.payment_method_details?.type ?? 'card';
  const card = { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' } as const;
  return {
    id: createIdentifier('re_3'),
    object: 'refund',
    balance_transaction: charge.captured ? createIdentifier('txn_3') : null,
    charge: charge.id,
    created: context.nowSeconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details:
      type === 'card'
        ? { type, card }
        : { type: 'eu_bank_transfer', eu_bank_transfer: { reference: null, reference_status: 'pending' } },
    payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
    payment_method: charge.payment_method,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
  };
}

function buildStatus(
  status: 'succeeded' | 'pending' | 'failed',
): Pick<Stripe.Refund, 'status' | 'pending_reason' | 'failure_reason'> {
  if (status === 'failed') return buildFailure();
  return status === 'pending' ? { status, pending_reason: 'processing' } : { status };
}

function buildFailure(): {
  readonly status: 'failed';
  readonly failure_reason: string;
  readonly failure_balance_transaction: string;
} {
  return { status: 'failed', failure_reason: 'expired_or_canceled_card', failure_balance_transaction: createIdentifier('txn_3') };
}

function updateCharge(context: SandboxContext, refund: Stripe.Refund, difference: number): Stripe.Charge | null {
  const charge = typeof refund.charge === 'string' ? context.state.charges.get(refund.charge) : undefined;
  if (charge === undefined) return null;
  const amount = charge.amount_refunded + difference;
  return saveCharge(context, { ...charge, amount_refunded: amount, refunded: amount >= charge.amount });
}

function findRefundableCharge(context: SandboxContext, parameters: CheckedRecord): Stripe.Charge {
  const chargeId = readText(parameters, 'charge');
  const intentId = readText(parameters, 'payment_intent');
  if (chargeId !== undefined) {
    const charge = context.state.charges.get(chargeId);
    if (charge === undefined) throw refuseMissing('charge', chargeId, 'charge');
    if (charge.captured) return charge;
    throw new ApiFault(
      400,
      { type: 'invalid_request_error', message: `Charge ${chargeId} was not captured.`, param: 'charge' },
      true,
    );
  }
  if (intentId === undefined) {
    throw refuseParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'charge',
      'parameter_missing',
    );
  }
  const stored = context.state.paymentIntents.get(intentId);
  if (stored === undefined) throw refuseMissing('payment_intent', intentId, 'payment_intent');
  const charge = findLatestCharge(context, stored.object);
  if (charge?.captured === true) return charge;
  throw refuseState(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, stored.object);
}

/** What of the captured money is refunded or on its way; a release of uncaptured money is not among it. */
function sumRefunded(context: SandboxContext, charge: Stripe.Charge): number {
  const released = charge.amount - charge.amount_captured;
  const all = [...context.state.refunds.values()].filter((refund) => refund.charge === charge.id && refund.status !== 'failed');
  return all.reduce((sum, refund) => sum + refund.amount, 0) - released;
}

function isRefundReason(reason: string | undefined): reason is 'duplicate' | 'fraudulent' | 'requested_by_customer' {
  return reason === 'duplicate' || reason === 'fraudulent' || reason === 'requested_by_customer';
}
