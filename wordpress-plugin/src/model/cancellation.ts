import { parseDuration, typeDuration } from './duration.ts';
import type { TypedDuration } from './duration.ts';
import { fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from './money.ts';
import { typePercent } from './prices/percent.ts';

/** What something costs, as typed: a share in per cent, or a fee in major units. */
export type TypedTerms = { readonly kind: 'share' | 'fee'; readonly value: string };

/** The same with at least so much notice. */
export type TypedTier = TypedTerms & { readonly notice: TypedDuration };

/** When a customer may move a booking: free as long as cancelling would be, never, or on terms of its own. */
export type Moving = 'like_cancelling' | 'never' | 'terms';

/** What it costs to cancel, to stay away and to move, as the form asks it. */
export type TypedCancellation = {
  /** Whether anything is given back at all. */
  readonly isOn: boolean;
  /** Shares are given back, fees are kept. */
  readonly tiers: readonly TypedTier[];
  /** Null: nothing is given back. */
  readonly noShow: TypedTerms | null;
  readonly moving: Moving;
  /** Shares and fees are paid. */
  readonly moves: readonly TypedTier[];
};

type ShareField = 'refundPercent' | 'feePercent';

const readTerms = (terms: Fields, share: ShareField, locale: string): TypedTerms => {
  const fee = terms['fee'];
  if (!isFields(fee)) return { kind: 'share', value: typePercent(numberOf(terms[share]), locale) };
  return { kind: 'fee', value: formatPriceField(numberOf(fee['amountMinor']), textOf(fee['currency']), locale) };
};

const noticeOf = (tier: Fields): number => numberOf(tier['minimumNoticeMinutes']);

const readTiers = (value: unknown, share: ShareField, locale: string): readonly TypedTier[] =>
  listOf(value)
    .filter(isFields)
    .toSorted((a, b) => noticeOf(b) - noticeOf(a))
    .map((tier) => ({ ...readTerms(tier, share, locale), notice: typeDuration(noticeOf(tier)) }));

/** All back until a day before: what terms begin with. */
export const usualTier: TypedTier = { kind: 'share', value: '100', notice: { amount: '24', unit: 'hours' } };

/** Parses when a customer may move a booking, as a list says it. */
export const parseMoving = (value: string): Moving => (value === 'never' || value === 'terms' ? value : 'like_cancelling');

/** Reads a policy into the form, from the longest notice to the shortest. */
export function readCancellation(policy: unknown, locale: string): TypedCancellation {
  const { tiers, noShow, reschedule } = fieldsOf(policy);
  const read = readTiers(tiers, 'refundPercent', locale);
  const moves = readTiers(reschedule, 'feePercent', locale);
  return {
    isOn: read.length > 0,
    tiers: read.length > 0 ? read : [usualTier],
    noShow: isFields(noShow) ? readTerms(noShow, 'refundPercent', locale) : null,
    moving: moves.length > 0 ? 'terms' : Array.isArray(reschedule) ? 'never' : 'like_cancelling',
    moves: moves.length > 0 ? moves : [{ ...usualTier, value: '0' }],
  };
}

/** Parses a share from nothing to all; null when it is none. */
function parseShare(text: string): number | null {
  const typed = text.replace(/[\s%]/gu, '').replace(',', '.');
  const percent = /^\d{1,3}(\.\d{1,4})?$/.test(typed) ? Number(typed) : null;
  return percent !== null && percent <= 100 ? percent : null;
}

const findTermsMistakes = ({ kind, value }: TypedTerms, field: string, currency: string): readonly FormMistake[] => {
  if (kind === 'share') return parseShare(value) === null ? [{ field, kind: 'percent' }] : [];
  const wrong = findPriceMistake(value, currency);
  return wrong === null ? [] : [{ field, kind: wrong }];
};

const findTierMistakes = (tiers: readonly TypedTier[], path: string, currency: string): readonly FormMistake[] => {
  const notices = tiers.map(({ notice }) => parseDuration(notice));
  return tiers.flatMap((tier, index): readonly FormMistake[] => {
    const notice = notices[index] ?? null;
    const field = `${path}.${index}.minimumNoticeMinutes`;
    return [
      ...(notice === null ? [{ field, kind: 'number', from: 0, to: 525_600 } as const] : []),
      ...(notice !== null && notices.indexOf(notice) < index ? [{ field, kind: 'notice_doubled' } as const] : []),
      ...findTermsMistakes(tier, `${path}.${index}`, currency),
    ];
  });
};

/** Finds what is wrong with a policy, by the paths of the service. */
export const findCancellationMistakes = (typed: TypedCancellation, currency: string): readonly FormMistake[] => [
  ...(typed.isOn ? findTierMistakes(typed.tiers, 'cancellationPolicy.tiers', currency) : []),
  ...(typed.noShow === null ? [] : findTermsMistakes(typed.noShow, 'cancellationPolicy.noShow', currency)),
  ...(typed.moving === 'terms' ? findTierMistakes(typed.moves, 'cancellationPolicy.reschedule', currency) : []),
];

const writeTerms = ({ kind, value }: TypedTerms, share: ShareField, currency: string): Fields => {
  if (kind === 'share') return { [share]: parseShare(value) };
  const price = parsePrice(value, currency);
  return { fee: { amountMinor: price.ok ? price.amountMinor : 0, currency } };
};

const writeTiers = (tiers: readonly TypedTier[], share: ShareField, currency: string): readonly Fields[] =>
  tiers.map((tier) => ({ minimumNoticeMinutes: parseDuration(tier.notice), ...writeTerms(tier, share, currency) }));

const describe = (typed: TypedCancellation, currency: string): Fields => {
  const moves = typed.moving === 'never' ? [] : writeTiers(typed.moves, 'feePercent', currency);
  return {
    tiers: typed.isOn ? writeTiers(typed.tiers, 'refundPercent', currency) : [],
    ...(typed.noShow === null ? {} : { noShow: writeTerms(typed.noShow, 'refundPercent', currency) }),
    ...(typed.moving === 'like_cancelling' ? {} : { reschedule: moves }),
  };
};

/**
 * Writes the form as a policy; one that says what it said stays as it came, and what the form does not know stays with it. Give what `findCancellationMistakes` finds
 * nothing in.
 */
export function writeCancellation(typed: TypedCancellation, before: unknown, currency: string): Fields {
  const written = describe(typed, currency);
  const isSame = JSON.stringify(describe(readCancellation(before, 'en'), currency)) === JSON.stringify(written);
  if (isFields(before) && isSame) return before;
  const { tiers: _tiers, noShow: _noShow, reschedule: _reschedule, ...others } = fieldsOf(before);
  return { ...others, ...written };
}
