import type { OrderId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { HOUR, MINUTE } from '../time/instant.ts';

/** No time counts for its visitor longer than this, also when a payment keeps it. */
export const VISITOR_WINDOW_MILLIS = HOUR;

/** An order that was let in and is not there after this long never came: longer than any request runs. */
export const PLACING_MILLIS = 2 * MINUTE;

/** A visitor who wants to take times. */
export type HoldWish = {
  /** A keyed digest of who he is, hexadecimal; the same for the same visitor of this business, and for nobody else. */
  readonly visitorDigest: string;
  /** The order that is to take them; known before it is written. */
  readonly orderId: OrderId;
  /** How many bookings it has. */
  readonly times: number;
  /** How many times he may keep with these. */
  readonly allowed: number;
  readonly now: EpochMillis;
};

/** Whether a visitor was let in; if not, how many times he keeps and when the next of them runs out. */
export type Admission =
  { readonly kind: 'admitted' } | { readonly kind: 'refused'; readonly kept: number; readonly nextEndsAt: EpochMillis };

/**
 * Counts, for one tenant, the times that visitors keep without having booked them: `held` and not run out, or `awaiting_payment`, let in within
 * `VISITOR_WINDOW_MILLIS`; and those of orders let in within `PLACING_MILLIS` that are not written yet.
 *
 * Promises: callers at once are counted one after the other, so that no visitor ever keeps more than was allowed; an entry is erased in the same
 * write that ends the last hold of its order. Checked by tests/conformance/visitor-hold-store.suite.ts.
 * @see docs/algorithms/holds.md
 */
export type VisitorHoldStore = {
  /** Counts and, if it is allowed, lets in. An order that was let in already stays so, whatever is kept by now. */
  readonly admit: (wish: HoldWish) => Promise<Admission>;
  /** Takes an admission back: nothing was taken with it. */
  readonly withdraw: (orderId: OrderId) => Promise<void>;
  /** Erases entries that no longer count. */
  readonly prune: (now: EpochMillis) => Promise<void>;
};
