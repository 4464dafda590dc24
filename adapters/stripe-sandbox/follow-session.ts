import type Stripe from 'stripe';
import type { Cause, SandboxContext } from './sandbox-context.ts';
import type { StoredSession } from './sandbox-state.ts';

/** Finds the session that a payment belongs to, if it belongs to one. */
export const findSessionOf = ({ state }: SandboxContext, intentId: string): StoredSession | undefined =>
  state.checkoutSessions.values().find(({ object }) => object.payment_intent === intentId);

/** Stores a session and notes the change. */
export function saveSession(context: SandboxContext, stored: StoredSession): StoredSession {
  context.state.checkoutSessions.set(stored.id, stored);
  context.changed();
  return stored;
}

/** Brings a session up to date with its payment and tells of it; does nothing for a payment that belongs to none. */
export function followSession(context: SandboxContext, intent: Stripe.PaymentIntent, cause: Cause): void {
  const stored = findSessionOf(context, intent.id);
  if (stored === undefined) return;
  const isPaid = intent.status === 'succeeded';
  const tell = (type: string, changes: Partial<Stripe.Checkout.Session>): void => {
    const { object } = saveSession(context, { ...stored, object: { ...stored.object, ...changes } });
    context.emit(`checkout.session.${type}`, object, cause);
  };
  if (stored.object.status === 'open' && (isPaid || intent.status === 'processing')) {
    return tell('completed', { status: 'complete', payment_status: isPaid ? 'paid' : 'unpaid', url: null });
  }
  if (stored.object.status !== 'complete' || stored.object.payment_status === 'paid') return;
  if (isPaid) return tell('async_payment_succeeded', { payment_status: 'paid' });
  if (intent.status === 'requires_payment_method') tell('async_payment_failed', {});
}
