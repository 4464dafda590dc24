import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createFileNotifier } from '../../adapters/email/create-file-notifier.ts';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { createStripeSandbox } from '../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { saveCatalog } from '../../core/index.ts';
import type { CatalogDocument, Clock, SiteId, TenantId } from '../../core/index.ts';
import { readConfiguration } from '../../service/config.ts';
import { startService } from '../../service/create-service.ts';
import type { Service } from '../../service/create-service.ts';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import { storeOwnKeys } from '../../service/payment-accounts.ts';
import { systemClock } from '../../service/system-ports.ts';
import { createTestDatabase } from './postgres.ts';

/** What a service answered: tests look into it freely, and an expectation fails where something is not there. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parsing every answer would test the schemas instead of the service
export type Json = any;

/** One business of a harness, with everything that opens its doors. */
export type TestTenant = {
  readonly id: TenantId;
  readonly siteId: SiteId;
  readonly apiKey: string;
  readonly bookingsKey: string;
};

/** An account of the payment sandbox, with all its keys; its messages go to the first business. */
export type TestAccount = {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly restrictedKey: string;
  readonly webhookSecret: string;
};

/** An answer with its JSON, whatever it was. */
export type TestAnswer = { readonly status: number; readonly headers: Headers; readonly body: Json; readonly text: string };

/** How a request differs from a plain one of a server with its key. */
export type CallOptions = {
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string | null;
};

/** A whole service over its own database, with two businesses and a payment sandbox. */
export type ServiceHarness = {
  readonly url: string;
  readonly connectionString: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly service: Service;
  readonly sandbox: { readonly url: string; readonly secretKey: string; readonly publishableKey: string };
  /** Other accounts of the sandbox, which no business uses yet: one for real money, another one for tests, and a key that may not refund. */
  readonly live: TestAccount;
  readonly other: TestAccount;
  readonly lackingKey: string;
  readonly webhookSecret: string;
  readonly a: TestTenant;
  readonly b: TestTenant;
  readonly mails: ReturnType<typeof createFileNotifier>;
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<TestAnswer>;
  /** Pays a payment intent at the sandbox, as the browser would. */
  readonly pay: (providerId: string, paymentMethod?: string, account?: Pick<TestAccount, 'secretKey'>) => Promise<string>;
  readonly control: (method: string, path: string, body?: unknown, account?: Pick<TestAccount, 'secretKey'>) => Promise<Json>;
  /** Stops only the service, so that a test can run another over the same database. */
  readonly stopService: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** What a test may choose. */
export type HarnessOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  /** What both businesses sell; the calendars in it belong to the first one. */
  readonly catalog?: CatalogDocument;
  readonly clock?: Clock;
  /** Origins beside `https://a.example.com` whose pages may show the first business. */
  readonly origins?: readonly string[];
  /** Whether the sandbox knows where to send webhooks. */
  readonly withWebhooks?: boolean;
};

/** Starts a service for tests. Stop it, else its processes outlive the test. */
export async function startServiceHarness(options: HarnessOptions = {}): Promise<ServiceHarness> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-test-'));
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`;
  const secretKey = `sk_test_${randomBytes(12).toString('hex')}`;
  const publishableKey = secretKey.replace('sk_', 'pk_');
  const port = await findFreePort(0);
  const url = `http://127.0.0.1:${port}`;
  const webhook =
    options.withWebhooks === false ? {} : { webhook: { url: `${url}/webhooks/stripe/site_a`, secret: webhookSecret } };
  const hook = `${url}/webhooks/stripe/site_a`;
  const [live, other] = [createAccount('live_sandbox'), createAccount('test')];
  const lackingKey = `rk_test_${randomBytes(12).toString('hex')}`;
  const sandbox = createStripeSandbox({
    ...{ secretKey, publishableKey, ...webhook },
    restrictedKeys: [{ key: lackingKey, permissions: ['payment_intent_write', 'charge_read'] }],
    otherAccounts: [live, other].map((account) => describeAccount(account, options.withWebhooks === false ? null : hook)),
    retryDelaysMs: [100, 300, 1_000, 3_000],
  });
  const { url: sandboxUrl } = await sandbox.start();
  const environment = {
    DATABASE_URL: database.connectionString,
    HOLDFAST_SECRET: randomBytes(32).toString('hex'),
    HOLDFAST_PORT: String(port),
    HOLDFAST_PUBLIC_URL: url,
    HOLDFAST_MAIL_DIRECTORY: path.join(folder, 'mails'),
    HOLDFAST_MAIL_FROM: 'bookings@holdfast.example',
    HOLDFAST_LOG_LEVEL: 'silent',
    HOLDFAST_SWEEP_SECONDS: '3600',
    HOLDFAST_VISITOR_READS: '100000',
    HOLDFAST_VISITOR_WRITES: '100000',
    HOLDFAST_VISITOR_HOLDS_FREE: '100000',
    HOLDFAST_VISITOR_HOLDS: '100000',
    HOLDFAST_VISITOR_CODES: '100000',
    STRIPE_API_BASE: sandboxUrl,
    STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js`,
    ...options.environment,
  };
  const configuration = readConfiguration(environment);
  const service = await startService(configuration, { clock: options.clock });
  const create = async (letter: 'a' | 'b'): Promise<TestTenant> => {
    const id: TenantId = `ten_${letter}`;
    const siteId: SiteId = `site_${letter}`;
    const now = systemClock.now();
    await service.directory.createTenant(
      {
        id,
        name: `Salon ${letter.toUpperCase()}`,
        timeZone: 'Europe/Stockholm',
        locale: 'en-GB',
        currency: 'SEK',
        email: `owner-${letter}@example.com`,
        phone: null,
      },
      now,
    );
    await service.directory.saveSite({
      id: siteId,
      tenantId: id,
      allowedOrigins: [`https://${letter}.example.com`, ...(letter === 'a' ? (options.origins ?? []) : [])],
    });
    const key = createApiKey(id, 'test', ['bookings', 'admin'], now);
    const bookingsKey = createApiKey(id, 'bookings only', ['bookings'], now);
    await service.directory.insertApiKey(key.record);
    await service.directory.insertApiKey(bookingsKey.record);
    await storeOwnKeys(service.loadSettings(id), {
      publishableKey,
      secretKey,
      webhookSecret: letter === 'a' ? webhookSecret : `whsec_other_${letter}`,
    });
    const ports = await service.loadPorts(id);
    const catalog = options.catalog ?? demoCatalog;
    const saved = await saveCatalog(ports, letter === 'a' ? catalog : withoutCalendars(catalog));
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
    return { id, siteId, apiKey: key.text, bookingsKey: bookingsKey.text };
  };
  const a = await create('a');
  const b = await create('b');
  const control: ServiceHarness['control'] = async (method, target, body, account = { secretKey }) => {
    const response = await fetch(`${sandboxUrl}/_sandbox/${target}`, {
      method,
      headers: { authorization: `Bearer ${account.secretKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  let isServing = true;
  const stopService = async (): Promise<void> => {
    if (isServing) await service.stop();
    isServing = false;
  };
  return {
    ...{ url, environment, service, webhookSecret, a, b, control },
    connectionString: database.connectionString,
    sandbox: { url: sandboxUrl, secretKey, publishableKey },
    ...{ live, other, lackingKey },
    mails: createFileNotifier({ directory: environment.HOLDFAST_MAIL_DIRECTORY, senderEmail: environment.HOLDFAST_MAIL_FROM }),
    call: (method, target, callOptions) => call(url, a.apiKey, method, target, callOptions),
    pay: (providerId, paymentMethod, account = { secretKey }) =>
      payAtSandbox(sandboxUrl, account.secretKey, providerId, paymentMethod),
    stopService,
    stop: async () => {
      await stopService();
      await sandbox.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A calendar belongs to one business, so the second one gets none. */
const withoutCalendars = (catalog: CatalogDocument): CatalogDocument => ({
  ...catalog,
  resources: catalog.resources.map((resource) => ({ ...resource, calendar: null })),
});

function createAccount(mode: 'test' | 'live_sandbox'): TestAccount {
  const body = (): string => `${mode}_${randomBytes(12).toString('hex')}`;
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`;
  return { publishableKey: `pk_${body()}`, secretKey: `sk_${body()}`, restrictedKey: `rk_${body()}`, webhookSecret };
}

const describeAccount = ({ restrictedKey, webhookSecret, ...keys }: TestAccount, hook: string | null) => ({
  ...keys,
  restrictedKeys: [{ key: restrictedKey, permissions: ['payment_intent_write', 'charge_write'] }],
  ...(hook === null ? {} : { webhook: { url: hook, secret: webhookSecret } }),
});

/** Calls a service: with the given key, else the first business's; `key: null` sends none. */
export async function call(
  url: string,
  defaultKey: string,
  method: string,
  target: string,
  options: CallOptions = {},
): Promise<TestAnswer> {
  const key = options.key === undefined ? defaultKey : options.key;
  const body = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(`${url}${target}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parseJson(text) };
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Confirms a payment intent with a test payment method and answers its status, or the decline's code. */
export async function payAtSandbox(
  sandboxUrl: string,
  secretKey: string,
  providerId: string,
  paymentMethod = 'pm_card_visa',
): Promise<string> {
  const response = await fetch(`${sandboxUrl}/v1/payment_intents/${providerId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ payment_method: paymentMethod, return_url: 'http://127.0.0.1/back' }).toString(),
  });
  const answer: Json = await response.json();
  return answer.status ?? answer.error?.code ?? 'unknown';
}
