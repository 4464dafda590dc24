import type { ExtraId, ServiceId } from '../ids.ts';
import type { Money } from '../money/money.ts';

/** An extra and how many of it. */
export type ChosenExtra = { readonly extraId: ExtraId; readonly quantity: number };

/** The session that somebody begins with, and how many the whole run has. */
export type LateStart = { readonly session: number; readonly of: number };

/** One of the bookings that a quote prices. */
export type QuotedItem = {
  readonly serviceId: ServiceId;
  readonly partySize: number;
  /** How long it is; missing in prices that were frozen before there was a choice. */
  readonly durationMinutes?: number | undefined;
  /** For a single session of a course; missing otherwise. */
  readonly enrolment?: 'drop_in' | undefined;
  /** How many days or nights a stay has; missing for what is no stay. */
  readonly days?: number | undefined;
  /** With which session of a run, counted from 1, somebody begins who joins a course late; missing otherwise. */
  readonly joins?: LateStart | undefined;
};

/** One line of a quote. Amounts are in the quote's currency; a discount's amount is negative. */
export type QuoteLine = {
  /** Which of the quote's items it is for, counted from 0; null for a discount of the whole. */
  readonly item: number | null;
  readonly kind: 'service' | 'extra' | 'travel' | 'discount';
  /** The id of the service or extra, for the way that of the travel zone (of the service where there is none), or the code. */
  readonly subject: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitAmountMinor: number;
  readonly amountMinor: number;
  /** Why the line is there and how its amount came about, in words. */
  readonly explanation: string;
};

/** A price, explained and exact. Lines sum to the total; what is due now and later sum to it too. */
export type Quote = {
  /** What is priced together: one item for each booking of the order, in the same order. */
  readonly items: readonly QuotedItem[];
  readonly currency: string;
  readonly lines: readonly QuoteLine[];
  readonly total: Money;
  readonly dueNow: Money;
  readonly dueLater: Money;
  /** Changes when anything that the visitor was shown changes. */
  readonly hash: string;
};
