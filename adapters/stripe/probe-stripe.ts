import Stripe from 'stripe';
import { Fault } from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';

/** How a call ended, as far as it says something about the key that made it, or about what was asked for. */
export type Ending<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'unknown_key' }
  | { readonly kind: 'forbidden' }
  /** Stripe said no: with its code, and in its own words. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly message: string };

/** Makes a call whose refusal is an answer too. Throws only when Stripe could not be asked. */
export async function probeStripe<Answer>(call: () => Promise<Answer>): Promise<Ending<Answer>> {
  try {
    return { kind: 'done', answer: await callStripe(call) };
  } catch (error) {
    if (!(error instanceof Fault) || error.retryable) throw error;
    const { cause } = error;
    if (cause instanceof Stripe.errors.StripeAuthenticationError) return { kind: 'unknown_key' };
    if (cause instanceof Stripe.errors.StripePermissionError) return { kind: 'forbidden' };
    return cause instanceof Stripe.errors.StripeError
      ? { kind: 'refused', code: cause.code ?? null, message: cause.message }
      : { kind: 'refused', code: null, message: error.message };
  }
}
