import type { CancellationPolicy, Terms } from '../catalog/cancellation-policy.ts';
import { computePercentage } from '../money/money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** Why a booking does not take place: somebody cancels it, too few people come, or its customer stays away. */
export type SettlementCause = 'customer' | 'owner' | 'too_few' | 'no_show';

/** The money of a booking as it stands: what it costs, paid and still due together, and what is paid of that. Integer minor units. */
export type BookingMoney = {
  readonly priceMinor: number;
  readonly paidMinor: number;
  /** The tip in the price: nobody is tipped for what does not take place. */
  readonly tipMinor?: number | undefined;
  /** Fees in the price that are owed already, for having moved it: no notice gives them back. */
  readonly feesMinor?: number | undefined;
};

/** What becomes of a booking's money when it does not take place. Integer minor units, never negative; refund and kept sum to what was paid. */
export type Settlement = {
  readonly refundMinor: number;
  readonly keptMinor: number;
  /** What the customer owes by the terms beyond what he has paid. */
  readonly owedMinor: number;
  /** When it gets dearer next, or null when it cannot. */
  readonly until: EpochMillis | null;
};

/**
 * Computes what becomes of a booking's money by the policy that was frozen into it, whoever has paid how much of it so far.
 *
 * The fee is computed of the price and taken from what is paid first; the rest of it is owed where the policy says so, else waived. Of the tiers whose notice is kept
 * the best one decides, so that more notice never costs more; below the last one all is kept. Notice is exact to the millisecond and a tier's own boundary still belongs
 * to it. An owner who cancels gives everything back. A share is rounded once.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeSettlement(
  policy: CancellationPolicy,
  money: BookingMoney,
  cause: SettlementCause,
  startsAt: EpochMillis,
  now: EpochMillis,
): Settlement {
  const { priceMinor, paidMinor, tipMinor = 0, feesMinor = 0 } = money;
  if (cause === 'owner' || cause === 'too_few') return { refundMinor: paidMinor, keptMinor: 0, owedMinor: 0, until: null };
  const baseMinor = Math.max(0, priceMinor - tipMinor - feesMinor);
  const { costMinor, until } =
    cause === 'no_show'
      ? { costMinor: computeCost(policy.noShow ?? NOTHING_BACK, baseMinor), until: null }
      : findCheapest(policy, baseMinor, startsAt, now);
  const feeMinor = feesMinor + costMinor;
  const keptMinor = Math.min(paidMinor, feeMinor);
  const owedMinor = policy.unpaidFee === 'owed' ? feeMinor - keptMinor : 0;
  return { refundMinor: paidMinor - keptMinor, keptMinor, owedMinor, until };
}

const NOTHING_BACK: Terms = { refundPercent: 0 };

/** What is lost of an amount: what the share that goes back leaves of it, or the fee, never more than all. */
const computeCost = ({ refundPercent, fee }: Terms, baseMinor: number): number =>
  fee === undefined ? baseMinor - computePercentage(baseMinor, refundPercent) : Math.min(baseMinor, fee.amountMinor);

/** The cheapest of the tiers whose notice is kept; of equally cheap ones the one that is kept for longest. */
function findCheapest({ tiers }: CancellationPolicy, baseMinor: number, startsAt: EpochMillis, now: EpochMillis) {
  let best: { readonly costMinor: number; readonly until: EpochMillis | null } = { costMinor: baseMinor, until: null };
  for (const tier of tiers) {
    const until = startsAt - tier.minimumNoticeMinutes * MINUTE;
    const costMinor = computeCost(tier, baseMinor);
    if (now > until) continue;
    const isLonger = costMinor === best.costMinor && best.until !== null && until > best.until;
    if (costMinor < best.costMinor || isLonger) best = { costMinor, until };
  }
  return best;
}
