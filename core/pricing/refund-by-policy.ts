import type { CancellationPolicy, CancellationTier } from '../catalog/service.ts';
import { computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** What a cancellation at one moment gives back and keeps; they sum to what was paid. */
export type RefundShare = {
  readonly refundMinor: number;
  readonly keptMinor: number;
  /** When the share gets smaller next, or null when it cannot. */
  readonly until: EpochMillis | null;
};

/**
 * Computes what a cancellation gives back: the first tier whose notice is kept decides; below the last tier nothing.
 * Notice is exact to the millisecond and a tier's own boundary still belongs to it. Rounded once, half up.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeRefundShare(
  policy: CancellationPolicy,
  paidMinor: number,
  startsAt: EpochMillis,
  now: EpochMillis,
): RefundShare {
  const tiers: readonly CancellationTier[] = policy.tiers.toSorted((a, b) => b.minimumNoticeMinutes - a.minimumNoticeMinutes);
  const tier = tiers.find((candidate) => startsAt - now >= candidate.minimumNoticeMinutes * MINUTE);
  if (tier === undefined) return { refundMinor: 0, keptMinor: paidMinor, until: null };
  const refundMinor = Math.min(paidMinor, computePercentage(paidMinor, tier.refundPercent));
  return { refundMinor, keptMinor: paidMinor - refundMinor, until: startsAt - tier.minimumNoticeMinutes * MINUTE };
}
