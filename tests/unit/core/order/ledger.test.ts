import { describe, expect, test } from '@jest/globals';
import { buildEntries, computeBalance } from '../../../../core/order/ledger.ts';

describe('buildEntries', () => {
  test('one entry per account that moves, each with its own key', () => {
    expect(buildEntries('captured/pay_1/100', { provider: 100, refund_due: 0, 'line:lin_1': -60, 'line:lin_2': -40 }, 7)).toEqual(
      [
        { key: 'captured/pay_1/100/provider', account: 'provider', amountMinor: 100, recordedAt: 7 },
        { key: 'captured/pay_1/100/line:lin_1', account: 'line:lin_1', amountMinor: -60, recordedAt: 7 },
        { key: 'captured/pay_1/100/line:lin_2', account: 'line:lin_2', amountMinor: -40, recordedAt: 7 },
      ],
    );
  });

  test.each([
    { name: 'a unit too much', movements: { provider: 100, kept: -99 } },
    { name: 'one side only', movements: { provider: 1 } },
    { name: 'the wrong sign', movements: { provider: 100, refund_due: 100 } },
  ])('throws when it does not sum to zero: $name', ({ movements }) => {
    expect(() => buildEntries('event', movements, 0)).toThrow('does not sum to zero');
  });

  test('throws on an account that does not exist', () => {
    const movements: Readonly<Record<string, number>> = { provider: 1, pocket: -1 };
    expect(() => buildEntries('event', movements, 0)).toThrow('unknown ledger account pocket');
  });

  test('nothing moves, nothing is written', () => {
    expect(buildEntries('event', { provider: 0, kept: -0 }, 0)).toEqual([]);
  });
});

test('balances are by account, and of all together', () => {
  const ledger = [...buildEntries('a', { provider: 100, kept: -100 }, 0), ...buildEntries('b', { provider: -30, kept: 30 }, 0)];
  expect([
    computeBalance(ledger, 'provider'),
    computeBalance(ledger, 'kept'),
    computeBalance(ledger, 'refund_due'),
    computeBalance(ledger),
  ]).toEqual([70, -70, 0, 0]);
});
