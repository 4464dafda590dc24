import { createManualClock, createMemoryNotifier } from '../../adapters/memory/create-memory-ports.ts';
import type { ManualClock, MemoryNotifier } from '../../adapters/memory/create-memory-ports.ts';
import { createMemoryPaymentAccountChecker } from '../../adapters/memory/create-memory-payment-account-checker.ts';
import type { MemoryPaymentAccountChecker } from '../../adapters/memory/create-memory-payment-account-checker.ts';
import { createMemoryPaymentRegistry } from '../../adapters/memory/create-memory-payment-registry.ts';
import type { MemoryPaymentRegistry } from '../../adapters/memory/create-memory-payment-registry.ts';
import { createMemorySettingsStore } from '../../adapters/memory/create-memory-settings-store.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../adapters/memory/memory-database.ts';
import type { Business } from '../../core/catalog/business.ts';
import type { PaymentPlaces } from '../../core/payment/payment-places.ts';
import type { SettingsPorts } from '../../core/ports/settings-ports.ts';
import { readConfiguration } from '../../service/config.ts';
import { createSecretKeeper } from '../../service/create-secret-keeper.ts';
import { buildBusiness, NOW } from './build-core.ts';

/** The settings of a business in memory. */
export type SettingsWorld = {
  readonly ports: SettingsPorts & {
    readonly clock: ManualClock;
    readonly notifier: MemoryNotifier;
    readonly checker: MemoryPaymentAccountChecker;
    readonly registry: MemoryPaymentRegistry;
  };
  /** Where the business meets its provider from now on. */
  readonly move: (places: Partial<PaymentPlaces>) => void;
  /** The code in the newest mail. */
  readonly readCode: () => string;
};

/** The secret of the service in tests of settings. */
export const settingsSecret = 'a secret of the service, long enough for tests';

/** A website that the provider can reach, and whose pages show the payment form. */
export const openPlaces: PaymentPlaces = {
  webhooks: [{ siteId: 'site_salon', url: 'https://salon.example/hook', isReachable: true }],
  domains: [{ domainName: 'salon.example', isReachable: true }],
};

/** Settings of a business that can be reached from outside, unless other places are given. */
export async function buildSettingsWorld(business: Partial<Business> = {}): Promise<SettingsWorld> {
  const database = createMemoryDatabase();
  await createMemoryTenantDirectory(database).createTenant(buildBusiness(business), NOW);
  const notifier = createMemoryNotifier();
  let places = openPlaces;
  const ports = {
    settings: createMemorySettingsStore(database, 'ten_salon'),
    clock: createManualClock(NOW),
    notifier,
    checker: createMemoryPaymentAccountChecker(),
    registry: createMemoryPaymentRegistry(),
    findPlaces: () => Promise.resolve(places),
    secrets: createSecretKeeper(readConfiguration({ HOLDFAST_SECRET: settingsSecret }), 'ten_salon'),
  };
  return {
    ports,
    move: (changed) => void (places = { ...places, ...changed }),
    readCode: () => /\b\d{6}\b/.exec(notifier.listMessages().at(-1)?.text ?? '')?.[0] ?? 'no code',
  };
}

/** A code that is not the given one. */
export const otherCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
