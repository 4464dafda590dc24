import type { ProviderDispute } from './provider-payment.ts';

/** Computes what banks have of a payment at this moment: disputes that are open or lost. Integer minor units. */
export const computeContested = (disputes: readonly ProviderDispute[]): number =>
  sum(disputes.filter(({ state }) => state !== 'won'));

/** Computes what banks have given back to the customer for good. Integer minor units. */
export const computeLost = (disputes: readonly ProviderDispute[]): number =>
  sum(disputes.filter(({ state }) => state === 'lost'));

const sum = (disputes: readonly ProviderDispute[]): number => disputes.reduce((total, { amountMinor }) => total + amountMinor, 0);
