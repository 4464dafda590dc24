import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { pino } from 'pino';
import { createFileNotifier } from '../adapters/email/create-file-notifier.ts';
import { createSmtpNotifier } from '../adapters/email/create-smtp-notifier.ts';
import { closeHttpApp, createHttpApp } from '../adapters/http/create-http-app.ts';
import type { HttpDependencies } from '../adapters/http/dependencies.ts';
import { createCodeTries } from '../adapters/http/code-tries.ts';
import { createLooks } from '../adapters/http/looks.ts';
import { createIcalFeedWriter } from '../adapters/ical/create-ical-feed-writer.ts';
import { createIcalInvitationRenderer } from '../adapters/ical/create-ical-invitation-renderer.ts';
import type { IcalOptions } from '../adapters/ical/ical-options.ts';
import { createPostgresBookingStore } from '../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresBusyTimeStore } from '../adapters/postgres/create-postgres-busy-time-store.ts';
import { createPostgresCatalogStore } from '../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresChangeWatch } from '../adapters/postgres/create-postgres-change-watch.ts';
import { createPostgresDatabase } from '../adapters/postgres/create-postgres-database.ts';
import type { PostgresDatabase } from '../adapters/postgres/create-postgres-database.ts';
import { createPostgresEffectStore } from '../adapters/postgres/create-postgres-effect-store.ts';
import { createPostgresFeedStore } from '../adapters/postgres/create-postgres-feed-store.ts';
import { createPostgresIdempotencyStore } from '../adapters/postgres/create-postgres-idempotency-store.ts';
import { createPostgresTenantDirectory } from '../adapters/postgres/create-postgres-tenant-directory.ts';
import { createPostgresVisitorHoldStore } from '../adapters/postgres/create-postgres-visitor-hold-store.ts';
import type {
  CalendarAccount,
  Clock,
  Notifier,
  PaymentGateways,
  Ports,
  SettingsPorts,
  TenantDirectory,
  TenantId,
} from '../core/index.ts';
import { openCalendarAccount } from './calendar-account.ts';
import type { Configuration } from './config.ts';
import { ConfigurationError, requireDatabaseUrl, requireSecret } from './config.ts';
import { createGatewayCache, createStripeReader } from './payment-accounts.ts';
import { createPaymentSetupDesk } from './payment-setup.ts';
import { deriveKey } from './secrets.ts';
import { createSettingsLoader } from './settings-ports.ts';
import { createCustomerDigests } from './create-customer-digests.ts';
import { publicHolidays, randomIds, systemClock } from './system-ports.ts';
import { rememberCatalogs } from './remember-catalogs.ts';
import type { RememberedCatalogs } from './remember-catalogs.ts';
import { rememberSites } from './remember-sites.ts';
import { createLinkBuilder, findConnectedSite } from './site-links.ts';
import { startWorker } from './worker.ts';

/** A running service. */
export type Service = {
  readonly url: string;
  readonly directory: TenantDirectory;
  readonly loadPorts: (tenantId: TenantId) => Promise<Ports>;
  readonly loadSettings: (tenantId: TenantId) => SettingsPorts;
  /** Stops in order: no new requests, those under way are answered, the worker finishes, the database is left. */
  readonly stop: () => Promise<void>;
};

/** What a host may add. */
export type ServiceOptions = {
  /** Mounts more pages (the demo's) before unknown addresses are refused. */
  readonly mountPages?: ((app: Express, service: Pick<Service, 'directory' | 'loadPorts'>) => void) | undefined;
  readonly clock?: Clock | undefined;
};

/** How long sites and payment accounts may be remembered; a change of keys takes effect after it. */
const REMEMBERED_MILLIS = 5_000;

/** How long a request that is under way may take when the service stops: as long as a call of a provider. */
const LAST_REQUEST_MILLIS = 25_000;

/** Builds the service from its configuration, listens and starts the worker. The database must have been migrated. */
export async function startService(configuration: Configuration, options: ServiceOptions = {}): Promise<Service> {
  // Everything that can be wrong with the configuration is found before anything is opened.
  const connectionString = requireDatabaseUrl(configuration);
  const keys = {
    manageToken: deriveKey(requireSecret(configuration), 'manage tokens'),
    idempotency: deriveKey(requireSecret(configuration), 'idempotent answers'),
    connectTicket: deriveKey(requireSecret(configuration), 'connect page'),
    connectCode: deriveKey(requireSecret(configuration), 'connect codes'),
    visitor: deriveKey(requireSecret(configuration), 'visitors'),
  };
  const notifier = createNotifier(configuration);
  const calendars = await openCalendarAccount(configuration, options.clock ?? systemClock);
  const log = pino({ level: configuration.HOLDFAST_LOG_LEVEL, base: { service: 'holdfast' } });
  const database = createPostgresDatabase({
    connectionString,
    maxConnections: configuration.HOLDFAST_DATABASE_CONNECTIONS,
    onIdleError: (error) => log.warn({ reason: error.message }, 'the database closed an idle connection'),
  });
  const clock = options.clock ?? systemClock;
  const directory = rememberSites(createPostgresTenantDirectory(database), REMEMBERED_MILLIS);
  const server = createServer();
  const address = await listen(server, configuration).catch(async (error: unknown) => {
    await database.destroy();
    throw error;
  });
  const publicUrl = configuration.HOLDFAST_PUBLIC_URL ?? address;
  const catalogs = rememberCatalogs((tenantId) => createPostgresCatalogStore(database, tenantId));
  const onPaymentsChanged = (tenantId: TenantId): void => {
    gateways.forget(tenantId);
    stripe.forget(tenantId);
  };
  const loadSettings = createSettingsLoader({
    ...{ configuration, database, clock, notifier, directory, publicUrl },
    onPaymentsChanged,
    onBusinessChanged: (tenantId) => catalogs.forget(tenantId),
  });
  const paymentSetup = createPaymentSetupDesk(loadSettings, log);
  const gateways = createGatewayCache(configuration, loadSettings);
  const stripe = createStripeReader(loadSettings);
  const loadPorts = createPortsLoader({
    configuration,
    database,
    catalogs,
    directory,
    notifier,
    clock,
    publicUrl,
    loadGateways: gateways.load,
    calendars,
    manageKey: keys.manageToken,
  });
  const loadIdempotencyStore = (tenantId: TenantId) => createPostgresIdempotencyStore(database, tenantId);
  const loadVisitorHoldStore = (tenantId: TenantId) => createPostgresVisitorHoldStore(database, tenantId);
  const sweepMillis = configuration.HOLDFAST_SWEEP_SECONDS * 1_000;
  const worker = startWorker({
    ...{ clock, directory, loadPorts, loadIdempotencyStore, loadVisitorHoldStore, log, sweepMillis },
    setUpPayments: paymentSetup.renew,
  });
  const dependencies: HttpDependencies = {
    ...{ clock, ids: randomIds, directory, loadPorts, loadIdempotencyStore, keys, log, publicUrl },
    loadVisitorHoldStore,
    loadReading: (tenantId) => ({
      catalog: createPostgresCatalogStore(database, tenantId),
      changes: createPostgresChangeWatch(database, tenantId),
      bookingChanges: createPostgresChangeWatch(database, tenantId, 'bookings'),
    }),
    answerBytes: configuration.HOLDFAST_ANSWER_MEGABYTES * 1_000_000,
    loadFeedStore: (tenantId) => createPostgresFeedStore(database, tenantId),
    feedWriter: createIcalFeedWriter(chooseIcalOptions(configuration)),
    looks: createLooks(),
    codeTries: createCodeTries(configuration.HOLDFAST_VISITOR_CODES, clock),
    wake: worker.wake,
    finishWork: worker.finish,
    loadSettings,
    setUpPayments: paymentSetup.hurry,
    isMailSent: configuration.HOLDFAST_SMTP_URL !== undefined,
    webhookParsers: { stripe: stripe.parse },
    noteWebhook: createWebhookNotes(loadSettings, clock),
    checkReadiness: () => checkReadiness(database),
    widgetDirectory: path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'widget'),
    visitorLimits: { reads: configuration.HOLDFAST_VISITOR_READS, writes: configuration.HOLDFAST_VISITOR_WRITES },
    holdLimits: { free: configuration.HOLDFAST_VISITOR_HOLDS_FREE, maximum: configuration.HOLDFAST_VISITOR_HOLDS },
    strangerLimit: configuration.HOLDFAST_STRANGER_LIMIT,
    paymentOrigins: listPaymentOrigins(configuration),
    trustedProxies: configuration.HOLDFAST_TRUSTED_PROXIES?.split(',').map((name) => name.trim()) ?? 'loopback',
  };
  const app = createHttpApp(dependencies);
  options.mountPages?.(app, { directory, loadPorts });
  server.on('request', closeHttpApp(app, log));
  log.info({ address, publicUrl }, 'listening');
  return { url: publicUrl, directory, loadPorts, loadSettings, stop: () => stopAll(server, [paymentSetup, worker], database) };
}

async function listen(server: Server, { HOLDFAST_HOST: host, HOLDFAST_PORT, PORT }: Configuration): Promise<string> {
  const wanted = HOLDFAST_PORT ?? PORT ?? 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      reject(
        isTaken ? new ConfigurationError(`Port ${wanted} is taken by another program. Set HOLDFAST_PORT to a free one.`) : error,
      );
    });
    server.listen(wanted, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
}

async function stopAll(
  server: Server,
  workers: readonly { readonly stop: () => Promise<void> }[],
  database: PostgresDatabase,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Whoever holds a connection open without asking anything does not keep us.
  const impatience = setTimeout(() => server.closeAllConnections(), LAST_REQUEST_MILLIS);
  await closed;
  clearTimeout(impatience);
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.destroy();
}

async function checkReadiness(database: PostgresDatabase) {
  try {
    await database.ping();
    return { ready: true, checks: { database: 'ok' } };
  } catch {
    return { ready: false, checks: { database: 'cannot be reached' } };
  }
}

type PortsLoaderOptions = {
  readonly configuration: Configuration;
  readonly database: PostgresDatabase;
  readonly catalogs: RememberedCatalogs;
  readonly directory: TenantDirectory;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly loadGateways: (tenantId: TenantId) => Promise<PaymentGateways>;
  readonly calendars: CalendarAccount | null;
  readonly manageKey: Buffer;
};

/** Creates the function that gives one tenant's ports; the only place where stores meet a tenant id. */
function createPortsLoader({
  configuration,
  database,
  catalogs,
  directory,
  notifier,
  clock,
  publicUrl,
  loadGateways,
  calendars,
  manageKey,
}: PortsLoaderOptions): (tenantId: TenantId) => Promise<Ports> {
  const invitations = createIcalInvitationRenderer(chooseIcalOptions(configuration));
  return async (tenantId) => {
    const site = await findConnectedSite(directory, tenantId);
    const bookingPageUrl = configuration.HOLDFAST_BOOKING_PAGE_URL ?? null;
    const links = createLinkBuilder({ tenantId, publicUrl, site, bookingPageUrl, manageKey });
    return {
      ...{ clock, ids: randomIds, notifier, invitations, links, calendars },
      catalog: catalogs.open(tenantId),
      bookings: createPostgresBookingStore(database, tenantId),
      customers: createCustomerDigests(configuration, tenantId),
      effects: createPostgresEffectStore(database, tenantId),
      busyTimes: createPostgresBusyTimeStore(database, tenantId),
      holidays: publicHolidays,
      payments: await loadGateways(tenantId),
    };
  };
}

/** Feeds name events as invitations do: who has both in one calendar sees each booking once. */
const chooseIcalOptions = ({ HOLDFAST_MAIL_FROM: senderEmail }: Configuration): IcalOptions => ({
  productId: '-//Holdfast//Holdfast//EN',
  uidDomain: senderEmail.split('@').at(-1) ?? 'holdfast',
});

function createNotifier(configuration: Configuration): Notifier {
  const { HOLDFAST_SMTP_URL: url, HOLDFAST_MAIL_DIRECTORY: directory, HOLDFAST_MAIL_FROM: senderEmail } = configuration;
  if (url !== undefined) return createSmtpNotifier({ url, senderEmail });
  if (directory !== undefined) return createFileNotifier({ directory, senderEmail });
  throw new ConfigurationError(
    'Set HOLDFAST_SMTP_URL to send mails, or HOLDFAST_MAIL_DIRECTORY to keep them in a folder instead.',
  );
}

/** Notes that messages come, at most once in some seconds for each account: the owner wants to know whether any come, not each of them. */
function createWebhookNotes(loadSettings: (tenantId: TenantId) => SettingsPorts, clock: Clock): HttpDependencies['noteWebhook'] {
  const notes = new Map<string, number>();
  return async (tenantId, provider) => {
    const now = clock.now();
    const name = `${tenantId}/${provider}`;
    const noted = notes.get(name);
    if (noted !== undefined && noted <= now && now - noted < REMEMBERED_MILLIS) return;
    notes.set(name, now);
    await loadSettings(tenantId).settings.noteWebhook(provider, now);
  };
}

/** Stripe's own places, or the sandbox's. */
function listPaymentOrigins({ STRIPE_API_BASE: sandbox }: Configuration): readonly string[] {
  return sandbox === undefined
    ? ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://api.stripe.com', 'https://hooks.stripe.com']
    : [new URL(sandbox).origin];
}
