import type { Money } from '../money/money.ts';
import type { CancellationPolicy, CancellationTier, RescheduleTier, Terms } from './cancellation-policy.ts';
import { isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';

const MAXIMUM_TIERS = 10;

/** Checks what a service says about cancelling, staying away and moving, in the currency of its price. */
export function checkCancellationPolicy({ tiers, noShow, reschedule }: CancellationPolicy, currency: string): Mistakes {
  return [
    ...checkNotices('tiers', tiers),
    ...tiers.flatMap((tier, index) =>
      prefix(`tiers.${index}`, [
        ...checkTerms(tier, currency),
        ...when(costsMoreThanShorter(tier, tiers, readKeptPercent), 'minimumNoticeMinutes', 'costs more than a shorter notice'),
      ]),
    ),
    ...(noShow === undefined ? [] : prefix('noShow', checkTerms(noShow, currency))),
    ...(reschedule === undefined ? [] : checkReschedule(reschedule, currency)),
  ];
}

function checkNotices(path: string, tiers: readonly { readonly minimumNoticeMinutes: number }[]): Mistakes {
  const notices = tiers.map(({ minimumNoticeMinutes }) => minimumNoticeMinutes);
  return [
    ...when(tiers.length > MAXIMUM_TIERS, path, `at most ${MAXIMUM_TIERS}`),
    ...notices.flatMap((notice, index) => [
      ...when(!isWhole(notice, 0, 525_600), `${path}.${index}.minimumNoticeMinutes`, 'must be 0 minutes to a year'),
      ...when(notices.indexOf(notice) !== index, `${path}.${index}.minimumNoticeMinutes`, `${notice} minutes are there twice`),
    ]),
  ];
}

const checkTerms = ({ refundPercent, fee }: Terms, currency: string): Mistakes =>
  checkEither('refundPercent', refundPercent, fee, currency);

/** Either a share or an amount. */
function checkEither(path: string, percent: number | undefined, fee: Money | undefined, currency: string): Mistakes {
  if ((percent === undefined) === (fee === undefined)) return [{ path, message: `needs either ${path} or fee` }];
  return [
    ...when(percent !== undefined && !(percent >= 0 && percent <= 100), path, 'must be 0 to 100'),
    ...(fee === undefined ? [] : checkFee(fee, currency)),
  ];
}

const checkFee = ({ amountMinor, currency: ownCurrency }: Money, currency: string): Mistakes => [
  ...when(!isWhole(amountMinor, 0, 1e11), 'fee.amountMinor', 'must be a whole number of minor units, not negative'),
  ...when(ownCurrency !== currency, 'fee.currency', `must be ${currency} like the service`),
];

/** Only like can be compared with like: how much a share is depends on the price. */
function costsMoreThanShorter<Tier extends CancellationTier | RescheduleTier>(
  tier: Tier,
  tiers: readonly Tier[],
  readPercent: (tier: Tier) => number | undefined,
): boolean {
  const percent = readPercent(tier);
  return tiers.some((other) => {
    if (other.minimumNoticeMinutes >= tier.minimumNoticeMinutes) return false;
    if (tier.fee !== undefined && other.fee !== undefined) return tier.fee.amountMinor > other.fee.amountMinor;
    const otherPercent = readPercent(other);
    return percent !== undefined && otherPercent !== undefined && percent > otherPercent;
  });
}

const readKeptPercent = ({ refundPercent }: CancellationTier): number | undefined =>
  refundPercent === undefined ? undefined : 100 - refundPercent;

const checkReschedule = (tiers: readonly RescheduleTier[], currency: string): Mistakes => [
  ...checkNotices('reschedule', tiers),
  ...tiers.flatMap((tier, index) =>
    prefix(`reschedule.${index}`, [
      ...checkEither('feePercent', tier.feePercent, tier.fee, currency),
      ...when(
        costsMoreThanShorter(tier, tiers, ({ feePercent }) => feePercent),
        'minimumNoticeMinutes',
        'costs more than a shorter notice',
      ),
    ]),
  ),
];
