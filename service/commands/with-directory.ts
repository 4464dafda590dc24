import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresBusyTimeStore } from '../../adapters/postgres/create-postgres-busy-time-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { findOrders } from '../../adapters/postgres/find-orders.ts';
import type { FoundOrder } from '../../adapters/postgres/find-orders.ts';
import type { Notifier, PaymentGateways, Ports, SettingsPorts, TenantDirectory, TenantId } from '../../core/index.ts';
import type { Configuration } from '../config.ts';
import { requireDatabaseUrl } from '../config.ts';
import { createCustomerDigests } from '../create-customer-digests.ts';
import { openGateways } from '../payment-accounts.ts';
import { createSettingsLoader } from '../settings-ports.ts';
import { publicHolidays, randomIds, systemClock } from '../system-ports.ts';

/** What commands work with: the directory, and the ports of a tenant that need nothing but the database. */
export type Desk = {
  readonly directory: TenantDirectory;
  readonly openPorts: (
    tenantId: TenantId,
  ) => Pick<Ports, 'catalog' | 'bookings' | 'busyTimes' | 'holidays' | 'clock' | 'ids' | 'customers'>;
  /** Opens a tenant's settings; needs the service's secret. */
  readonly openSettings: (tenantId: TenantId) => SettingsPorts;
  /** Opens a tenant's orders with its payment accounts; needs the service's secret. */
  readonly openMoney: (tenantId: TenantId) => Promise<MoneyPorts>;
  /** Finds orders in any tenant by id, booking or reference. */
  readonly findOrders: (idOrReference: string) => Promise<readonly FoundOrder[]>;
};

/** What commands that move or compare money work with. What they decide, a running service carries out. */
export type MoneyPorts = Pick<Ports, 'catalog' | 'bookings' | 'busyTimes' | 'holidays' | 'clock' | 'ids' | 'customers'> & {
  readonly payments: PaymentGateways;
};

/** Whoever has the command line needs no code by mail. */
const noNotifier: Notifier = {
  senderEmail: 'nobody@localhost',
  send: () => Promise.reject(new Error('the command line sends no mail')),
};

/** Opens the database for one command and closes it after. */
export async function withDirectory<Value>(configuration: Configuration, work: (desk: Desk) => Promise<Value>): Promise<Value> {
  const database = createPostgresDatabase({ connectionString: requireDatabaseUrl(configuration), maxConnections: 2 });
  const directory = createPostgresTenantDirectory(database);
  const openSettings = createSettingsLoader({
    ...{ configuration, database, directory, clock: systemClock, notifier: noNotifier },
    publicUrl: configuration.HOLDFAST_PUBLIC_URL ?? null,
    // Services that run notice by themselves, within seconds.
    onPaymentsChanged: () => undefined,
    onBusinessChanged: () => undefined,
  });
  const openPorts: Desk['openPorts'] = (tenantId) => ({
    catalog: createPostgresCatalogStore(database, tenantId),
    bookings: createPostgresBookingStore(database, tenantId),
    busyTimes: createPostgresBusyTimeStore(database, tenantId),
    holidays: publicHolidays,
    clock: systemClock,
    ids: randomIds,
    customers: createCustomerDigests(configuration, tenantId),
  });
  const openMoney: Desk['openMoney'] = async (tenantId) => {
    const { settings, secrets } = openSettings(tenantId);
    const payments = openGateways(configuration, tenantId, await settings.loadPayments(), secrets);
    return { ...openPorts(tenantId), payments };
  };
  try {
    return await work({
      ...{ openSettings, directory, openPorts, openMoney },
      findOrders: (idOrReference) => findOrders(database, idOrReference),
    });
  } finally {
    await database.destroy();
  }
}
