import type { Money } from '../money/money.ts';
import type { PolicyTexts } from './policy-en.ts';

type Terms = { readonly refundPercent?: number | undefined; readonly fee?: Money | undefined };
type MoveTerms = { readonly feePercent?: number | undefined; readonly fee?: Money | undefined };

/** A policy as far as it is told: a service's own, or as it came over HTTP. */
export type ToldPolicy = {
  readonly tiers: readonly (Terms & Noticed)[];
  readonly noShow?: Terms | undefined;
  readonly reschedule?: readonly (MoveTerms & Noticed)[] | undefined;
  readonly unpaidFee?: 'owed' | undefined;
};

/** What a policy is written with. */
export type PolicyWriting = {
  readonly texts: PolicyTexts;
  readonly money: (amount: Money) => string;
  readonly percent: (percent: number) => string;
};

type Noticed = { readonly minimumNoticeMinutes: number };

/** Says in sentences what it costs to cancel, to stay away and to move; what a policy does not speak of is not said. */
export function describePolicy({ tiers, noShow, reschedule, unpaidFee }: ToldPolicy, writing: PolicyWriting): readonly string[] {
  const { texts } = writing;
  const isNothing = (terms: Terms): boolean => terms.refundPercent === 0;
  const given = tiers.filter((tier) => !isNothing(tier));
  return [
    given.length === 0 ? texts.nothing : texts.back(writeTiers(given, (tier) => writeTerms(tier, writing), texts)),
    ...(noShow === undefined ? [] : [isNothing(noShow) ? texts.noShowNothing : texts.noShow(writeTerms(noShow, writing))]),
    ...(reschedule === undefined ? [] : [describeMoves(reschedule, writing)]),
    ...(unpaidFee === undefined ? [] : [texts.owed]),
  ];
}

const writeTerms = ({ refundPercent, fee }: Terms, { texts, money, percent }: PolicyWriting): string => {
  if (fee !== undefined) return fee.amountMinor === 0 ? texts.all : texts.allBut(money(fee));
  return refundPercent === 100 ? texts.all : percent(refundPercent ?? 0);
};

const describeMoves = (tiers: readonly (MoveTerms & Noticed)[], writing: PolicyWriting): string =>
  tiers.length === 0
    ? writing.texts.moveNever
    : writing.texts.move(writeTiers(tiers, (tier) => writeMove(tier, writing), writing.texts));

function writeMove({ feePercent = 0, fee }: MoveTerms, { texts, money, percent }: PolicyWriting): string {
  if (fee !== undefined) return fee.amountMinor === 0 ? texts.free : texts.forAmount(money(fee));
  return feePercent === 0 ? texts.free : texts.forShare(percent(feePercent));
}

const writeTiers = <Tier extends Noticed>(tiers: readonly Tier[], write: (tier: Tier) => string, texts: PolicyTexts): string =>
  tiers
    .toSorted((a, b) => b.minimumNoticeMinutes - a.minimumNoticeMinutes)
    .map((tier) =>
      tier.minimumNoticeMinutes === 0
        ? texts.untilBegin(write(tier))
        : texts.before(write(tier), writeNotice(tier.minimumNoticeMinutes, texts.notice)),
    )
    .join(', ');

function writeNotice(minutes: number, notice: PolicyTexts['notice']): string {
  if (minutes % 60 !== 0) return notice.minutes(minutes);
  const hours = minutes / 60;
  return hours >= 48 && hours % 24 === 0 ? notice.days(hours / 24) : notice.hours(hours);
}
