import Stripe from 'stripe';
import { Fault } from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';

/** How many refusals of one day are passed over. */
const MAXIMUM_KEYS = 8;

/**
 * Makes a refund, keyed by our id. Stripe remembers for a day that it refused because of a dispute, also when the dispute was won since. A refusal
 * that is only repeated from memory made nothing and says nothing of today, so the next key of the same row asks anew; callers at the same time
 * take the same keys, so it is still made once.
 *
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export async function makeRefund(client: Stripe, parameters: Stripe.RefundCreateParams, key: string): Promise<Stripe.Refund> {
  for (let number = 1; ; number += 1) {
    const idempotencyKey = number === 1 ? key : `${key}-${number}`;
    try {
      return await callStripe(() => client.refunds.create(parameters, { idempotencyKey }));
    } catch (error) {
      if (!isOldRefusal(error) || number === MAXIMUM_KEYS) throw error;
    }
  }
}

const isOldRefusal = (error: unknown): boolean =>
  error instanceof Fault &&
  error.detail === 'payment_disputed' &&
  error.cause instanceof Stripe.errors.StripeError &&
  error.cause.headers?.['idempotent-replayed'] === 'true';
