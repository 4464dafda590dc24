import { Fault } from '../../core/index.ts';

/** What Stripe calls the objects that we read. */
export type ObjectKind =
  'account' | 'checkout.session' | 'dispute' | 'payment_intent' | 'payment_method_domain' | 'refund' | 'webhook_endpoint';

/**
 * Checks that an answer is an object of the given kind, and gives it back. stripe-node takes any JSON without `error` for a success, also what a proxy
 * on the way answers. Throws the fault `provider_unavailable` (retryable) when the answer came with a 5xx, else `provider_rejected`.
 */
export function requireObject<Answer>(answer: Answer, kind: ObjectKind | 'list'): Answer {
  if (
    read(answer, 'object') === kind &&
    (kind === 'list' ? Array.isArray(read(answer, 'data')) : typeof read(answer, 'id') === 'string')
  )
    return answer;
  const status = read(read(answer, 'lastResponse'), 'statusCode');
  const isRetryable = typeof status === 'number' && status >= 500;
  const message = `Stripe answered something that is not a ${kind}`;
  throw new Fault(isRetryable ? 'provider_unavailable' : 'provider_rejected', message, {
    retryable: isRetryable,
    provider: 'stripe',
  });
}

const read = (object: unknown, field: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined;
