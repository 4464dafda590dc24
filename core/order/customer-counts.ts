import type { QuotedCode } from '../pricing/quote.ts';

/**
 * What of a redemption is counted as its customer's, at most `maximum` by key: his uses of a code, and whether he has used one that is for a first visit. He is known by a digest of his
 * address.
 */
export type CustomerCount = { readonly key: string; readonly uses: number; readonly maximum: number };

/** The digest stands where it stands in the keys of limits, so that all keys of a customer look alike. */
const CODE = 'code';
const FIRST_VISIT = 'first_visit';

/** Names the count of a customer's uses of a code. */
export const nameCodeCount = (code: string, digest: string): string => `${CODE}/customer/${digest}/${code}`;

/** Names the count of a customer's codes for a first visit: he has one first visit, whatever the code. */
export const nameFirstVisit = (digest: string): string => `${FIRST_VISIT}/customer/${digest}`;

/** Reads which rule stands behind a key, and which code; the digest stays behind. */
export function readCountKey(key: string): { readonly reason: 'customer_limit' | 'first_visit'; readonly code?: string } {
  const [kind, , , code = ''] = key.split('/');
  return kind === FIRST_VISIT ? { reason: 'first_visit' } : { reason: 'customer_limit', code };
}

/** Computes what the redemption of a code is counted on as a customer's. An order is one first visit, however many of its codes are for one: the first of them counts it. */
export function computeCounts(
  { code, uses, maximumPerCustomer, firstVisitOnly }: QuotedCode,
  quoted: readonly QuotedCode[],
  digest: string,
): readonly CustomerCount[] {
  const isFirst = quoted.find((other) => other.firstVisitOnly)?.code === code;
  return [
    ...(maximumPerCustomer === undefined ? [] : [{ key: nameCodeCount(code, digest), uses, maximum: maximumPerCustomer }]),
    ...(firstVisitOnly && isFirst ? [{ key: nameFirstVisit(digest), uses: 1, maximum: 1 }] : []),
  ];
}
