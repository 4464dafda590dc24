import type { KnownPayment } from './known-payment.ts';
import type { ProviderPaymentSummary } from './provider-payment.ts';

/** How our books and the provider's differ about a payment. */
export type DifferenceKind =
  /** The provider has the money, we do not know of it. */
  | 'paid_not_confirmed'
  /** We count on money that the provider never took. */
  | 'confirmed_not_paid'
  /** It went back there, by hand or by a refund whose news was lost. */
  | 'refunded_there'
  /** A bank has taken it back, or given it back. */
  | 'dispute_missed'
  /** It was opened for another amount or currency. */
  | 'amount_differs'
  /** It can still be paid there, and nobody waits for it here. */
  | 'left_open'
  /** It carries our ids, and we have no such payment. */
  | 'unknown_payment';

/** Finds how a payment differs between our books and the provider's list; null when they agree. */
export function findDifference(ours: KnownPayment | null, theirs: ProviderPaymentSummary): DifferenceKind | null {
  if (ours === null) return 'unknown_payment';
  if (isUnused(ours, theirs)) return isWithdrawable(theirs.state) ? 'left_open' : null;
  if (!isOver(ours, theirs) && (theirs.amountMinor !== ours.amountMinor || theirs.currency !== ours.currency))
    return 'amount_differs';
  if (theirs.capturedMinor > ours.capturedMinor) return 'paid_not_confirmed';
  if (theirs.capturedMinor < ours.capturedMinor) return 'confirmed_not_paid';
  if (theirs.disputedMinor !== ours.disputedMinor) return 'dispute_missed';
  if (theirs.refundedMinor !== ours.refundedMinor) return 'refunded_there';
  return ours.state === 'cancelled' && isWithdrawable(theirs.state) ? 'left_open' : null;
}

/** Whether a payment in this state at the provider can still be paid, and be withdrawn. */
export const isWithdrawable = (state: ProviderPaymentSummary['state']): boolean =>
  state === 'open' || state === 'requires_action' || state === 'authorized';

/** It was opened for our payment, its answer was lost, and another one there took its place: what lets it be paid never left. */
const isUnused = ({ providerId }: KnownPayment, theirs: ProviderPaymentSummary): boolean =>
  providerId !== null && providerId !== theirs.providerId && providerId !== theirs.pageId && theirs.capturedMinor === 0;

/** What nobody has paid and nobody can pay any more may be of any amount. */
const isOver = (ours: KnownPayment, theirs: ProviderPaymentSummary): boolean =>
  theirs.state === 'cancelled' && theirs.capturedMinor === 0 && ours.capturedMinor === 0;
