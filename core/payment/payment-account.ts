import type { EpochMillis } from '../time/instant.ts';
import type { PaymentSetup } from './payment-setup.ts';

/** What kind of money an account moves: play money, or real money. */
export type PaymentMode = 'test' | 'live';

/** A tenant's account at a payment provider; it has at most one of each mode. Secrets are sealed before they come here. */
export type PaymentAccount = {
  readonly mode: PaymentMode;
  /** The account's name as payments store it, so that each payment stays with its account. */
  readonly provider: string;
  readonly publishableKey: string;
  readonly sealedSecretKey: string;
  /** The secret of an endpoint that the owner has made; that of our own endpoint belongs to the setup. */
  readonly sealedWebhookSecret: string | null;
  /** What the account is called at the provider; null when its key may not ask. */
  readonly accountName: string | null;
  /** When the provider last accepted the keys; null for keys that were stored before this was looked at. */
  readonly checkedAt: EpochMillis | null;
};

/** An account with what was heard from it, and what was set up at its provider; null when nobody has looked yet. */
export type KnownPaymentAccount = PaymentAccount & {
  readonly lastWebhookAt: EpochMillis | null;
  readonly setup: PaymentSetup | null;
};

/** How a tenant takes payments. */
export type PaymentSettings = {
  /** The account that takes new payments; null for none. */
  readonly mode: PaymentMode | null;
  readonly accounts: readonly KnownPaymentAccount[];
  /** When a message was refused last: its signature fitted no account, or it could not be read. */
  readonly lastWebhookRefusedAt: EpochMillis | null;
};

/** An account's keys in plain text, as they are given and used but never stored. */
export type PaymentKeys = { readonly publishableKey: string; readonly secretKey: string; readonly webhookSecret: string | null };

/** Finds the account of a mode. */
export const findAccount = ({ accounts }: PaymentSettings, mode: PaymentMode | null): KnownPaymentAccount | undefined =>
  accounts.find((account) => account.mode === mode);

/** Lists the sealed secrets by which a message is known to be of an account: the owner's, that of our endpoint, and of one that it has replaced. */
export const listWebhookSecrets = ({ sealedWebhookSecret, setup }: KnownPaymentAccount): readonly string[] =>
  [sealedWebhookSecret, setup?.webhook.sealedSecret, setup?.webhook.former?.sealedSecret].flatMap((secret) => secret ?? []);
