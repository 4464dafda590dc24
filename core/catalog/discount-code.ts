import type { ExtraId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { PriceScope } from './prices/price-conditions.ts';

/**
 * What a code gives. `percent`: so much of what it is for. `fixed`: an amount off, once for the whole or once for each booking. `set_price`: each place costs this
 * much and no more. `free_extra`: so many pieces of an extra that was chosen cost nothing.
 */
export type Discount =
  | { readonly kind: 'percent'; readonly percent: number }
  | {
      readonly kind: 'fixed';
      readonly amountMinor: number;
      readonly currency: string;
      /** Once for the whole when missing. */
      readonly per?: 'order' | 'booking' | undefined;
    }
  | { readonly kind: 'set_price'; readonly amountMinor: number; readonly currency: string }
  | { readonly kind: 'free_extra'; readonly extraId: ExtraId; readonly quantity: number };

/** A code that lowers a price. */
export type DiscountCode = PriceScope & {
  /** In capitals, as `normalizeCode` gives it. */
  readonly code: string;
  readonly discount: Discount;
  /** How often it may be used in all; null for no limit. */
  readonly maximumRedemptions: number | null;
  /** What counts as one use: an order, or each place that it makes cheaper; an order when missing. */
  readonly countedPer?: 'order' | 'seat' | undefined;
  /** How often one customer may use it; without a limit when missing. */
  readonly maximumPerCustomer?: number | undefined;
  /** What it is for must cost at least this much before it, in minor units of the order's currency. */
  readonly minimumSpendMinor?: number | undefined;
  /** Only for customers who have never booked before. */
  readonly firstVisitOnly?: boolean | undefined;
  /** Whether it counts beside other codes that allow it too; alone when missing. */
  readonly combinable?: boolean | undefined;
  readonly validFrom: EpochMillis | null;
  readonly validUntil: EpochMillis | null;
};

/** Brings a typed code into the form it is stored in: no surrounding space, capitals. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase();
