import type { CancellationPolicy } from '../catalog/cancellation-policy.ts';
import { computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { BookingMoney } from './refund-by-policy.ts';

/**
 * Computes what it costs a customer to move a booking now, in minor units: the cheapest of the tiers whose notice is kept decides, and a share is of the price without tip and earlier fees.
 * Null when he may not move it; nothing where the policy does not speak of it.
 */
export function computeMoveFee(
  { reschedule }: CancellationPolicy,
  { priceMinor, tipMinor = 0, feesMinor = 0 }: BookingMoney,
  startsAt: EpochMillis,
  now: EpochMillis,
): number | null {
  if (reschedule === undefined) return 0;
  const baseMinor = Math.max(0, priceMinor - tipMinor - feesMinor);
  const fees = reschedule
    .filter(({ minimumNoticeMinutes }) => now <= startsAt - minimumNoticeMinutes * MINUTE)
    .map(({ feePercent, fee }) => (fee === undefined ? computePercentage(baseMinor, feePercent) : fee.amountMinor));
  return fees.length === 0 ? null : Math.min(...fees);
}
