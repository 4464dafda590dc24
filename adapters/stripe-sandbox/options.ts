/** The one Stripe API version that the sandbox speaks. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Where every event is sent without a registered endpoint, and the secret that signs it. */
export interface ConfiguredWebhook {
  readonly url: string;
  readonly secret: string;
}

/** A key with limited permissions, named as Stripe names them: `payment_intent_write`, `charge_read`. Writing includes reading. */
export interface RestrictedKey {
  readonly key: string;
  readonly permissions: readonly string[];
}

/** The keys of one account of the sandbox, and where its events are sent. */
export interface SandboxAccountOptions {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly restrictedKeys?: readonly RestrictedKey[];
  readonly webhook?: ConfiguredWebhook;
}

/** How a sandbox is set up; times are milliseconds, the clock answers epoch milliseconds. */
export interface StripeSandboxOptions extends SandboxAccountOptions {
  /** Address to listen on; 127.0.0.1 when omitted. */
  readonly host?: string;
  /** Port to listen on; 0 or nothing takes a free one. */
  readonly port?: number;
  /** The address browsers reach the sandbox by, when it is not `http://host:port`. */
  readonly publicUrl?: string;
  /**
   * More accounts at the same address; what one does, the others do not see. An account whose keys are live ones of the sandbox
   * (`sk_live_sandbox_…`, which Stripe never gives out) plays the live mode.
   */
  readonly otherAccounts?: readonly SandboxAccountOptions[];
  /** JSON file that keeps the state over a restart; memory only when omitted. Other accounts have files beside it. */
  readonly stateFile?: string;
  /** Pauses before the second, third … delivery of an event; after the last one it is given up. */
  readonly retryDelaysMs?: readonly number[];
  /** How long a webhook receiver may take to answer. */
  readonly deliveryTimeoutMs?: number;
  readonly clock?: () => number;
}

/** The options of one account with every default filled in. */
export interface ResolvedOptions {
  /** How many accounts come before this one. */
  readonly accountIndex: number;
  readonly isLive: boolean;
  readonly restrictedKeys: readonly RestrictedKey[];
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

const TEST_KEYS: Readonly<Record<string, RegExp>> = { sk: /^sk_test_./, pk: /^pk_test_./, rk: /^rk_test_./ };
const LIVE_KEYS: Readonly<Record<string, RegExp>> = {
  sk: /^sk_live_sandbox_./,
  pk: /^pk_live_sandbox_./,
  rk: /^rk_live_sandbox_./,
};

/**
 * Fills in the defaults, account by account, and refuses what a sandbox must never be: part of production, or holding real live keys.
 *
 * @throws Error when NODE_ENV is `production` or a key is neither a test key nor a live one of the sandbox's own.
 */
export function resolveOptions(options: StripeSandboxOptions): readonly [ResolvedOptions, ...ResolvedOptions[]] {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The Stripe sandbox takes no real money and does not run in production (NODE_ENV=production).');
  }
  const resolve = (account: SandboxAccountOptions, accountIndex: number): ResolvedOptions => ({
    accountIndex,
    isLive: checkKeys(account),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    secretKey: account.secretKey,
    publishableKey: account.publishableKey,
    restrictedKeys: account.restrictedKeys ?? [],
    webhook: account.webhook ?? null,
    stateFile: options.stateFile === undefined ? null : `${options.stateFile}${accountIndex === 0 ? '' : `.${accountIndex + 1}`}`,
    retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
    deliveryTimeoutMs: options.deliveryTimeoutMs ?? 10_000,
    clock: options.clock ?? Date.now,
  });
  return [resolve(options, 0), ...(options.otherAccounts ?? []).map((account, index) => resolve(account, index + 1))];
}

/** Answers whether an account's keys are live ones; all of them are of one mode. */
function checkKeys({ secretKey, publishableKey, restrictedKeys = [] }: SandboxAccountOptions): boolean {
  const isLive = secretKey.startsWith('sk_live_');
  const shapes = isLive ? LIVE_KEYS : TEST_KEYS;
  const given = [['sk', secretKey], ['pk', publishableKey], ...restrictedKeys.map(({ key }) => ['rk', key] as const)] as const;
  if (given.every(([kind, key]) => shapes[kind]?.test(key) === true)) return isLive;
  throw new Error(
    'The Stripe sandbox accepts test keys only: sk_test_… and pk_test_… (or, to play live mode, sk_live_sandbox_…).',
  );
}
