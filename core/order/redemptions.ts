import type { Quote, QuotedCode } from '../pricing/quote.ts';
import type { CustomerCount } from './customer-counts.ts';
import { computeCounts } from './customer-counts.ts';
import type { Order, Redemption } from './order.ts';

/** A change of how often a code is used. */
export type CodeUse = { readonly code: string; readonly uses: number };

/** Lists the codes that a quote uses, with how often each. In older quotes every discount is a code that is used once. */
export const listQuotedUses = ({ codes, lines }: Quote): readonly QuotedCode[] =>
  codes ??
  [...new Set(lines.flatMap(({ kind, subject }) => (kind === 'discount' ? [subject] : [])))].map((code) => ({ code, uses: 1 }));

/** Lists the codes that a quote uses. */
export const listQuotedCodes = (quote: Quote): readonly string[] => listQuotedUses(quote).map(({ code }) => code);

/**
 * Lists the codes that a quote uses, as reserved redemptions: each once, however many bookings it makes cheaper. They are counted as the customer's where that matters
 * and he is known.
 */
export const listReservedCodes = (quote: Quote, customerDigest: string | null = null): readonly Redemption[] => {
  const quoted = listQuotedUses(quote);
  return quoted.map((code) => buildReserved(code, quoted, customerDigest));
};

function buildReserved(code: QuotedCode, quoted: readonly QuotedCode[], customerDigest: string | null): Redemption {
  const counted = customerDigest === null ? [] : computeCounts(code, quoted, customerDigest);
  return {
    ...{ code: code.code, state: 'reserved' },
    ...(code.uses === 1 ? {} : { uses: code.uses }),
    ...(counted.length === 0 ? {} : { counted }),
  };
}

/** Reserves the codes of an order's new price, as often as it uses each and for whoever is its customer now, and releases those that it no longer uses. */
export function changeRedemptions(order: Order, quote: Quote, customerDigest: string | null): readonly Redemption[] {
  const wanted = listReservedCodes(quote, customerDigest);
  const kept = order.redemptions.map((redemption): Redemption => {
    const next = wanted.find(({ code }) => code === redemption.code);
    if (next === undefined) return redemption.state === 'released' ? redemption : { ...redemption, state: 'released' };
    return isSame(redemption, next) ? redemption : next;
  });
  const known = new Set(kept.map(({ code }) => code));
  return [...kept, ...wanted.filter(({ code }) => !known.has(code))];
}

const isSame = (a: Redemption, b: Redemption): boolean =>
  a.state === b.state && countUses(a) === countUses(b) && JSON.stringify(a.counted ?? []) === JSON.stringify(b.counted ?? []);

/** Moves the codes of an order's price to a state. Those that it used once and gave up for others stay released. */
export function moveQuotedCodes(order: Order, state: 'reserved' | 'used'): readonly Redemption[] {
  const quoted = new Set(listQuotedCodes(order.quote));
  return order.redemptions.map((redemption) =>
    quoted.has(redemption.code) && redemption.state !== state ? { ...redemption, state } : redemption,
  );
}

/** Gives back the codes that were only reserved. */
export const releaseReservedCodes = (order: Order): readonly Redemption[] =>
  order.redemptions.map((redemption) => (redemption.state === 'reserved' ? { ...redemption, state: 'released' } : redemption));

/** Counts the uses that a redemption takes of its code's limit: none once it is released. */
export const countUses = ({ state, uses = 1 }: Redemption): number => (state === 'released' ? 0 : uses);

/** Computes how the uses of codes change when an order's redemptions do. */
export function computeCodeUses(before: readonly Redemption[], after: readonly Redemption[]): readonly CodeUse[] {
  return after.flatMap((redemption) => {
    const known = before.find(({ code }) => code === redemption.code);
    const uses = countUses(redemption) - (known === undefined ? 0 : countUses(known));
    return uses === 0 ? [] : [{ code: redemption.code, uses }];
  });
}

/** Computes how what is counted of customers changes when an order's redemptions do: by key, in order of key. Of one that another customer takes over, his predecessor's is given back. */
export function computeCustomerCounts(before: readonly Redemption[], after: readonly Redemption[]): readonly CustomerCount[] {
  const changes = new Map<string, CustomerCount>();
  const add = (sign: 1 | -1, redemptions: readonly Redemption[]): void => {
    for (const { state, counted = [] } of redemptions) {
      for (const { key, uses, maximum } of state === 'released' ? [] : counted)
        changes.set(key, { key, maximum, uses: (changes.get(key)?.uses ?? 0) + sign * uses });
    }
  };
  add(-1, before);
  add(1, after);
  return [...changes.values()].filter(({ uses }) => uses !== 0).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
