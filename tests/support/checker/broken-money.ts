import { BEGAN, buildCancelled, buildEffect, buildEvidence, buildOrder, buildPayment, entry } from './build-evidence.ts';
import { HOUR, buildOffered, disputed, disputedLedger, ledger, refund, cancelledOrder } from './broken-worlds.ts';
import type { BrokenRow } from './broken-worlds.ts';

/** Evidence that breaks a rule of money, each row one rule and no other. */
export const brokenMoney: readonly BrokenRow[] = [
  [
    'ledger_sums_to_zero',
    'an entry is missing',
    buildEvidence({ orders: [buildOrder({ ledger: [...ledger, entry('x/on_site', 'on_site', 1)] })] }),
  ],
  [
    'ledger_sums_to_zero',
    'an entry is there twice',
    buildEvidence({ orders: [buildOrder({ ledger: [...ledger, entry('x', 'on_site', 0), entry('x', 'on_site', 0)] })] }),
  ],
  [
    'ledger_agrees_with_provider',
    'the provider took less than we believe',
    buildEvidence({ provider: [buildPayment({ capturedMinor: 40_000 })] }),
  ],
  [
    'disputes_are_booked',
    'a dispute that is over is still booked as open',
    buildEvidence({
      orders: [buildOrder({ ledger: disputedLedger })],
      provider: [buildPayment({ disputes: [{ ...disputed, state: 'lost' }] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'money is owed and no refund is on its way',
    buildEvidence({
      orders: [buildOrder({ ledger: [...ledger, entry('a', 'line:lin_1', 1_000), entry('b', 'refund_due', -1_000)] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'a refund is on its way and nothing is owed',
    buildEvidence({
      orders: [buildOrder({ refunds: [{ ...refund, state: 'pending' }] })],
      effects: [...buildEvidence().effects, buildEffect('refund_payment/ref_1', { kind: 'refund_payment' })],
      provider: [buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'pending' }] })],
    }),
  ],
  [
    'owed_money_is_under_way',
    'a refund failed and the owner was not told',
    buildCancelled(
      {
        provider: [buildPayment({ refunds: [{ providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'failed' }] })],
      },
      {
        refunds: [{ ...refund, state: 'failed' }],
        ledger: cancelledOrder.ledger.filter(({ key }) => !key.startsWith('refunded/')),
      },
    ),
  ],
  [
    'offered_money_has_an_offer',
    'more is offered than waits for the choice',
    buildOffered({}, { lateOffer: { amountMinor: 45_001, expiresAt: BEGAN + 30 * HOUR, state: 'open' } }),
  ],
  [
    'paid_has_time_or_money',
    'a cancelled booking was never paid back',
    buildCancelled(
      { effects: buildCancelled().effects.filter(({ kind }) => kind !== 'refund_payment'), provider: [buildPayment()] },
      {
        refunds: [],
        ledger: [
          ...ledger,
          entry('cancelled/bkg_1/line:lin_1', 'line:lin_1', 45_000),
          entry('cancelled/bkg_1/kept', 'kept', -45_000),
        ],
      },
    ),
  ],
  [
    'paid_has_time_or_money',
    'what is booked for a cancelled booking stays with it',
    buildCancelled({}, { ledger: [...cancelledOrder.ledger, entry('x', 'line:lin_1', -1), entry('y', 'on_site', 1)] }),
  ],
  [
    'paid_has_time_or_money',
    'the provider has money of ours that we know nothing of',
    buildEvidence({
      provider: [buildPayment(), buildPayment({ providerId: 'pi_9', paymentId: 'pay_9' })],
    }),
  ],
  [
    'refunded_once',
    'a refund never reached the provider',
    buildCancelled({}, { refunds: [refund, { ...refund, id: 'ref_2', providerId: null, amountMinor: 1 }] }),
  ],
  [
    'refunded_once',
    'a refund was made twice',
    buildCancelled(
      {
        provider: [
          buildPayment({
            capturedMinor: 90_000,
            refunds: [
              { providerId: 're_1', refundId: 'ref_1', amountMinor: 45_000, state: 'succeeded' },
              { providerId: 're_2', refundId: 'ref_1', amountMinor: 45_000, state: 'succeeded' },
            ],
          }),
        ],
      },
      {
        payments: [
          { id: 'pay_1', provider: 'live', providerId: 'pi_1', state: 'paid', amountMinor: 45_000, capturedMinor: 90_000 },
        ],
      },
    ),
  ],
];
