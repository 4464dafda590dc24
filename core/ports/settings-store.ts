import type { Confirmation } from '../access/confirmation.ts';
import type { Business } from '../catalog/business.ts';
import type { PaymentAccount, PaymentMode, PaymentSettings } from '../payment/payment-account.ts';
import type { PaymentSetup } from '../payment/payment-setup.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Reads and writes what the owner of one tenant sets up beside what is sold. An instance cannot see another tenant. */
export type SettingsStore = {
  /** Loads the business. Throws `Fault('not_found')` when the tenant does not exist. */
  readonly loadBusiness: () => Promise<Business>;
  /**
   * Replaces what is known of the business; its id is the tenant's. Its e-mail address is proven afterwards if `isEmailProven` says so
   * (missing: false), or if it was and stays the same but for the case of its letters.
   */
  readonly saveBusiness: (business: Business, isEmailProven?: boolean) => Promise<void>;
  readonly loadPayments: () => Promise<PaymentSettings>;
  /** Replaces the account of its mode as a whole; what was heard from it before stays, and so does what was set up. */
  readonly savePaymentAccount: (account: PaymentAccount) => Promise<void>;
  /**
   * Replaces what is set up for an account. False, and nothing is written, when what stands is no longer what was read: another sealed
   * key, another endpoint of ours, or no account at all.
   */
  readonly savePaymentSetup: (
    mode: PaymentMode,
    read: { readonly sealedSecretKey: string; readonly endpointId: string | null },
    setup: PaymentSetup,
  ) => Promise<boolean>;
  /** Chooses the account that takes new payments, null for none. False, and nothing is written, when there is no such account. */
  readonly savePaymentMode: (mode: PaymentMode | null) => Promise<boolean>;
  /** Notes that a message came from the account of that name, or was refused (null). Written at most every ten seconds. */
  readonly noteWebhook: (provider: string | null, at: EpochMillis) => Promise<void>;
  /** Loads the code that the business was mailed last and that nobody has used. */
  readonly loadConfirmation: () => Promise<Confirmation | null>;
  /**
   * Puts a code in the place of another. False, and nothing is written, when what stands is no longer `previous` (compared by its
   * digest and its tries): somebody else was mailed one, or tried one, in between.
   */
  readonly replaceConfirmation: (previous: Confirmation | null, next: Confirmation) => Promise<boolean>;
  /** Counts one more try and answers what stands, or null when nothing does or too many tries were made. Each of any number of callers is counted. */
  readonly countConfirmationTry: (maximumTries: number) => Promise<Confirmation | null>;
  /**
   * Uses up a code: true for one caller only, however many ask. The e-mail address that the code was mailed to is proven by it, if the
   * business still has that address.
   */
  readonly useConfirmation: (codeDigest: string, mailedTo: string) => Promise<boolean>;
};
