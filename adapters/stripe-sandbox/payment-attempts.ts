import type Stripe from 'stripe';
import { ApiFault, refuseParameter, refuseState } from './api-fault.ts';
import { createCharge, findLatestCharge, saveCharge } from './charges.ts';
import { disputeByCard } from './disputes.ts';
import { followSession } from './follow-session.ts';
import { createIdentifier } from './identifiers.ts';
import { findPaymentMethod } from './payment-methods.ts';
import type { Cause, SandboxContext } from './sandbox-context.ts';
import type { StoredIntent, StoredMethod } from './sandbox-state.ts';

/** How one attempt to pay is made. */
export interface AttemptOptions {
  readonly returnUrl: string | null;
  readonly usesStripeJs: boolean;
  readonly refusesAction: boolean;
}

interface Failure {
  readonly type: 'card_error' | 'invalid_request_error';
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
}

const AUTHENTICATION_REQUIRED: Failure = {
  type: 'card_error',
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
const AUTHENTICATION_FAILED: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
const REDIRECT_FAILED: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'The payment was not authorised. Please choose a different payment method and try again.',
};
const SETTLEMENT_FAILED: Failure = { ...REDIRECT_FAILED, message: 'The payment did not go through.' };

/** Stores a payment and notes the change. */
export function saveIntent(context: SandboxContext, stored: StoredIntent): StoredIntent {
  context.state.paymentIntents.set(stored.id, stored);
  context.changed();
  return stored;
}

/**
 * Makes one attempt to pay with a method: paid, held for capture, processing, waiting for the buyer, or declined.
 *
 * @throws ApiFault 402 `card_error` on a decline, after the payment went back to `requires_payment_method`.
 */
export function attemptPayment(
  context: SandboxContext,
  stored: StoredIntent,
  method: StoredMethod,
  options: AttemptOptions,
  cause: Cause,
): StoredIntent {
  const behaviour = method.behaviour;
  if (behaviour.kind === 'succeeds' || behaviour.kind === 'disputes') return completePayment(context, stored, method, cause);
  if (behaviour.kind === 'debits') return recordProcessing(context, stored, method, cause);
  if (behaviour.kind !== 'declines' && !options.refusesAction) return askForAction(context, stored, method, options, cause);
  const failure: Failure = behaviour.kind === 'declines' ? { ...behaviour, type: 'card_error' } : AUTHENTICATION_REQUIRED;
  const charge = createCharge(context, stored.object, method, { status: 'failed', isCaptured: false, failure });
  const failed = failPayment(context, stored, method, failure, charge, cause);
  const body = { ...buildErrorFields(failure, method), charge: charge.id, payment_intent: failed.object };
  throw new ApiFault(402, body, true);
}

/** Ends the buyer's step (3-D Secure or a redirect) as he chose; refuses when the payment waits for nothing. */
export function finishAction(context: SandboxContext, stored: StoredIntent, isSuccess: boolean, cause: Cause): StoredIntent {
  if (stored.object.status !== 'requires_action') {
    throw refuseState(`This PaymentIntent waits for no action: its status is ${stored.object.status}.`, stored.object);
  }
  const method = requireMethod(context, stored);
  if (isSuccess) return completePayment(context, stored, method, cause);
  const failure = method.behaviour.kind === 'redirects' ? REDIRECT_FAILED : AUTHENTICATION_FAILED;
  return failPayment(context, stored, method, failure, null, cause);
}

/** Ends a payment in `processing`, as a bank does hours or days later. */
export function settleProcessing(context: SandboxContext, stored: StoredIntent, isSuccess: boolean, cause: Cause): StoredIntent {
  const pending = findLatestCharge(context, stored.object);
  if (stored.object.status !== 'processing' || pending === undefined) {
    throw refuseState(`This PaymentIntent is not processing: its status is ${stored.object.status}.`, stored.object);
  }
  const method = requireMethod(context, stored);
  if (isSuccess) {
    const paid = { captured: true, paid: true, amount_captured: pending.amount, balance_transaction: createIdentifier('txn_3') };
    const charge = saveCharge(context, { ...pending, ...paid, status: 'succeeded' });
    context.emit('charge.succeeded', charge, cause);
    return recordSuccess(context, stored, charge, cause);
  }
  const failure = SETTLEMENT_FAILED;
  const charge = saveCharge(context, {
    ...pending,
    status: 'failed',
    failure_code: failure.code,
    failure_message: failure.message,
  });
  return failPayment(context, stored, method, failure, charge, cause);
}

function requireMethod(context: SandboxContext, stored: StoredIntent): StoredMethod {
  const id = stored.object.payment_method;
  return findPaymentMethod(context, typeof id === 'string' ? id : '');
}

function completePayment(context: SandboxContext, stored: StoredIntent, method: StoredMethod, cause: Cause): StoredIntent {
  if (context.settings.nextConfirmation === 'processing') {
    context.settings.nextConfirmation = 'normal';
    return recordProcessing(context, stored, method, cause);
  }
  const isCaptured = stored.object.capture_method !== 'manual';
  const charge = createCharge(context, stored.object, method, { status: 'succeeded', isCaptured, failure: null });
  context.emit('charge.succeeded', charge, cause);
  const paying = { ...stored, object: { ...stored.object, payment_method: method.id } };
  if (isCaptured) return recordSuccess(context, paying, charge, cause);
  const held = { status: 'requires_capture', amount_capturable: charge.amount, latest_charge: charge.id } as const;
  const next = saveIntent(context, { ...paying, nonce: null, object: { ...paying.object, ...settled, ...held } });
  context.emit('payment_intent.amount_capturable_updated', next.object, cause);
  return next;
}

const settled = { next_action: null, last_payment_error: null, processing: null } as const;

function recordProcessing(context: SandboxContext, stored: StoredIntent, method: StoredMethod, cause: Cause): StoredIntent {
  const charge = createCharge(context, stored.object, method, { status: 'pending', isCaptured: false, failure: null });
  context.emit('charge.pending', charge, cause);
  const processing = { status: 'processing', latest_charge: charge.id, payment_method: method.id } as const;
  const next = saveIntent(context, { ...stored, nonce: null, object: { ...stored.object, ...settled, ...processing } });
  context.emit('payment_intent.processing', next.object, cause);
  followSession(context, next.object, cause);
  return next;
}

function recordSuccess(context: SandboxContext, stored: StoredIntent, charge: Stripe.Charge, cause: Cause): StoredIntent {
  const paid = { status: 'succeeded', amount_received: charge.amount_captured, latest_charge: charge.id } as const;
  const next = saveIntent(context, { ...stored, nonce: null, object: { ...stored.object, ...settled, ...paid } });
  context.emit('payment_intent.succeeded', next.object, cause);
  followSession(context, next.object, cause);
  disputeByCard(context, charge.id, cause);
  return next;
}

function askForAction(
  context: SandboxContext,
  stored: StoredIntent,
  method: StoredMethod,
  options: AttemptOptions,
  cause: Cause,
): StoredIntent {
  if (method.behaviour.kind === 'redirects' && options.returnUrl === null) {
    const message = 'This payment method redirects your customer off of your page; you must provide a `return_url`.';
    throw refuseParameter(message, 'return_url', 'parameter_missing');
  }
  const nonce = createIdentifier('', 24);
  const isEmbedded = method.behaviour.kind === 'authenticates' && (options.usesStripeJs || options.returnUrl === null);
  const page = `${context.publicUrl()}/${isEmbedded ? 'challenge' : 'redirect'}/${stored.id}?attempt=${nonce}`;
  const action: Stripe.PaymentIntent.NextAction = isEmbedded
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: page } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: options.returnUrl, url: page } };
  const waiting = {
    status: 'requires_action',
    next_action: action,
    payment_method: method.id,
    last_payment_error: null,
  } as const;
  const next = saveIntent(context, {
    ...stored,
    returnUrl: options.returnUrl,
    nonce,
    object: { ...stored.object, ...waiting },
  });
  context.emit('payment_intent.requires_action', next.object, cause);
  return next;
}

function failPayment(
  context: SandboxContext,
  stored: StoredIntent,
  method: StoredMethod,
  failure: Failure,
  charge: Stripe.Charge | null,
  cause: Cause,
): StoredIntent {
  if (charge !== null) context.emit('charge.failed', charge, cause);
  const lastError = { ...buildErrorFields(failure, method), ...(charge === null ? {} : { charge: charge.id }) };
  const next = saveIntent(context, {
    ...stored,
    nonce: null,
    object: {
      ...stored.object,
      status: 'requires_payment_method',
      last_payment_error: lastError,
      latest_charge: charge?.id ?? stored.object.latest_charge,
      next_action: null,
      payment_method: null,
      processing: null,
    },
  });
  context.emit('payment_intent.payment_failed', next.object, cause);
  followSession(context, next.object, cause);
  return next;
}

function buildErrorFields(failure: Failure, method: StoredMethod) {
  return {
    type: failure.type,
    code: failure.code,
    ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
    doc_url: `https://docs.stripe.com/error-codes/${failure.code.replaceAll('_', '-')}`,
    message: failure.message,
    payment_method: method.object,
  };
}
