import type Stripe from 'stripe';
import { ApiFault, refuseMissing, refuseParameter } from './api-fault.ts';
import { buildDispute, reinstateFunds, withdrawFunds } from './build-dispute.ts';
import type { DisputeDetails } from './build-dispute.ts';
import { findLatestCharge, saveCharge } from './charges.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { Cause, SandboxContext } from './sandbox-context.ts';

/** What whoever opens a dispute may leave open: all that is left of the charge, as fraudulent, with the money taken at once. */
export type DisputeRequest = { readonly [Name in keyof DisputeDetails]?: DisputeDetails[Name] | undefined };

const OPEN_STATES = ['warning_needs_response', 'warning_under_review', 'needs_response', 'under_review'];

/**
 * Opens a dispute of a payment, as the customer's bank does. There may be several, each about a part.
 *
 * @throws ApiFault 400 or 404 when there is no such payment, or nothing of it is left to take back.
 */
export function disputePayment(context: SandboxContext, intentId: string, request: DisputeRequest): Stripe.Dispute {
  const stored = context.state.paymentIntents.get(intentId);
  if (stored === undefined) throw refuseMissing('payment_intent', intentId);
  const charge = findLatestCharge(context, stored.object);
  if (charge?.captured !== true) throw refuseParameter('Nothing was paid that could be disputed.', 'payment_intent');
  return openDispute(context, charge, request, NO_CAUSE);
}

/** Opens the dispute that comes with some test cards, right after they paid. */
export function disputeByCard(context: SandboxContext, chargeId: string, cause: Cause): void {
  const charge = context.state.charges.get(chargeId);
  const method = context.state.paymentMethods.get(charge?.payment_method ?? '');
  if (charge !== undefined && method?.behaviour.kind === 'disputes') openDispute(context, charge, {}, cause);
}

/**
 * Ends a dispute as the bank decides it: `won` gives the money back to the business, and closes an inquiry; `lost` leaves it with the customer.
 *
 * @throws ApiFault 400 when it is decided already, or when an inquiry is to be lost (it escalates instead).
 */
export function settleDispute(
  context: SandboxContext,
  dispute: Stripe.Dispute,
  outcome: 'won' | 'lost',
  cause: Cause,
): Stripe.Dispute {
  requireOpen(dispute);
  const isInquiry = dispute.status.startsWith('warning_');
  if (isInquiry && outcome === 'lost') throw refuseParameter('An inquiry is not lost, it escalates.', 'outcome');
  const next = decide(context, dispute, isInquiry ? 'closed' : outcome);
  context.emit('charge.dispute.updated', next, cause, { status: dispute.status });
  context.emit('charge.dispute.closed', next, cause);
  if (next.status === 'won') context.emit('charge.dispute.funds_reinstated', next, cause);
  return next;
}

function decide(context: SandboxContext, dispute: Stripe.Dispute, end: 'won' | 'lost' | 'closed'): Stripe.Dispute {
  if (end === 'won') return saveDispute(context, reinstateFunds(context, dispute));
  return saveDispute(context, { ...dispute, status: end === 'lost' ? 'lost' : 'warning_closed' });
}

/** Turns an inquiry into a dispute that takes the money. @throws ApiFault 400 when it is none. */
export function escalateInquiry(context: SandboxContext, inquiry: Stripe.Dispute, cause: Cause): Stripe.Dispute {
  if (!['warning_needs_response', 'warning_under_review'].includes(inquiry.status)) {
    throw refuseParameter(`Dispute ${inquiry.id} is no open inquiry: its status is ${inquiry.status}.`, 'id');
  }
  const next = saveDispute(context, withdrawFunds(context, inquiry));
  context.emit('charge.dispute.updated', next, cause, { status: inquiry.status });
  context.emit('charge.dispute.funds_withdrawn', next, cause);
  return next;
}

/** Whether the bank has not decided yet. */
export const isOpenDispute = (dispute: Stripe.Dispute): boolean => OPEN_STATES.includes(dispute.status);

/**
 * Refuses the refund of a charge that the customer's bank has taken back.
 *
 * @throws ApiFault 400 `charge_disputed`.
 * @see https://docs.stripe.com/error-codes#charge-disputed
 */
export function refuseDisputed(context: SandboxContext, charge: Stripe.Charge): void {
  const isFrozen = [...context.state.disputes.values()].some(
    (dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable,
  );
  if (!isFrozen) return;
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
  throw new ApiFault(400, { type: 'invalid_request_error', code: 'charge_disputed', message }, true);
}

function openDispute(context: SandboxContext, charge: Stripe.Charge, request: DisputeRequest, cause: Cause): Stripe.Dispute {
  const left = charge.amount - charge.amount_refunded - sumContested(context, charge);
  const { amount = left, reason = 'fraudulent', isInquiry = false } = request;
  checkDisputable(charge);
  if (amount < 1 || amount > left) {
    throw refuseParameter(`The disputed amount must be between 1 and what is left of the charge (${left}).`, 'amount');
  }
  const dispute = saveDispute(context, buildDispute(context, charge, { amount, reason, isInquiry }));
  saveCharge(context, { ...charge, disputed: true });
  context.emit('charge.dispute.created', dispute, cause);
  if (!isInquiry) context.emit('charge.dispute.funds_withdrawn', dispute, cause);
  return dispute;
}

/** What other disputes of a charge are about that did not end for the business. */
const sumContested = ({ state }: SandboxContext, charge: Stripe.Charge): number =>
  [...state.disputes.values()]
    .filter((dispute) => dispute.charge === charge.id && (isOpenDispute(dispute) || dispute.status === 'lost'))
    .reduce((sum, { amount }) => sum + amount, 0);

function checkDisputable(charge: Stripe.Charge): void {
  if (charge.payment_method_details?.type === 'ideal') {
    throw refuseParameter('A payment by iDEAL is authorised at the bank and cannot be disputed.', 'payment_intent');
  }
}

function requireOpen(dispute: Stripe.Dispute): void {
  if (!isOpenDispute(dispute)) throw refuseParameter(`Dispute ${dispute.id} is ${dispute.status}, not open.`, 'id');
}

/** Stores a dispute and notes the change. */
export function saveDispute(context: SandboxContext, dispute: Stripe.Dispute): Stripe.Dispute {
  context.state.disputes.set(dispute.id, dispute);
  context.changed();
  return dispute;
}
