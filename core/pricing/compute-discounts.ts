import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Promotion } from '../catalog/prices/promotion.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Coded, CustomerFacts } from './apply-codes.ts';
import { applyCodes } from './apply-codes.ts';
import { applyPromotions } from './apply-promotions.ts';
import { sum } from './discounts.ts';
import type { Good, PriceContext } from './priced-item.ts';

/** What may make goods cheaper, and for whom. */
export type Discounts = {
  readonly promotions: readonly Promotion[];
  readonly codes: readonly DiscountCode[];
  readonly customer: CustomerFacts | null;
};

/**
 * Computes what is left to pay for goods: promotions first, then codes. Where a promotion that counts allows no code beside it, the customer gets what is cheaper: codes without it, or it
 * without codes, and then the codes are refused (`code_not_applicable`, reason `better_offer`). Refuses what `applyCodes` refuses.
 */
export function computeDiscounts(
  goods: readonly Good[],
  { promotions, codes, customer }: Discounts,
  context: PriceContext,
): Outcome<Coded> {
  const start = { leftMinor: goods.map(({ amountMinor }) => amountMinor), lines: [] };
  const promoted = applyPromotions(goods, promotions, start, context);
  if (codes.length === 0) return accept({ ...promoted, codes: [] });
  if (promoted.counted.every(({ withCodes }) => withCodes)) return applyCodes(goods, codes, promoted, customer, context);
  const beside = promotions.filter(({ withCodes }) => withCodes);
  const coded = applyCodes(goods, codes, applyPromotions(goods, beside, start, { ...context, trace: null }), customer, context);
  if (!coded.ok || sum(coded.value.leftMinor) < sum(promoted.leftMinor)) return coded;
  return refuse('code_not_applicable', { path: 'codes', reason: 'better_offer' });
}
