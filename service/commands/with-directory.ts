import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import type { Ports, TenantDirectory, TenantId } from '../../core/index.ts';
import type { Configuration } from '../config.ts';
import { requireDatabaseUrl } from '../config.ts';
import { randomIds, systemClock } from '../system-ports.ts';

/** What commands work with: the directory, and the ports of a tenant that need nothing but the database. */
export type Desk = {
  readonly directory: TenantDirectory;
  readonly openPorts: (tenantId: TenantId) => Pick<Ports, 'catalog' | 'bookings' | 'clock' | 'ids'>;
};

/** Opens the database for one command and closes it after. */
export async function withDirectory<Value>(configuration: Configuration, work: (desk: Desk) => Promise<Value>): Promise<Value> {
  const database = createPostgresDatabase({ connectionString: requireDatabaseUrl(configuration), maxConnections: 2 });
  try {
    return await work({
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
