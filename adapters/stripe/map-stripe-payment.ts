import type Stripe from 'stripe';
import { isId } from '../../core/index.ts';
import type { ProviderPayment, ProviderRefund } from '../../core/index.ts';
import { mapStripeDisputes } from './map-stripe-dispute.ts';
import { readPaymentId } from './payment-metadata.ts';
import { requireObject } from './read-answer.ts';
import { mapStripeAmount } from './stripe-amount.ts';

/** Maps a PaymentIntent, its refunds and its disputes to our payment. Reads only the fields it names; throws the fault of an answer that is not a PaymentIntent. */
export function mapStripePayment(
  answer: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): ProviderPayment {
  const intent = requireObject(answer, 'payment_intent');
  const currency = intent.currency.toUpperCase();
  return {
    providerId: intent.id,
    state: mapState(intent.status),
    amountMinor: mapStripeAmount(intent.amount, currency),
    currency,
    capturedMinor: mapStripeAmount(intent.amount_received, currency),
    clientSecret: intent.client_secret,
    pageUrl: null,
    declineCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    paymentId: readPaymentId(intent.metadata),
    refunds: refunds.map(mapStripeRefund),
    disputes: mapStripeDisputes(disputes),
  };
}

/** Maps a refund to ours. */
export function mapStripeRefund(answer: Stripe.Refund): ProviderRefund {
  const refund = requireObject(answer, 'refund');
  const refundId = refund.metadata?.['holdfast_refund_id'] ?? '';
  return {
    providerId: refund.id,
    refundId: isId('ref', refundId) ? refundId : null,
    amountMinor: mapStripeAmount(refund.amount, refund.currency.toUpperCase()),
    state: mapRefundState(refund.status),
  };
}

/** The enum is open: a status that Stripe adds later counts as moving, so that nothing is released or confirmed by mistake. */
function mapState(status: Stripe.PaymentIntent['status']): ProviderPayment['state'] {
  switch (status) {
    case 'requires_payment_method':
    case 'requires_confirmation':
      return 'open';
    case 'requires_action':
      return 'requires_action';
    case 'requires_capture':
      return 'authorized';
    case 'succeeded':
      return 'paid';
    case 'canceled':
      return 'cancelled';
    default:
      return 'processing';
  }
}

function mapRefundState(status: string | null): ProviderRefund['state'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}
