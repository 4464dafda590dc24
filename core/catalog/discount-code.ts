import type { ServiceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A code that lowers a price: by per cent of the whole, or by a fixed amount in one currency. */
export type DiscountCode = {
  /** In capitals, as `normalizeCode` gives it. */
  readonly code: string;
  readonly discount:
    | { readonly kind: 'percent'; readonly percent: number }
    | { readonly kind: 'fixed'; readonly amountMinor: number; readonly currency: string };
  /** How often it may be used in all; null for no limit. */
  readonly maximumRedemptions: number | null;
  readonly validFrom: EpochMillis | null;
  readonly validUntil: EpochMillis | null;
  /** The services it is for; null for all. */
  readonly serviceIds: readonly ServiceId[] | null;
};

/** Brings a typed code into the form it is stored in: no surrounding space, capitals. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase();
