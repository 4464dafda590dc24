import Stripe from 'stripe';
import { Fault } from '../../core/index.ts';
import type { ErrorCode } from '../../core/index.ts';

/** Maps what stripe-node throws to our fault: the one place that says what may be tried again. Anything else is a bug and stays as it is. */
export function mapStripeError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const isRetryable = isWorthRetrying(error);
  const details = {
    retryable: isRetryable,
    cause: error,
    provider: 'stripe',
    ...(isDisputed(error) ? { detail: 'payment_disputed' as const } : {}),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
  };
  return new Fault(chooseCode(error, isRetryable), `Stripe: ${error.type} ${error.code ?? ''}`.trim(), details);
}

/** Whether the same call may succeed later: the network, Stripe's own faults, too many calls or locks, and an answer that was not JSON. */
export function isWorthRetrying(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  // stripe-node leaves the status out when it cannot read an answer: a gateway's page, whatever its status.
  if (error instanceof Stripe.errors.StripeAPIError && error.statusCode === undefined) return true;
  if (error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeRateLimitError) return true;
  if (error.code === 'lock_timeout' || error.code === 'idempotency_key_in_use' || error.code === 'rate_limit') return true;
  // A conflict with another call passes with that call, whatever code comes with it: stripe-node tries it again too.
  return error.statusCode === 409 || (error.statusCode ?? 0) >= 500;
}

/** Stripe has two codes for it: the charge was taken back by the bank, or the payment is being disputed. */
const isDisputed = ({ code }: InstanceType<typeof Stripe.errors.StripeError>): boolean =>
  code === 'charge_disputed' || code === 'refund_disputed_payment';

function chooseCode(error: InstanceType<typeof Stripe.errors.StripeError>, isRetryable: boolean): ErrorCode {
  if (isRetryable) return 'provider_unavailable';
  return error.code === 'amount_too_small' ? 'amount_too_small' : 'provider_rejected';
}
