import type Stripe from 'stripe';
import { refuseMissing, refuseParameter, refuseState } from './api-fault.ts';
import { applyChanges, buildPaymentIntent, checkReturnUrl } from './build-payment-intent.ts';
import { findLatestCharge, saveCharge } from './charges.ts';
import type { CheckedRecord } from './check-parameters.ts';
import { disputeByCard } from './disputes.ts';
import { createIdentifier } from './identifiers.ts';
import { findSessionOf } from './follow-session.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { attemptPayment, saveIntent } from './payment-attempts.ts';
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts';
import { readFlag, readInteger, readRecord, readText } from './read-parameters.ts';
import { releaseUncaptured } from './refunds.ts';
import type { ApiCall, Cause, SandboxContext } from './sandbox-context.ts';
import type { StoredIntent, StoredMethod } from './sandbox-state.ts';

const CHANGEABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const CANCELABLE = [...CHANGEABLE, 'requires_capture'];
/** What may change only before the payment is on its way. */
const GUARDED = ['amount', 'currency', 'payment_method', 'payment_method_data', 'capture_method', 'setup_future_usage'];

/** Finds a payment by its id. @throws ApiFault 404 `resource_missing`. */
export function findIntent(context: SandboxContext, id: string): StoredIntent {
  const stored = context.state.paymentIntents.get(id);
  if (stored === undefined) throw refuseMissing('payment_intent', id, 'intent');
  return stored;
}

/** `POST /v1/payment_intents`: creates, and confirms with `confirm=true`. */
export function createIntent(context: SandboxContext, call: ApiCall): Stripe.PaymentIntent {
  const isConfirmed = readFlag(call.parameters, 'confirm') === true;
  if (!isConfirmed && readText(call.parameters, 'return_url') !== undefined) {
    throw refuseParameter('`return_url` can only be passed when `confirm` is true.', 'return_url');
  }
  const object = buildPaymentIntent(context, call.parameters);
  const method = chooseMethod(context, object, call);
  const withMethod =
    method === null ? object : { ...object, payment_method: method.id, status: 'requires_confirmation' as const };
  if (isConfirmed) checkReturnUrlGiven(object, call);
  const stored = saveIntent(context, { id: object.id, object: withMethod, returnUrl: null, nonce: null });
  context.emit('payment_intent.created', stored.object, call.cause);
  return isConfirmed ? confirmStored(context, stored, call).object : stored.object;
}

/** `POST /v1/payment_intents/{id}`: changes a payment; amount, currency and method only before it is on its way. */
export function updateIntent(context: SandboxContext, call: ApiCall): Stripe.PaymentIntent {
  const stored = findIntent(context, call.id);
  const guarded = GUARDED.find((name) => call.parameters[name] !== undefined);
  if (guarded !== undefined && !CHANGEABLE.includes(stored.object.status)) throw refuseChange(stored.object, guarded);
  const changed = applyChanges(stored.object, call.parameters);
  const method = chooseMethod(context, changed, call);
  const mustConfirmAgain = method !== null || (guarded !== undefined && stored.object.status === 'requires_action');
  const object: Stripe.PaymentIntent = mustConfirmAgain
    ? { ...changed, payment_method: method?.id ?? changed.payment_method, next_action: null, status: 'requires_confirmation' }
    : changed;
  return saveIntent(context, { ...stored, nonce: mustConfirmAgain ? null : stored.nonce, object }).object;
}

/** `POST /v1/payment_intents/{id}/confirm`. @throws ApiFault 402 on a decline, 400 `payment_intent_unexpected_state`. */
export function confirmIntent(context: SandboxContext, call: ApiCall): Stripe.PaymentIntent {
  const stored = findIntent(context, call.id);
  refuseOfSession(context, stored, 'confirm');
  if (!CHANGEABLE.includes(stored.object.status)) throw refuseConfirmation(stored.object);
  if (call.isPublishable && stored.object.confirmation_method === 'manual') {
    throw refuseParameter('This PaymentIntent is to be confirmed with a secret key.', 'intent');
  }
  const changed = applyChanges(stored.object, call.parameters);
  const method = chooseMethod(context, changed, call);
  checkReturnUrlGiven(changed, call);
  const object = method === null ? changed : { ...changed, payment_method: method.id };
  return confirmStored(context, { ...stored, object }, call).object;
}

/** `POST /v1/payment_intents/{id}/cancel`: an authorisation is released. @throws ApiFault 400 `payment_intent_unexpected_state`. */
export function cancelIntent(context: SandboxContext, call: ApiCall): Stripe.PaymentIntent {
  const stored = findIntent(context, call.id);
  const { status } = stored.object;
  refuseOfSession(context, stored, 'cancel');
  if (!CANCELABLE.includes(status)) {
    const allowed = 'requires_payment_method, requires_capture, requires_confirmation, requires_action, processing';
    const reason = `You cannot cancel this PaymentIntent because it has a status of ${status}.`;
    throw refuseState(
      `${reason} Only a PaymentIntent with one of the following statuses may be canceled: ${allowed}.`,
      stored.object,
    );
  }
  const reason = readText(call.parameters, 'cancellation_reason');
  return recordCancellation(context, stored, isCancellationReason(reason) ? reason : null, call.cause).object;
}

/** Ends an authorisation that was not captured in time: the payment is cancelled by Stripe itself. */
export function lapseAuthorization(context: SandboxContext, stored: StoredIntent, cause: Cause): StoredIntent {
  if (stored.object.status !== 'requires_capture') {
    throw refuseState(`This PaymentIntent holds no authorisation: its status is ${stored.object.status}.`, stored.object);
  }
  return recordCancellation(context, stored, 'automatic', cause);
}

/** `POST /v1/payment_intents/{id}/capture`: takes all or a part of the authorised amount, and releases the rest. */
export function captureIntent(context: SandboxContext, call: ApiCall): Stripe.PaymentIntent {
  const stored = findIntent(context, call.id);
  const intent = stored.object;
  const held = findLatestCharge(context, intent);
  if (intent.status !== 'requires_capture' || held === undefined) {
    const reason = `This PaymentIntent could not be captured because it has a status of ${intent.status}.`;
    throw refuseState(
      `${reason} Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      intent,
    );
  }
  if (readFlag(call.parameters, 'final_capture') === false) {
    throw refuseParameter('Multicapture is not available for this card.', 'final_capture');
  }
  const amount = readInteger(call.parameters, 'amount_to_capture') ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable) {
    const message = `The amount to capture (${amount}) must be between 1 and the capturable amount (${intent.amount_capturable}).`;
    throw refuseParameter(message, 'amount_to_capture', amount < 1 ? 'parameter_invalid_integer' : 'amount_too_large');
  }
  const taken = { captured: true, amount_captured: amount, balance_transaction: createIdentifier('txn_3') };
  const charge = saveCharge(context, { ...held, ...taken });
  const metadata = mergeMetadata(intent.metadata, call.parameters);
  const paid = { status: 'succeeded', amount_capturable: 0, amount_received: amount, metadata } as const;
  const next = saveIntent(context, { ...stored, object: { ...intent, ...paid } });
  context.emit('charge.captured', charge, call.cause);
  if (amount < held.amount) releaseUncaptured(context, charge, held.amount - amount, null, call.cause);
  context.emit('payment_intent.succeeded', next.object, call.cause);
  disputeByCard(context, charge.id, call.cause);
  return next.object;
}

function confirmStored(context: SandboxContext, stored: StoredIntent, call: ApiCall): StoredIntent {
  const { parameters, cause } = call;
  if (typeof stored.object.payment_method !== 'string') {
    const reason = "You cannot confirm this PaymentIntent because it's missing a payment method.";
    throw refuseState(`${reason} Update it with a payment method, or confirm it directly with one.`, stored.object);
  }
  const method = findPaymentMethod(context, stored.object.payment_method);
  checkMandateGiven(method, call);
  const options = {
    returnUrl: checkReturnUrl(parameters),
    usesStripeJs: call.isPublishable || readFlag(parameters, 'use_stripe_sdk') === true,
    refusesAction: readFlag(parameters, 'off_session') === true || readFlag(parameters, 'error_on_requires_action') === true,
  };
  return attemptPayment(context, stored, method, options, cause);
}

/** Stripe.js writes down the mandate of a direct debit by itself; whoever confirms without it has to say that the buyer accepted it. */
function checkMandateGiven(method: StoredMethod, call: ApiCall): void {
  const mandate = readRecord(call.parameters, 'mandate_data') ?? {};
  if (method.behaviour.kind !== 'debits' || call.isPublishable) return;
  if (readRecord(mandate, 'customer_acceptance') !== undefined) return;
  const message = 'A SEPA Direct Debit needs a mandate; you must provide `mandate_data` with its `customer_acceptance`.';
  throw refuseParameter(message, 'mandate_data', 'parameter_missing');
}

function chooseMethod(context: SandboxContext, intent: Stripe.PaymentIntent, call: ApiCall): StoredMethod | null {
  const { parameters } = call;
  const id = readText(parameters, 'payment_method');
  const data = readRecord(parameters, 'payment_method_data');
  if (id === undefined && data === undefined) return null;
  const method = id === undefined ? createPaymentMethod(context, data ?? {}, call.isPublishable) : findPaymentMethod(context, id);
  if (!intent.payment_method_types.includes(method.object.type)) {
    const message = `The PaymentMethod type ${method.object.type} is not among those of this PaymentIntent.`;
    throw refuseParameter(message, 'payment_method', 'payment_intent_incompatible_payment_method');
  }
  if (method.object.type === 'card' && intent.statement_descriptor !== null) {
    throw refuseParameter('Cards take `statement_descriptor_suffix`, not `statement_descriptor`.', 'statement_descriptor');
  }
  return method;
}

/** A payment that may redirect needs to know where to. Stripe refuses a confirmation without it. */
function checkReturnUrlGiven(intent: Stripe.PaymentIntent, call: ApiCall): void {
  const parameters: CheckedRecord = call.parameters;
  if (checkReturnUrl(parameters) !== null || readFlag(parameters, 'use_stripe_sdk') === true) return;
  if (intent.automatic_payment_methods?.allow_redirects === 'never') return;
  const reason = 'This PaymentIntent accepts payment methods that may redirect your customer off of your page';
  const remedy =
    'you must provide a `return_url`, or set `automatic_payment_methods[allow_redirects]` to `never` when creating it.';
  throw refuseParameter(`${reason}; ${remedy}`, 'return_url');
}

/** Ends the payment of a session that is over. */
export function endSessionPayment(context: SandboxContext, stored: StoredIntent, cause: Cause): void {
  if (CHANGEABLE.includes(stored.object.status)) recordCancellation(context, stored, 'expired', cause);
}

function recordCancellation(
  context: SandboxContext,
  stored: StoredIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
  cause: Cause,
): StoredIntent {
  const held = stored.object.status === 'requires_capture' ? findLatestCharge(context, stored.object) : undefined;
  const canceled = { status: 'canceled', amount_capturable: 0, canceled_at: context.nowSeconds(), next_action: null } as const;
  const object = { ...stored.object, ...canceled, cancellation_reason: reason };
  const next = saveIntent(context, { ...stored, nonce: null, object });
  if (held !== undefined) {
    releaseUncaptured(context, held, held.amount, reason === 'automatic' ? 'expired_uncaptured_charge' : null, cause);
    if (reason === 'automatic') context.emit('charge.expired', context.state.charges.get(held.id) ?? held, cause);
  }
  context.emit('payment_intent.canceled', next.object, cause);
  return next;
}

function refuseChange(intent: Stripe.PaymentIntent, name: string) {
  const reason = `This PaymentIntent's ${name} could not be updated because it has a status of ${intent.status}.`;
  const remedy = `You may only update the ${name} of a PaymentIntent with one of the following statuses: ${CHANGEABLE.join(', ')}.`;
  return refuseState(`${reason} ${remedy}`, intent);
}

/** The payment of a Checkout Session is paid on the session's page, and ends with the session; only an authorisation may be cancelled. */
function refuseOfSession(context: SandboxContext, { object }: StoredIntent, verb: 'cancel' | 'confirm'): void {
  if (findSessionOf(context, object.id) === undefined || object.status === 'requires_capture') return;
  const reason = `You cannot ${verb} this PaymentIntent because it belongs to a Checkout Session.`;
  throw refuseState(`${reason} Expire the Checkout Session to keep it from being paid.`, object);
}

function refuseConfirmation(intent: Stripe.PaymentIntent) {
  const reason =
    intent.status === 'succeeded'
      ? 'it has already succeeded after being previously confirmed'
      : `it has a status of ${intent.status}`;
  return refuseState(`You cannot confirm this PaymentIntent because ${reason}.`, intent);
}

function isCancellationReason(
  reason: string | undefined,
): reason is 'abandoned' | 'duplicate' | 'fraudulent' | 'requested_by_customer' {
  return reason === 'abandoned' || reason === 'duplicate' || reason === 'fraudulent' || reason === 'requested_by_customer';
}
