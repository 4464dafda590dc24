import { fieldsOf, listOf, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { parseDuration, typeDuration } from './duration.ts';
import type { TypedDuration } from './duration.ts';

/** One line of a policy: with at least this notice, this share is paid back. */
export type Tier = { readonly minimumNoticeMinutes: number; readonly refundPercent: number };

/** What is paid back on a cancellation, as the form asks it. `own`: a policy with more steps than the form has; it is kept. */
export type TypedCancellation = {
  readonly kind: 'nothing' | 'notice' | 'own';
  readonly notice: TypedDuration;
  readonly percentBefore: string;
  readonly percentAfter: string;
};

const readTier = (value: unknown): Tier => {
  const tier = fieldsOf(value);
  return { minimumNoticeMinutes: numberOf(tier['minimumNoticeMinutes']), refundPercent: numberOf(tier['refundPercent']) };
};

/** Reads a policy's tiers, from the longest notice to the shortest. */
export const readTiers = (policy: unknown): readonly Tier[] =>
  listOf(fieldsOf(policy)['tiers'])
    .map(readTier)
    .toSorted((a, b) => b.minimumNoticeMinutes - a.minimumNoticeMinutes);

const freeDayBefore: TypedCancellation = {
  kind: 'nothing',
  notice: { amount: '24', unit: 'hours' },
  percentBefore: '100',
  percentAfter: '0',
};

function parsePercent(text: string): number | null {
  const percent = /^\d{1,3}([.,]\d{1,4})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;
  return percent !== null && percent <= 100 ? percent : null;
}

/** Reads a policy into the form: nothing back, a share before and a share after one notice, or a policy of its own. */
export function readCancellation(policy: unknown): TypedCancellation {
  const [first, second, ...more] = readTiers(policy);
  if (first === undefined) return freeDayBefore;
  const isSimple = more.length === 0 && (second === undefined || second.minimumNoticeMinutes === 0);
  return {
    kind: isSimple ? 'notice' : 'own',
    notice: typeDuration(first.minimumNoticeMinutes),
    percentBefore: String(first.refundPercent),
    percentAfter: String(second?.refundPercent ?? 0),
  };
}

/** Writes the form as a policy; `own` gives back the one that was there. Null when a number is missing or out of its bounds. */
export function writeCancellation(typed: TypedCancellation, before: unknown): Fields | null {
  if (typed.kind === 'own') return fieldsOf(before);
  if (typed.kind === 'nothing') return { tiers: [] };
  const minimumNoticeMinutes = parseDuration(typed.notice);
  const refundPercent = parsePercent(typed.percentBefore);
  const afterPercent = parsePercent(typed.percentAfter);
  if (minimumNoticeMinutes === null || refundPercent === null || afterPercent === null) return null;
  const tiers: readonly Tier[] = [
    { minimumNoticeMinutes, refundPercent },
    ...(afterPercent > 0 && minimumNoticeMinutes > 0 ? [{ minimumNoticeMinutes: 0, refundPercent: afterPercent }] : []),
  ];
  return { tiers };
}
