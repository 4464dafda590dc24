import { fieldsOf, isFields, textOf, textOrNull } from './fields.ts';
import type { Fields } from './fields.ts';
import { readMode } from './status.ts';
import type { PaymentMode } from './status.ts';

/** One stored account of the payment provider. The secret never comes back; its hint does. */
export type PaymentAccount = {
  readonly publishableKey: string;
  readonly secretKeyHint: string;
  readonly isRestricted: boolean;
  readonly hasWebhookSecret: boolean;
  readonly accountName: string | null;
  readonly checkedAt: string | null;
};

/** Everything about payments, as `GET holdfast/v1/admin/payments` tells it. */
export type Payments = {
  readonly mode: PaymentMode | null;
  readonly accounts: Readonly<Record<PaymentMode, PaymentAccount | null>>;
  readonly lastWebhookAt: string | null;
  readonly lastWebhookRefusedAt: string | null;
};

/** The keys of one account as typed; an empty secret keeps the stored one. */
export type TypedKeys = { readonly publishableKey: string; readonly secretKey: string; readonly webhookSecret: string };

const readAccount = (value: unknown): PaymentAccount | null => {
  if (!isFields(value)) return null;
  return {
    publishableKey: textOf(value['publishableKey']),
    secretKeyHint: textOf(value['secretKeyHint']),
    isRestricted: value['restricted'] === true,
    hasWebhookSecret: value['hasWebhookSecret'] === true,
    accountName: textOrNull(value['accountName']),
    checkedAt: textOrNull(value['checkedAt']),
  };
};

/** Reads the payments. */
export function readPayments(answer: unknown): Payments {
  const fields = fieldsOf(answer);
  const accounts = fieldsOf(fields['accounts']);
  return {
    mode: readMode(fields['mode']),
    accounts: { test: readAccount(accounts['test']), live: readAccount(accounts['live']) },
    lastWebhookAt: textOrNull(fields['lastWebhookAt']),
    lastWebhookRefusedAt: textOrNull(fields['lastWebhookRefusedAt']),
  };
}

/** Writes typed keys for the service: what is empty is left out, so that the stored one stays. */
export const writeKeys = ({ publishableKey, secretKey, webhookSecret }: TypedKeys): Fields => ({
  publishableKey: publishableKey.trim(),
  ...(secretKey.trim() !== '' && { secretKey: secretKey.trim() }),
  ...(webhookSecret.trim() !== '' && { webhookSecret: webhookSecret.trim() }),
});

/** Why a key cannot be right where it was typed. */
export type KeyMistake = 'missing' | 'other_mode' | 'other_kind';

const prefixes: Readonly<Record<keyof TypedKeys, RegExp>> = {
  publishableKey: /^pk_/,
  secretKey: /^(sk|rk)_/,
  webhookSecret: /^whsec_/,
};

/** Finds what is visibly wrong with a key: none where one is needed, one of the other mode, or one of another kind. The provider has the last word. */
export function findKeyMistake(mode: PaymentMode, field: keyof TypedKeys, typed: string, isNeeded: boolean): KeyMistake | null {
  const key = typed.trim();
  if (key === '') return isNeeded ? 'missing' : null;
  if (!prefixes[field].test(key)) return 'other_kind';
  return field !== 'webhookSecret' && key.includes(mode === 'test' ? '_live_' : '_test_') ? 'other_mode' : null;
}

/** Whether the newest message of the provider was refused: its secret is not the stored one any more. */
export const isWebhookRefused = ({ lastWebhookAt, lastWebhookRefusedAt }: Payments): boolean =>
  lastWebhookRefusedAt !== null && (lastWebhookAt === null || Date.parse(lastWebhookAt) < Date.parse(lastWebhookRefusedAt));
