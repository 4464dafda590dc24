import type { DiscountCode } from '../catalog/discount-code.ts';
import type { PriceRule } from '../catalog/prices/price-rule.ts';
import type { Promotion } from '../catalog/prices/promotion.ts';
import type { ConditionName, PriceFacts } from './price-facts.ts';

/** What keeps something that is set up about prices from counting: the condition that does not hold, or what only promotions and codes know. */
export type PriceObstacle =
  | ConditionName
  | 'stopped'
  | 'too_few_bookings'
  | 'minimum_spend'
  | 'first_visit'
  | 'customer_limit'
  | 'extra_not_chosen'
  | 'not_combinable'
  | 'better_offer'
  | 'codes_cheaper';

/** What a reason is about. */
export type PriceSource =
  | { readonly kind: 'rule'; readonly source: PriceRule }
  | { readonly kind: 'promotion'; readonly source: Promotion }
  | { readonly kind: 'code'; readonly source: DiscountCode };

/** Why something that is set up about prices counted or not: of a rule for each item, and each night of a stay. */
export type PriceReason = PriceSource & {
  /** Counted from 0; null for the whole order. */
  readonly item: number | null;
  /** Null: it counted. */
  readonly obstacle: PriceObstacle | null;
  /** What its conditions were held against; null where they were not looked at. */
  readonly facts: PriceFacts | null;
  /** What it changed, in minor units: of a rule each unit price, of the others the whole. */
  readonly changeMinor: number;
  /** For `minimum_spend`: what it is for costs so much. */
  readonly spendMinor?: number | undefined;
};

/** Where reasons are collected; null when nobody asks for them. */
export type Trace = PriceReason[] | null;
