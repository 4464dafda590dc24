/** The one Stripe API version that the sandbox speaks. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Where every event is sent without a registered endpoint, and the secret that signs it. */
export interface ConfiguredWebhook {
  readonly url: string;
  readonly secret: string;
}

/** How a sandbox is set up; times are milliseconds, the clock answers epoch milliseconds. */
export interface StripeSandboxOptions {
  /** Address to listen on; 127.0.0.1 when omitted. */
  readonly host?: string;
  /** Port to listen on; 0 or nothing takes a free one. */
  readonly port?: number;
  /** The address browsers reach the sandbox by, when it is not `http://host:port`. */
  readonly publicUrl?: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhook?: ConfiguredWebhook;
  /** JSON file that keeps the state over a restart; memory only when omitted. */
  readonly stateFile?: string;
  /** Pauses before the second, third … delivery of an event; after the last one it is given up. */
  readonly retryDelaysMs?: readonly number[];
  /** How long a webhook receiver may take to answer. */
  readonly deliveryTimeoutMs?: number;
  readonly clock?: () => number;
}

/** The options with every default filled in. */
export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhook: ConfiguredWebhook | null;
  readonly stateFile: string | null;
  readonly retryDelaysMs: readonly number[];
  readonly deliveryTimeoutMs: number;
  readonly clock: () => number;
}

const DEFAULT_RETRY_DELAYS_MS = [1_000, 5_000, 15_000, 35_000, 120_000, 600_000, 3_600_000];

/**
 * Fills in the defaults and refuses what a sandbox must never be: part of production, or holding live keys.
 *
 * @throws Error when NODE_ENV is `production` or a key is not a test key.
 */
export function resolveOptions(options: StripeSandboxOptions): ResolvedOptions {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The Stripe sandbox takes no real money and does not run in production (NODE_ENV=production).');
  }
  if (!options.secretKey.startsWith('sk_test_') || !options.publishableKey.startsWith('pk_test_')) {
    throw new Error('The Stripe sandbox accepts test keys only: sk_test_… and pk_test_….');
  }
  return {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    secretKey: options.secretKey,
    publishableKey: options.publishableKey,
    webhook: options.webhook ?? null,
    stateFile: options.stateFile ?? null,
    retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
    deliveryTimeoutMs: options.deliveryTimeoutMs ?? 10_000,
    clock: options.clock ?? Date.now,
  };
}
