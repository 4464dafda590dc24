import type Stripe from 'stripe';

/** The parts of Stripe's error object that callers act on. */
export interface StripeErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
  readonly payment_method?: Stripe.PaymentMethod;
}

/**
 * A refusal of the API in Stripe's shape. `isSaved` tells whether an idempotency key remembers it:
 * Stripe remembers what began to run, and forgets what failed validation.
 *
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export class ApiFault extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly isSaved: boolean;

  constructor(status: number, body: StripeErrorBody, isSaved = false) {
    super(body.message);
    this.name = 'ApiFault';
    this.status = status;
    this.body = body;
    this.isSaved = isSaved;
  }
}

/** Builds the refusal of a parameter (400, never remembered by an idempotency key). */
export function refuseParameter(message: string, param: string, code?: string): ApiFault {
  return new ApiFault(400, { type: 'invalid_request_error', message, param, ...(code === undefined ? {} : { code }) });
}

/** Builds Stripe's answer for an id that does not exist; a path id answers 404, an id among parameters 400. */
export function refuseMissing(kind: string, id: string, param = 'id'): ApiFault {
  const status = param === 'id' || param === 'intent' ? 404 : 400;
  const body = { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${kind}: '${id}'`, param } as const;
  return new ApiFault(status, body);
}

/** Builds the refusal of a step that the payment's state does not allow; carries the payment, as Stripe does. */
export function refuseState(message: string, intent: Stripe.PaymentIntent): ApiFault {
  const body = {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  } as const;
  return new ApiFault(400, body, true);
}
