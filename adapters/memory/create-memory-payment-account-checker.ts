import { accept, Fault } from '../../core/index.ts';
import type { PaymentAccountChecker, PaymentKeys, PaymentMode, Refusal } from '../../core/index.ts';
import { respond } from './respond.ts';

/** A checker that believes every key unless it is told otherwise. */
export type MemoryPaymentAccountChecker = PaymentAccountChecker & {
  /** What was asked so far. */
  readonly listChecks: () => readonly {
    readonly mode: PaymentMode;
    readonly keys: PaymentKeys;
    readonly currency: string | null;
  }[];
  /** Refuses the next keys. */
  readonly refuseNext: (refusal: Refusal) => void;
  /** Lets the next checks fail: the provider does not answer. */
  readonly failNextCalls: (count: number) => void;
};

/** Builds a checker in memory. Accounts are called `memory` and `memory_test`. */
export function createMemoryPaymentAccountChecker(): MemoryPaymentAccountChecker {
  const checks: { mode: PaymentMode; keys: PaymentKeys; currency: string | null }[] = [];
  let refusal: Refusal | null = null;
  let failures = 0;
  return {
    checkKeys: (mode, keys, currency) =>
      respond(() => {
        checks.push({ mode, keys, currency });
        if (failures > 0) {
          failures -= 1;
          throw new Fault('provider_unavailable', 'the provider did not answer', { retryable: true, provider: 'memory' });
        }
        const refused = refusal;
        refusal = null;
        if (refused !== null) return { ok: false, refusal: refused };
        return accept({ provider: mode === 'live' ? 'memory' : 'memory_test', accountName: `account of ${keys.publishableKey}` });
      }),
    listChecks: () => [...checks],
    refuseNext: (next) => {
      refusal = next;
    },
    failNextCalls: (count) => {
      failures = count;
    },
  };
}
