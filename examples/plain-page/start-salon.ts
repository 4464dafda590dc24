import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { createStripeClient } from '../../adapters/stripe/create-stripe-client.ts';
import { createStripeSandbox } from '../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { buildWidget } from '../../adapters/widget/build.ts';
import { saveCatalog } from '../../core/index.ts';
import type { Site } from '../../core/index.ts';
import { readConfiguration } from '../../service/config.ts';
import { startService } from '../../service/create-service.ts';
import type { Service } from '../../service/create-service.ts';
import { startEmbeddedPostgres } from '../../service/embedded-postgres/start-embedded-postgres.ts';
import { storeOwnKeys } from '../../service/payment-accounts.ts';
import { systemClock } from '../../service/system-ports.ts';
import { requireValue } from '../require-value.ts';
import { business, catalog } from '../salon.ts';

/** A salon that is open: its service's address, and how everything of it ends. */
export type Salon = { readonly serviceUrl: string; readonly stop: () => Promise<void> };

/** Opens a salon for the pages of one origin: a database that ends with it, the payment sandbox, and the service, each on a free port. */
export async function startSalon(pageOrigin: string, siteId: Site['id']): Promise<Salon> {
  await buildMissingWidget();
  const ends: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).toReversed()) await end();
  };
  try {
    const mails = await mkdtemp(path.join(tmpdir(), 'holdfast-mails-'));
    ends.push(() => rm(mails, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ durable: false });
    ends.push(postgres.stop);
    await migrate(postgres.connectionString);

    const keys = {
      secretKey: `sk_test_${randomBytes(12).toString('hex')}`,
      publishableKey: `pk_test_${randomBytes(12).toString('hex')}`,
    };
    const sandbox = createStripeSandbox(keys);
    const { url: sandboxUrl } = await sandbox.start();
    ends.push(sandbox.stop);

    const configuration = readConfiguration({
      DATABASE_URL: postgres.connectionString,
      HOLDFAST_SECRET: randomBytes(32).toString('hex'),
      HOLDFAST_BOOKING_PAGE_URL: pageOrigin,
      HOLDFAST_MAIL_DIRECTORY: mails,
      HOLDFAST_LOG_LEVEL: 'error',
      STRIPE_API_BASE: sandboxUrl,
      STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js`,
    });
    const service = await startService(configuration);
    ends.push(service.stop);

    await openBusiness(service, pageOrigin, siteId);
    const client = createStripeClient({ secretKey: keys.secretKey, apiBase: sandboxUrl });
    const endpoint = await client.webhookEndpoints.create({
      url: `${service.url}/webhooks/stripe/${siteId}`,
      enabled_events: ['*'],
    });
    await storeOwnKeys(service.loadSettings(business.id), { ...keys, webhookSecret: endpoint.secret ?? null });
    return { serviceUrl: service.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes down who sells what, and whose pages may show it. */
async function openBusiness({ directory, loadPorts }: Service, pageOrigin: string, siteId: Site['id']): Promise<void> {
  await directory.createTenant(business, systemClock.now());
  await directory.saveSite({ id: siteId, tenantId: business.id, allowedOrigins: [pageOrigin] });
  requireValue(await saveCatalog(await loadPorts(business.id), catalog));
}

async function buildMissingWidget(): Promise<void> {
  const outdir = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'widget');
  if (!existsSync(path.join(outdir, 'holdfast.js'))) await buildWidget({ outdir });
}
