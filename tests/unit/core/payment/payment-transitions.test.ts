import { describe, expect, test } from '@jest/globals';
import type { PaymentState, RefundState } from '../../../../core/payment/payment.ts';
import {
  canMovePayment,
  canMoveRefund,
  isOpenPayment,
  paymentTransitions,
} from '../../../../core/payment/payment-transitions.ts';

const states: readonly PaymentState[] = [
  'created',
  'requires_action',
  'processing',
  'authorized',
  'paid',
  'cancelled',
  'disputed',
  'lost',
];

// Written by hand from docs/algorithms/booking-states.md, apart from the code.
const allowed = new Set([
  'created requires_action',
  'created processing',
  'created authorized',
  'created paid',
  'created cancelled',
  'requires_action created',
  'requires_action processing',
  'requires_action authorized',
  'requires_action paid',
  'requires_action cancelled',
  'processing created',
  'processing requires_action',
  'processing authorized',
  'processing paid',
  'processing cancelled',
  'authorized paid',
  'authorized cancelled',
  'paid disputed',
  'paid lost',
  'lost paid',
  'lost disputed',
  'disputed paid',
  'disputed lost',
  'cancelled paid',
]);

describe('every pair of payment states', () => {
  const pairs = states.flatMap((from) => states.map((to) => ({ from, to, can: allowed.has(`${from} ${to}`) })));
  test.each(pairs)('$from → $to: $can', ({ from, to, can }) => {
    expect(canMovePayment(from, to)).toBe(can);
  });
  test('the table knows the same states', () => {
    expect(Object.keys(paymentTransitions).toSorted()).toEqual([...states].toSorted());
  });
});

test.each(states)('%s is open as long as it can become paid by the customer', (state) => {
  expect(isOpenPayment(state)).toBe(['created', 'requires_action', 'processing', 'authorized'].includes(state));
});

describe('every pair of refund states', () => {
  const refunds: readonly RefundState[] = ['pending', 'succeeded', 'failed'];
  const possible = new Set(['pending succeeded', 'pending failed', 'succeeded failed']);
  test.each(refunds.flatMap((from) => refunds.map((to) => ({ from, to, can: possible.has(`${from} ${to}`) }))))(
    '$from → $to: $can',
    ({ from, to, can }) => {
      expect(canMoveRefund(from, to)).toBe(can);
    },
  );
});
