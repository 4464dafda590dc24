import type Stripe from 'stripe';
import type { ProviderDispute } from '../../core/index.ts';
import { mapStripeAmount } from './stripe-amount.ts';

/**
 * Maps the disputes of a payment, the newest first as Stripe lists them, to ours, the oldest first. An inquiry only asks, and a dispute that was prevented
 * never took anything: neither is one of ours unless money was withdrawn for it.
 *
 * @see https://docs.stripe.com/disputes/how-disputes-work
 */
export function mapStripeDisputes(disputes: readonly Stripe.Dispute[]): readonly ProviderDispute[] {
  return disputes.toReversed().flatMap((dispute): readonly ProviderDispute[] => {
    const state = mapState(dispute);
    if (state === null) return [];
    return [{ providerId: dispute.id, state, amountMinor: mapStripeAmount(dispute.amount, dispute.currency.toUpperCase()) }];
  });
}

/** The enum is open: a status that Stripe adds later counts as not decided while the money is gone. */
function mapState(dispute: Stripe.Dispute): ProviderDispute['state'] | null {
  switch (dispute.status) {
    case 'needs_response':
    case 'under_review':
    case 'appeal_needs_response':
    case 'appeal_under_review':
      return 'open';
    case 'won':
      return 'won';
    case 'lost':
      return 'lost';
    case 'warning_closed':
    case 'prevented':
      return isWithdrawn(dispute) ? 'lost' : null;
    default:
      return isWithdrawn(dispute) ? 'open' : null;
  }
}

/** What was taken and not given back; in the currency of the account, so only its sign says something. */
const isWithdrawn = ({ balance_transactions: movements }: Stripe.Dispute): boolean =>
  movements.reduce((sum, { amount }) => sum + amount, 0) < 0;
