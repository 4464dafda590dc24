import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresBusyTimeStore } from '../../adapters/postgres/create-postgres-busy-time-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresSettingsStore } from '../../adapters/postgres/create-postgres-settings-store.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { refreshBusyTimes, saveCatalog } from '../../core/index.ts';
import type { PaymentKeys, SiteId } from '../../core/index.ts';
import { openCalendarAccount } from '../calendar-account.ts';
import type { Configuration } from '../config.ts';
import { requireDatabaseUrl } from '../config.ts';
import { createCustomerDigests } from '../create-customer-digests.ts';
import { createSecretKeeper } from '../create-secret-keeper.ts';
import { storeOwnKeys } from '../payment-accounts.ts';
import { publicHolidays, randomIds, systemClock } from '../system-ports.ts';
import { withDemoCalendars } from './demo-calendars.ts';
import { demoBusiness, demoCatalog } from './demo-catalog.ts';

/** The public site id of the demo. */
export const DEMO_SITE_ID: SiteId = 'site_demo';

/** Pages on this machine may show the demo's widget. */
const LOOPBACK = ['http://localhost:*', 'http://127.0.0.1:*'];

/**
 * Sets up the demo's business where it is missing, and brings its payment account up to date. What an owner changed meanwhile is kept.
 * Answers a new API key when `knownApiKey` is not given (only digests are stored, so an old one cannot be read back).
 */
export async function setUpDemoTenant(
  configuration: Configuration,
  keys: PaymentKeys,
  knownApiKey: string | null,
): Promise<string> {
  const database = createPostgresDatabase({ connectionString: requireDatabaseUrl(configuration), maxConnections: 2 });
  try {
    const directory = createPostgresTenantDirectory(database);
    const { id } = demoBusiness;
    const isNew = (await directory.loadTenant(id)) === null;
    if (isNew) await directory.createTenant(demoBusiness, systemClock.now());
    await directory.saveSite({ id: DEMO_SITE_ID, tenantId: id, allowedOrigins: LOOPBACK });
    const settings = createPostgresSettingsStore(database, id);
    await storeOwnKeys({ settings, secrets: createSecretKeeper(configuration, id) }, keys);
    const ports = {
      catalog: createPostgresCatalogStore(database, id),
      bookings: createPostgresBookingStore(database, id),
      busyTimes: createPostgresBusyTimeStore(database, id),
      holidays: publicHolidays,
      clock: systemClock,
      ids: randomIds,
      customers: createCustomerDigests(configuration, id),
    };
    if (isNew) {
      const saved = await saveCatalog(ports, withDemoCalendars(demoCatalog));
      if (!saved.ok) throw new Error(`the demo's catalogue is wrong: ${JSON.stringify(saved.refusal.details)}`);
    }
    // The first visitor finds times at once: a calendar that was not read yet closes them.
    await refreshBusyTimes({ ...ports, calendars: await openCalendarAccount(configuration, systemClock) });
    if (knownApiKey !== null && !isNew) return knownApiKey;
    const key = createApiKey(id, 'demo', ['bookings', 'admin'], systemClock.now());
    await directory.insertApiKey(key.record);
    return key.text;
  } finally {
    await database.destroy();
  }
}
