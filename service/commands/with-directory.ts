import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import type { Notifier, Ports, SettingsPorts, TenantDirectory, TenantId } from '../../core/index.ts';
import type { Configuration } from '../config.ts';
import { requireDatabaseUrl } from '../config.ts';
import { createSettingsLoader } from '../settings-ports.ts';
import { randomIds, systemClock } from '../system-ports.ts';

/** What commands work with: the directory, and the ports of a tenant that need nothing but the database. */
export type Desk = {
  readonly directory: TenantDirectory;
  readonly openPorts: (tenantId: TenantId) => Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'ids'>;
  /** Opens a tenant's settings; needs the service's secret. */
  readonly openSettings: (tenantId: TenantId) => SettingsPorts;
};

/** Whoever has the command line needs no code by mail. */
const noNotifier: Notifier = {
  senderEmail: 'nobody@localhost',
  send: () => Promise.reject(new Error('the command line sends no mail')),
};

/** Opens the database for one command and closes it after. */
export async function withDirectory<Value>(configuration: Configuration, work: (desk: Desk) => Promise<Value>): Promise<Value> {
  const database = createPostgresDatabase({ connectionString: requireDatabaseUrl(configuration), maxConnections: 2 });
  const openSettings = createSettingsLoader({
    ...{ configuration, database, clock: systemClock, notifier: noNotifier },
    // Services that run notice by themselves, within seconds.
    onPaymentsChanged: () => undefined,
  });
  try {
    return await work({
      openSettings,
      directory: createPostgresTenantDirectory(database),
      openPorts: (tenantId) => ({
        catalog: createPostgresCatalogStore(database, tenantId),
        bookings: createPostgresBookingStore(database, tenantId),
        clock: systemClock,
        ids: randomIds,
      }),
    });
  } finally {
    await database.destroy();
  }
}
