import type { PaymentState, RefundState } from './payment.ts';

/**
 * Which states a payment may move to from each state. The provider's word is the event: what is not listed is old news
 * (a message overtaken by a later one) and changes nothing.
 *
 * @see docs/algorithms/booking-states.md
 */
export const paymentTransitions = {
  created: ['requires_action', 'processing', 'authorized', 'paid', 'cancelled'],
  requires_action: ['created', 'processing', 'authorized', 'paid', 'cancelled'],
  processing: ['created', 'requires_action', 'authorized', 'paid', 'cancelled'],
  authorized: ['paid', 'cancelled'],
  paid: ['disputed', 'lost'],
  disputed: ['paid', 'lost'],
  // Money that was taken is money, whatever we believed before: it is recorded and then given back or seated.
  cancelled: ['paid'],
  // A bank may change its mind, or contest what is left.
  lost: ['paid', 'disputed'],
} as const satisfies Readonly<Record<PaymentState, readonly PaymentState[]>>;

/** Whether a payment may move from one state to another. */
export function canMovePayment(from: PaymentState, to: PaymentState): boolean {
  const targets: readonly PaymentState[] = paymentTransitions[from];
  return targets.includes(to);
}

/** Which states a refund may move to. One that succeeded may still come back; one that failed is over, the money is owed again. */
export const refundTransitions = {
  pending: ['succeeded', 'failed', 'superseded'],
  succeeded: ['failed'],
  failed: [],
  // Its call may have been on its way when it was given up.
  superseded: ['pending', 'succeeded'],
} as const satisfies Readonly<Record<RefundState, readonly RefundState[]>>;

/** Whether a refund may move from one state to another. */
export function canMoveRefund(from: RefundState, to: RefundState): boolean {
  const targets: readonly RefundState[] = refundTransitions[from];
  return targets.includes(to);
}

/** Whether a payment can still become paid. */
export const isOpenPayment = (state: PaymentState): boolean =>
  state === 'created' || state === 'requires_action' || state === 'processing' || state === 'authorized';
