import type { Clock } from './clock.ts';
import type { Notifier } from './notifier.ts';
import type { PaymentAccountChecker } from './payment-account-checker.ts';
import type { PaymentPlaces } from '../payment/payment-places.ts';
import type { PaymentRegistry } from './payment-registry.ts';
import type { SecretKeeper } from './secret-keeper.ts';
import type { SettingsStore } from './settings-store.ts';

/** The ports of one tenant that its settings need. None of them can reach another tenant. */
export type SettingsPorts = {
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly checker: PaymentAccountChecker;
  readonly registry: PaymentRegistry;
  /** Finds where the business meets its payment provider now. */
  readonly findPlaces: () => Promise<PaymentPlaces>;
  readonly secrets: SecretKeeper;
};
