import type Stripe from 'stripe';
import { ApiFault, refuseMissing } from './api-fault.ts';
import { buildCheckoutSession } from './build-checkout-session.ts';
import { saveSession } from './follow-session.ts';
import { endSessionPayment } from './payment-intent-endpoints.ts';
import { NO_CAUSE } from './sandbox-context.ts';
import type { ApiCall, Cause, SandboxContext } from './sandbox-context.ts';
import type { StoredSession } from './sandbox-state.ts';

/** Finds a session as it stands now: one whose end has come is over. @throws ApiFault 404 `resource_missing`. */
export function findSession(context: SandboxContext, id: string): StoredSession {
  const stored = context.state.checkoutSessions.get(id);
  if (stored === undefined) throw refuseMissing('checkout.session', id);
  const isOver = stored.object.status === 'open' && stored.object.expires_at <= context.nowSeconds();
  return isOver ? endSession(context, stored, NO_CAUSE) : stored;
}

/** Answers every session as it stands now, the oldest first. */
export const listSessions = (context: SandboxContext): readonly Stripe.Checkout.Session[] =>
  [...context.state.checkoutSessions.keys()].map((id) => findSession(context, id).object);

/** `POST /v1/checkout/sessions`. */
export const createSession = (context: SandboxContext, call: ApiCall): Stripe.Checkout.Session =>
  saveSession(context, buildCheckoutSession(context, call.parameters)).object;

/** `POST /v1/checkout/sessions/{id}/expire`: nobody can pay it any more. @throws ApiFault 400 for one that is not open. */
export function expireSession(context: SandboxContext, call: ApiCall): Stripe.Checkout.Session {
  const stored = findSession(context, call.id);
  if (stored.object.status === 'open') return endSession(context, stored, call.cause).object;
  const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${stored.object.status ?? ''}.`;
  throw new ApiFault(400, { type: 'invalid_request_error', message }, true);
}

/** Ends a session and the payment that was begun on its page. */
function endSession(context: SandboxContext, stored: StoredSession, cause: Cause): StoredSession {
  const { payment_intent: intentId } = stored.object;
  const ended = saveSession(context, { ...stored, object: { ...stored.object, status: 'expired', url: null } });
  const intent = typeof intentId === 'string' ? context.state.paymentIntents.get(intentId) : undefined;
  if (intent !== undefined) endSessionPayment(context, intent, cause);
  context.emit('checkout.session.expired', ended.object, cause);
  return ended;
}
