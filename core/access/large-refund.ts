import type { EpochMillis } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';

/** Up to this, one refund needs no code. Minor units of its currency. */
export const SMALL_REFUND_MINOR = 50_000;
/** Up to this, all refunds of a day together need no code. Minor units of their currency. */
export const SMALL_DAY_MINOR = 100_000;

/** Since when refunds count together. */
export const computeRefundDay = (now: EpochMillis): EpochMillis => now - DAY;

/** Whether a refund is so large, by itself or with what was given back within a day, that the business's mailbox must agree to it. */
export const isLargeRefund = (amountMinor: number, givenBackMinor: number): boolean =>
  amountMinor > SMALL_REFUND_MINOR || givenBackMinor + amountMinor > SMALL_DAY_MINOR;
