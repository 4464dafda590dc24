import { fieldsOf, isFields, listOf, textOf, textOrNull } from './fields.ts';
import type { Fields } from './fields.ts';
import { readMode } from './status.ts';
import type { PaymentMode } from './status.ts';

/** How Stripe comes to tell of payments, or why it does not; unknown kinds count as waiting. */
export type WebhookState = 'created' | 'kept' | 'given' | 'not_reachable' | 'permission_missing' | 'failed' | 'waiting';

/** Whether wallets are shown on a domain's pages, or why not. */
export type DomainState = 'active' | 'inactive' | 'not_reachable' | 'permission_missing' | 'failed';

/** An account's webhook. `detail`: the permission that is missing, or Stripe's words. */
export type AccountWebhook = { readonly state: WebhookState; readonly url: string | null; readonly detail: string | null };

/** A domain with the payment form. */
export type PaymentDomain = { readonly domainName: string; readonly state: DomainState; readonly detail: string | null };

/** One stored account of the payment provider. The secret never comes back; its hint does. */
export type PaymentAccount = {
  readonly publishableKey: string;
  readonly secretKeyHint: string;
  readonly isRestricted: boolean;
  readonly hasWebhookSecret: boolean;
  readonly webhook: AccountWebhook;
  readonly domains: readonly PaymentDomain[];
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

const webhookStates: readonly WebhookState[] = ['created', 'kept', 'given', 'not_reachable', 'permission_missing', 'failed'];
const domainStates: readonly DomainState[] = ['active', 'inactive', 'not_reachable', 'permission_missing'];

const readWebhook = (fields: Fields): AccountWebhook => ({
  state: webhookStates.find((state) => state === fields['state']) ?? 'waiting',
  url: textOrNull(fields['url']),
  detail: textOrNull(fields['detail']),
});

const readDomain = (value: unknown): readonly PaymentDomain[] => {
  const fields = fieldsOf(value);
  const domainName = textOf(fields['domainName']);
  const state = domainStates.find((known) => known === fields['state']) ?? 'failed';
  return domainName === '' ? [] : [{ domainName, state, detail: textOrNull(fields['detail']) }];
};

const readAccount = (value: unknown): PaymentAccount | null => {
  if (!isFields(value)) return null;
  return {
    publishableKey: textOf(value['publishableKey']),
    secretKeyHint: textOf(value['secretKeyHint']),
    isRestricted: value['restricted'] === true,
    hasWebhookSecret: value['hasWebhookSecret'] === true,
    webhook: readWebhook(fieldsOf(value['webhook'])),
    domains: listOf(value['domains']).flatMap(readDomain),
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

/** Whether another look at Stripe could change how an account stands. */
export const canBeLookedAtAgain = ({ webhook, domains }: PaymentAccount): boolean =>
  ['waiting', 'failed', 'permission_missing', 'not_reachable'].includes(webhook.state) ||
  domains.some(({ state }) => state === 'inactive' || state === 'failed' || state === 'permission_missing');

/** Whether the newest message of the provider was refused: its secret is not the stored one any more. */
export const isWebhookRefused = ({ lastWebhookAt, lastWebhookRefusedAt }: Payments): boolean =>
  lastWebhookRefusedAt !== null && (lastWebhookAt === null || Date.parse(lastWebhookAt) < Date.parse(lastWebhookRefusedAt));
