import Stripe from 'stripe';

/** Where Stripe's API is, and with which key it is called. */
export type StripeClientOptions = {
  readonly secretKey: string;
  /** Another place than Stripe's own, for the sandbox: `http://127.0.0.1:PORT`. */
  readonly apiBase?: string | undefined;
};

/** The API version that our types and webhooks are pinned to. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Longer than Stripe ever needs, shorter than a visitor waits. */
const TIMEOUT_MILLIS = 20_000;

/** Creates a client with our version, time limit and retries. stripe-node retries lost connections, conflicts and 5xx, but never 429: see `callStripe`. */
export function createStripeClient({ secretKey, apiBase }: StripeClientOptions): Stripe {
  const place = apiBase === undefined ? {} : readPlace(new URL(apiBase));
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    timeout: TIMEOUT_MILLIS,
    maxNetworkRetries: 2,
    telemetry: false,
    ...place,
  });
}

/** An address without a port means its protocol's own one. */
function readPlace({ protocol, hostname, port }: URL): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  const isPlain = protocol === 'http:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
    protocol: isPlain ? 'http' : 'https',
  };
}
