import type Stripe from 'stripe';
import type { CheckedRecord } from './check-parameters.ts';

/** What a payment method does when it is used; the test card numbers decide it. */
export type MethodBehaviour =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'authenticates' }
  | { readonly kind: 'redirects' }
  | { readonly kind: 'disputes' }
  | { readonly kind: 'debits' }
  | { readonly kind: 'declines'; readonly code: string; readonly declineCode: string | null; readonly message: string };

/** A payment with what Stripe keeps beside the public object. The nonce names the current attempt to authenticate. */
export interface StoredIntent {
  readonly id: string;
  readonly object: Stripe.PaymentIntent;
  readonly returnUrl: string | null;
  readonly nonce: string | null;
}

/** A payment method and its behaviour; never a whole card number. */
export interface StoredMethod {
  readonly id: string;
  readonly object: Stripe.PaymentMethod;
  readonly behaviour: MethodBehaviour;
}

/** A Checkout Session with what it sells, and what its PaymentIntent will be made of when the buyer pays. */
export interface StoredSession {
  readonly id: string;
  readonly object: Stripe.Checkout.Session;
  readonly items: readonly {
    readonly name: string;
    readonly amount: number;
    readonly quantity: number;
    readonly currency: string;
  }[];
  readonly intent: CheckedRecord;
}

/** A webhook endpoint and the secret that only its creation shows. */
export interface StoredEndpoint {
  readonly id: string;
  readonly object: Stripe.WebhookEndpoint;
  readonly secret: string;
}

/** An event in Stripe's snapshot shape; `data.object` is the object as it was. */
export interface SandboxEvent {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

/** One try to hand an event over: the status it got, or the error. */
export interface DeliveryAttempt {
  readonly atMs: number;
  readonly status: number | null;
  readonly error: string | null;
}

/** The way of one event to one endpoint. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly endpointId: string;
  readonly url: string;
  readonly createdMs: number;
  readonly state: 'scheduled' | 'held' | 'delivered' | 'failed' | 'dropped';
  readonly attempts: readonly DeliveryAttempt[];
}

/** The first answer to an idempotency key. */
export interface SavedAnswer {
  readonly id: string;
  readonly fingerprint: string;
  readonly savedMs: number;
  readonly status: number;
  readonly body: string;
}

/** Everything the sandbox remembers; each map is in order of creation. */
export interface SandboxState {
  readonly paymentIntents: Map<string, StoredIntent>;
  readonly paymentMethods: Map<string, StoredMethod>;
  readonly charges: Map<string, Stripe.Charge>;
  readonly checkoutSessions: Map<string, StoredSession>;
  readonly refunds: Map<string, Stripe.Refund>;
  readonly disputes: Map<string, Stripe.Dispute>;
  readonly paymentMethodDomains: Map<string, Stripe.PaymentMethodDomain>;
  readonly webhookEndpoints: Map<string, StoredEndpoint>;
  readonly events: Map<string, SandboxEvent>;
  readonly deliveries: Map<string, Delivery>;
  readonly savedAnswers: Map<string, SavedAnswer>;
}

/** Makes a state that remembers nothing. */
export function createEmptyState(): SandboxState {
  return {
    paymentIntents: new Map(),
    paymentMethods: new Map(),
    charges: new Map(),
    checkoutSessions: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    paymentMethodDomains: new Map(),
    webhookEndpoints: new Map(),
    events: new Map(),
    deliveries: new Map(),
    savedAnswers: new Map(),
  };
}
