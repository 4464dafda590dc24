import { hasTime, isSold } from './evidence.ts';
import type { Evidence, EvidenceBooking, EvidenceOrder, EvidencePayment } from './evidence.ts';

/** The balance of one account of an order. Integer minor units. */
export const balanceOf = ({ ledger }: EvidenceOrder, account: string): number =>
  ledger.reduce((sum, entry) => (entry.account === account ? sum + entry.amountMinor : sum), 0);

/** The payments that the provider has for an order, by our id in its metadata or by its own id in our books. */
export const findAtProvider = (evidence: Evidence, order: EvidenceOrder): readonly EvidencePayment[] =>
  evidence.provider.filter((theirs) =>
    order.payments.some(
      (ours) => ours.provider === theirs.provider && (ours.id === theirs.paymentId || ours.providerId === theirs.providerId),
    ),
  );

/** What the provider took, returned for certain, has on its way back, and has lost to a bank for the time being or for good. */
export type ProviderTotals = {
  readonly capturedMinor: number;
  readonly returnedMinor: number;
  readonly returningMinor: number;
  readonly openDisputesMinor: number;
  readonly lostDisputesMinor: number;
};

/** Adds up what the provider's books say. */
export function addUp(payments: readonly EvidencePayment[]): ProviderTotals {
  const refunds = payments.flatMap((payment) => payment.refunds);
  const disputes = payments.flatMap((payment) => payment.disputes);
  return {
    capturedMinor: sum(payments.map((payment) => payment.capturedMinor)),
    returnedMinor: sum(refunds.filter(({ state }) => state === 'succeeded').map(({ amountMinor }) => amountMinor)),
    returningMinor: sum(refunds.filter(({ state }) => state === 'pending').map(({ amountMinor }) => amountMinor)),
    openDisputesMinor: sum(disputes.filter(({ state }) => state === 'open').map(({ amountMinor }) => amountMinor)),
    lostDisputesMinor: sum(disputes.filter(({ state }) => state === 'lost').map(({ amountMinor }) => amountMinor)),
  };
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Whether a booking was ever confirmed: it stands, or word of its confirmation was ordered. */
export const wasSold = ({ effects }: Evidence, booking: EvidenceBooking): boolean =>
  isSold(booking) || effects.some(({ key }) => key === `booking_confirmed/${booking.id}`);

/** Whether a booking waits for its payment or its visitor. */
export const isWaiting = (booking: EvidenceBooking): boolean => hasTime(booking) && !isSold(booking);
