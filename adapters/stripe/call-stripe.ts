import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { mapStripeError } from './map-stripe-error.ts';

/** How often a call is repeated when Stripe says that there were too many, and the first pause. */
const MAXIMUM_TRIES = 3;
const FIRST_PAUSE_MILLIS = 300;

/** Calls Stripe; waits and repeats on 429, which stripe-node does not; throws our faults. Give a call that is safe to repeat (a read, or keyed). */
export async function callStripe<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeRateLimitError) || attempt === MAXIMUM_TRIES) throw mapStripeError(error);
      // Spread out, so that callers that were refused together do not come back together.
      await wait(FIRST_PAUSE_MILLIS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}
