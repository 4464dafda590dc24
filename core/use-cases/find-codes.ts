import { normalizeCode } from '../catalog/discount-code.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Redemption } from '../order/order.ts';
import { countUses } from '../order/redemptions.ts';
import type { CountedCode } from '../ports/catalog-store.ts';
import type { Ports } from '../ports/ports.ts';
import { isCodeValid, MAXIMUM_CODES } from '../pricing/apply-codes.ts';
import type { Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Brings typed codes into the form that they are kept in, each once. */
export const listTypedCodes = (codes: readonly string[]): readonly string[] =>
  [...new Set(codes.map(normalizeCode))].filter((code) => code !== '');

/**
 * Finds the codes that somebody typed. One that does not exist, has not begun or has ended is refused alike (`code_invalid`), after the same questions: a stranger learns nothing of what there is.
 * Refuses `code_not_applicable` for more than one order may use.
 */
export async function findCodes(
  ports: Pick<Ports, 'catalog' | 'clock'>,
  codes: readonly string[],
  madeAt: EpochMillis,
): Promise<Outcome<readonly CountedCode[]>> {
  const typed = listTypedCodes(codes);
  if (typed.length === 0) return accept([]);
  if (typed.length > MAXIMUM_CODES) return refuseTooMany();
  const found = (await ports.catalog.loadCodes(typed, ports.clock.now())).filter((code) => isCodeValid(code, madeAt));
  return found.length < typed.length ? refuse('code_invalid', { path: 'codes' }) : accept(found);
}

/** Refuses more codes than one order may use. */
export const refuseTooMany = () => refuse('code_not_applicable', { path: 'codes', reason: 'not_combinable' });

/** A code of which a price takes more uses than are left. */
export type LackingCode = { readonly code: string; readonly left: number };

/** Lists the codes of which a price takes more uses than are left beside those that its order has already. */
export const listLacking = (
  quote: Quote,
  codes: readonly CountedCode[],
  own: readonly Redemption[] = [],
): readonly LackingCode[] =>
  (quote.codes ?? []).flatMap(({ code, uses }) => {
    const { maximumRedemptions = null, redeemed = 0 } = codes.find((known) => known.code === code) ?? {};
    const reserved = own.find((redemption) => redemption.code === code);
    const left = (maximumRedemptions ?? Infinity) - redeemed + (reserved === undefined ? 0 : countUses(reserved));
    return uses <= left ? [] : [{ code, left: Math.max(0, left) }];
  });

/** Checks that as many uses are left of each code as a price takes. Refuses `code_used_up`, with how many are `left` if there are any. */
export function checkUses(quote: Quote, codes: readonly CountedCode[], own: readonly Redemption[]): Outcome<Quote> {
  const [lacking] = listLacking(quote, codes, own);
  return lacking === undefined ? accept(quote) : refuseUsedUp(lacking);
}

/** Refuses a code of which too little is left. */
export const refuseUsedUp = ({ left }: LackingCode) => refuse('code_used_up', { path: 'codes', ...(left > 0 ? { left } : {}) });
