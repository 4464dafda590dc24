import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentMode } from '../payment/payment-account.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';

/**
 * Chooses the account that takes new payments, or none. Payments that were begun stay with the account they were begun at.
 * Refuses `payment_keys_missing` when that account has no keys yet.
 */
export const choosePaymentMode = async (
  { settings }: Pick<SettingsPorts, 'settings'>,
  mode: PaymentMode | null,
): Promise<Outcome<null>> =>
  (await settings.savePaymentMode(mode)) ? accept(null) : refuse('payment_keys_missing', { path: 'mode' });
