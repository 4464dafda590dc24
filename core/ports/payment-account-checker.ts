import type { Outcome } from '../errors/refusal.ts';
import type { PaymentKeys, PaymentMode } from '../payment/payment-account.ts';

/** What a provider says about keys that work. */
export type CheckedKeys = {
  /** The account's name as payments store it. */
  readonly provider: string;
  /** What the account is called at the provider; null when the key may not ask. */
  readonly accountName: string | null;
};

/** Why a provider does not accept keys. */
export type KeyTrouble =
  /** It does not look like a key of its kind. */
  | 'wrong_shape'
  /** It is a key for the other mode. */
  | 'wrong_mode'
  /** The provider does not know it, or it was withdrawn. */
  | 'not_accepted'
  /** Both are good, but of different accounts. */
  | 'different_accounts'
  /** The key may not do all that is needed; `permissions` names what is missing. */
  | 'permission_missing';

/** Asks a provider whether keys can take and return payments, without charging anybody. */
export type PaymentAccountChecker = {
  /**
   * Checks the keys of an account. `currency` is what payments will be in, as far as that is known: with it the account is looked at more closely.
   * Refuses `payment_keys_invalid` with `reason` (a `KeyTrouble`), `permissions` where some are missing, and `errors` that name the field and
   * say what to do. Throws the fault `provider_unavailable` when the provider cannot be asked.
   */
  readonly checkKeys: (mode: PaymentMode, keys: PaymentKeys, currency: string | null) => Promise<Outcome<CheckedKeys>>;
};
