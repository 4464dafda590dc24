import { createPostgresSettingsStore } from '../adapters/postgres/create-postgres-settings-store.ts';
import type { PostgresDatabase } from '../adapters/postgres/create-postgres-database.ts';
import { createStripeAccountChecker } from '../adapters/stripe/create-stripe-account-checker.ts';
import { createStripePaymentRegistry } from '../adapters/stripe/create-stripe-payment-registry.ts';
import type { Clock, Notifier, SettingsPorts, SettingsStore, TenantDirectory, TenantId } from '../core/index.ts';
import type { Configuration } from './config.ts';
import { createSecretKeeper } from './create-secret-keeper.ts';
import { findPaymentPlaces, isProviderHere } from './payment-places.ts';

/** What the settings of all tenants share. */
export type SettingsOptions = {
  readonly configuration: Configuration;
  readonly database: PostgresDatabase;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly directory: Pick<TenantDirectory, 'listSites'>;
  /** The service's own address; null where it is not known. */
  readonly publicUrl: string | null;
  /** Told when a tenant's payment accounts have changed, so that nobody goes on with the old ones. */
  readonly onPaymentsChanged: (tenantId: TenantId) => void;
  /** Told when what a tenant says of itself has changed. */
  readonly onBusinessChanged: (tenantId: TenantId) => void;
};

/** Creates the function that gives one tenant's settings ports. */
export function createSettingsLoader(options: SettingsOptions): (tenantId: TenantId) => SettingsPorts {
  const { configuration, database, clock, notifier, directory, publicUrl } = options;
  const checker = createStripeAccountChecker(configuration.STRIPE_API_BASE);
  const registry = createStripePaymentRegistry(configuration.STRIPE_API_BASE);
  return (tenantId) => ({
    ...{ clock, notifier, checker, registry },
    findPlaces: async () =>
      findPaymentPlaces({
        sites: await directory.listSites(tenantId),
        publicUrl,
        isProviderHere: isProviderHere(configuration),
      }),
    settings: tellChanges(createPostgresSettingsStore(database, tenantId), tenantId, options),
    secrets: createSecretKeeper(configuration, tenantId),
  });
}

type Listeners = Pick<SettingsOptions, 'onPaymentsChanged' | 'onBusinessChanged'>;

const tellChanges = (store: SettingsStore, tenantId: TenantId, listeners: Listeners): SettingsStore => ({
  ...store,
  saveBusiness: async (business, isEmailProven) => {
    await store.saveBusiness(business, isEmailProven);
    listeners.onBusinessChanged(tenantId);
  },
  savePaymentAccount: async (account) => {
    await store.savePaymentAccount(account);
    listeners.onPaymentsChanged(tenantId);
  },
  savePaymentMode: async (mode) => {
    const isSaved = await store.savePaymentMode(mode);
    listeners.onPaymentsChanged(tenantId);
    return isSaved;
  },
});
