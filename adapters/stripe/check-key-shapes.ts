import { refuse } from '../../core/index.ts';
import type { KeyTrouble, PaymentKeys, PaymentMode, Refusal } from '../../core/index.ts';

/** What is wrong with keys, where, and what to do about it. */
export type KeyMistake = {
  readonly path: 'publishableKey' | 'secretKey' | 'webhookSecret';
  readonly reason: KeyTrouble;
  readonly message: string;
};

type Field = { readonly path: KeyMistake['path']; readonly prefixes: readonly string[]; readonly message: string };

const publishable: Field = { path: 'publishableKey', prefixes: ['pk'], message: 'must begin with pk_test_ or pk_live_' };
const secret: Field = {
  path: 'secretKey',
  prefixes: ['sk', 'rk'],
  message: 'must begin with sk_ or rk_, followed by test_ or live_',
};

/** Refuses keys for these reasons. The first one gives the reason; each is told with its field. */
export function refuseKeys(
  mistakes: readonly KeyMistake[],
  permissions?: readonly string[],
): { readonly ok: false; readonly refusal: Refusal } {
  const errors = mistakes.map(({ path, message }) => ({ path, message }));
  return refuse('payment_keys_invalid', {
    reason: mistakes[0]?.reason,
    errors,
    ...(permissions === undefined ? {} : { permissions }),
  });
}

/**
 * Finds what can be seen of keys without asking anybody: their kind, their mode, and the shape of the webhook secret.
 * @see https://docs.stripe.com/keys
 */
export const findShapeMistakes = (mode: PaymentMode, keys: PaymentKeys): readonly KeyMistake[] => [
  ...checkKey(publishable, keys.publishableKey, mode),
  ...checkKey(secret, keys.secretKey, mode),
  ...(keys.webhookSecret === null || /^whsec_[!-~]{8,200}$/.test(keys.webhookSecret)
    ? []
    : [{ path: 'webhookSecret', reason: 'wrong_shape', message: 'must begin with whsec_' } as const]),
];

function checkKey({ path, prefixes, message }: Field, key: string, mode: PaymentMode): readonly KeyMistake[] {
  const [prefix = '', keyMode = '', ...rest] = key.split('_');
  const isKey = prefixes.includes(prefix) && ['test', 'live'].includes(keyMode) && /^\w{8,240}$/.test(rest.join('_'));
  if (!isKey) return [{ path, reason: 'wrong_shape', message }];
  return keyMode === mode ? [] : [{ path, reason: 'wrong_mode', message: `is a ${keyMode} key; a ${mode} key belongs here` }];
}
