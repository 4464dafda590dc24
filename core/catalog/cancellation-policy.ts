import type { Money } from '../money/money.ts';

/** What somebody loses who does not come: a share of the price goes back, or an amount of it is kept. */
export type Terms =
  | { readonly refundPercent: number; readonly fee?: undefined }
  /** In the currency of the service; at most the price. */
  | { readonly fee: Money; readonly refundPercent?: undefined };

/** Cancelling with at least this notice costs this. */
export type CancellationTier = Terms & { readonly minimumNoticeMinutes: number };

/** Moving a booking with at least this notice costs a share of its price, or an amount. */
export type RescheduleTier = { readonly minimumNoticeMinutes: number } & (
  { readonly feePercent: number; readonly fee?: undefined } | { readonly fee: Money; readonly feePercent?: undefined }
);

/** What it costs to cancel, to stay away and to move. Frozen into each booking. */
export type CancellationPolicy = {
  /** In any order: the best of those whose notice is kept decides; below the last one nothing is given back. */
  readonly tiers: readonly CancellationTier[];
  /** When the customer does not come; without it nothing is given back. */
  readonly noShow?: Terms | undefined;
  /** When a customer may move it, and for how much; never where no notice is kept. Without it: free, as long as a cancellation would cost nothing. */
  readonly reschedule?: readonly RescheduleTier[] | undefined;
  /** `owed`: what a fee exceeds the paid part by is owed by the customer. Without it that is waived: at most what was paid is kept. */
  readonly unpaidFee?: 'owed' | undefined;
};
