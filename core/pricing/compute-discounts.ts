import type { DiscountCode } from '../catalog/discount-code.ts';
import type { Promotion } from '../catalog/prices/promotion.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { Coded, CustomerFacts } from './apply-codes.ts';
import { applyCodes, refuseCode } from './apply-codes.ts';
import { applyPromotions } from './apply-promotions.ts';
import { sum } from './discounts.ts';
import type { PriceReason, Trace } from './price-reason.ts';
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
  const told: Trace = context.trace === null ? null : [];
  const promoted = applyPromotions(goods, promotions, start, { ...context, trace: told });
  if (promoted.counted.every(({ withCodes }) => withCodes) || codes.length === 0) {
    context.trace?.push(...(told ?? []));
    return codes.length === 0 ? accept({ ...promoted, codes: [] }) : applyCodes(goods, codes, promoted, customer, context);
  }
  const besideTrace: Trace = context.trace === null ? null : [];
  const apart = { ...context, trace: besideTrace };
  const beside = promotions.filter(({ withCodes }) => withCodes);
  const coded = applyCodes(goods, codes, applyPromotions(goods, beside, start, apart), customer, apart);
  if (!coded.ok || sum(coded.value.leftMinor) < sum(promoted.leftMinor)) {
    context.trace?.push(...explainBeaten(told ?? [], besideTrace ?? []));
    return coded;
  }
  const beaten = codes.map((code) => refuseCode(code, { obstacle: 'better_offer', facts: null }));
  context.trace?.push(...(told ?? []), ...beaten);
  return refuse('code_not_applicable', { path: 'codes', reason: 'better_offer' });
}

/** Codes won: promotions that allow none beside them would have counted, and those that do count as they did beside them. */
function explainBeaten(alone: readonly PriceReason[], beside: readonly PriceReason[]): readonly PriceReason[] {
  const withCodes = new Map(beside.map((reason) => [reason.source, reason]));
  const promotions = alone.map((reason): PriceReason => {
    const counted = withCodes.get(reason.source);
    if (counted !== undefined) return counted;
    return reason.obstacle === null ? { ...reason, obstacle: 'codes_cheaper', changeMinor: 0 } : reason;
  });
  return [...promotions, ...beside.filter(({ kind }) => kind === 'code')];
}
