import type { PromotionId, ServiceId } from '../../ids.ts';
import type { EpochMillis } from '../../time/instant.ts';
import type { PriceScope } from './price-conditions.ts';

/**
 * What a promotion gives.
 *
 * `take_pay`: of every `take` places of one order (people, nights, bookings) `pay` are paid, and the cheapest of them are free; two for one is 2 and 1.
 * `several`: so many bookings or more in one order, and each costs so much less.
 * `bundle`: one booking of each of these services together costs less: by per cent, by an amount, or as a whole this much.
 */
export type PromotionOffer =
  | { readonly kind: 'take_pay'; readonly take: number; readonly pay: number }
  | { readonly kind: 'several'; readonly minimumBookings: number; readonly percent: number }
  | { readonly kind: 'bundle'; readonly bundledIds: readonly ServiceId[]; readonly discount: BundleDiscount };

/** How much less a bundle costs. */
export type BundleDiscount =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'fixed' | 'set_price'; readonly amountMinor: number; readonly currency: string };

/** A discount that needs no code. Promotions count in the order of their list, each on what is left to pay after the one before it. */
export type Promotion = PriceScope & {
  readonly id: PromotionId;
  /** What the customer reads on his bill. */
  readonly name: string;
  readonly offer: PromotionOffer;
  /** When orders get it; null for always. */
  readonly validFrom: EpochMillis | null;
  readonly validUntil: EpochMillis | null;
  /** Whether codes count beside it. If not, the customer gets what is cheaper for him. */
  readonly withCodes: boolean;
  readonly then: 'continue' | 'stop';
};
