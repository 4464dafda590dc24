import type { ChosenExtra } from '../catalog/extras.ts';
import type { ChosenPeople } from '../catalog/prices/service-prices.ts';
import type { ResourceId, ServiceId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { SeenSeats } from './seen-seats.ts';
import type { EpochMillis } from '../time/instant.ts';

/** What somebody gives on top: so many per cent of what his booking costs, or an amount in minor units. */
export type ChosenTip = { readonly percent: number } | { readonly amountMinor: number };

export type { ChosenExtra };

/** The session that somebody begins with, and how many the whole run has. */
export type LateStart = { readonly session: number; readonly of: number };

/** One of the bookings that a quote prices. */
export type QuotedItem = {
  readonly serviceId: ServiceId;
  readonly partySize: number;
  /** How many of each type come; missing where everybody is of one kind. */
  readonly people?: readonly ChosenPeople[] | undefined;
  /** How long it is; missing in prices that were frozen before there was a choice. */
  readonly durationMinutes?: number | undefined;
  /** For a single session of a course; missing otherwise. */
  readonly enrolment?: 'drop_in' | undefined;
  /** How many days or nights a stay has; missing for what is no stay. */
  readonly days?: number | undefined;
  /** With which session of a run, counted from 1, somebody begins who joins a course late; missing otherwise. */
  readonly joins?: LateStart | undefined;
  /** What was wished to give on top; missing for nothing, and in older prices. */
  readonly tip?: ChosenTip | undefined;
  /** Who was chosen by name; missing for whoever is free, and in older prices. */
  readonly resourceId?: ResourceId | undefined;
  /** The service's price in the chosen length, before anything else counted; missing in older prices. */
  readonly listPriceMinor?: number | undefined;
  /** Its part of what is due now; missing in older prices, where all is due now or all later. */
  readonly dueNowMinor?: number | undefined;
  /** By how many minutes its extras make it longer; missing where they do not. */
  readonly extraMinutes?: number | undefined;
  /** The seats that its price was decided by; missing where it does not follow from them. No part of what the hash is made from. */
  readonly seats?: SeenSeats | undefined;
};

/** What a line of a quote is for. */
export type QuoteLineKind = 'service' | 'rule' | 'extra' | 'travel' | 'discount' | 'tax' | 'tip' | 'fee';

/** One line of a quote. Amounts are in the quote's currency; that of a discount is negative. */
export type QuoteLine = {
  /** Which of the quote's items it is for, counted from 0; null for what is for the whole. */
  readonly item: number | null;
  readonly kind: QuoteLineKind;
  /** The id of the service, price rule, extra or promotion, for the way that of the travel zone (of the service where there is none), the code, or the tax's name. */
  readonly subject: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitAmountMinor: number;
  readonly amountMinor: number;
  /** Why the line is there and how its amount came about, in words. */
  readonly explanation: string;
  /** On a line of something sold: its part of all discounts, as a positive amount; of a service with its rules. Missing when there is none. */
  readonly discountMinor?: number | undefined;
  /** On a line of something sold: the tax in or on what it costs after discounts. Missing when there is none. */
  readonly taxMinor?: number | undefined;
  /** On a line of something sold: what it costs in the end; of a service with its rules. They sum to the total. Missing in older prices. */
  readonly netMinor?: number | undefined;
};

/** One tax of a quote: on what, how much, and whether the lines contain it already. */
export type QuotedTax = {
  readonly name: string;
  readonly percent: number;
  /** What it is computed on, without any tax. */
  readonly baseMinor: number;
  readonly amountMinor: number;
  readonly isIncluded: boolean;
};

/** What a code of a quote is reserved as. */
export type QuotedCode = {
  readonly code: string;
  /** One, or the places that it makes cheaper where it is counted by those. */
  readonly uses: number;
  /** How often one customer may use it, as it was when the price was made; missing for no limit. */
  readonly maximumPerCustomer?: number | undefined;
  /** Only for somebody who has never booked before; missing for everybody. */
  readonly firstVisitOnly?: true | undefined;
};

/** How what is due later is to be paid. */
export type Balance = {
  readonly due: 'on_site' | 'online';
  /** When at the latest; null at the place, and while the start that it is counted from is not known. */
  readonly at: EpochMillis | null;
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
  /** The codes that made it cheaper; missing in older prices, whose discounts are all codes. */
  readonly codes?: readonly QuotedCode[] | undefined;
  /** The taxes in it or on it; missing where the business has none set up. */
  readonly taxes?: readonly QuotedTax[] | undefined;
  /** The customer accounts for the tax himself: the price is without it. */
  readonly isReverseCharge?: true | undefined;
  /** The number by which he is known to the tax authorities, as the owner has recorded it; missing where he does not account for the tax. */
  readonly customerVatId?: string | undefined;
  /** When the rest is due; missing when nothing is due later. */
  readonly balance?: Balance | undefined;
  /** What would be due now as a deposit, where the customer may pay that or all; missing where he has no choice. */
  readonly depositChoice?: { readonly depositMinor: number; readonly isAllPaid: boolean } | undefined;
  /** Until when the price stands if nothing is changed; missing in older prices. No part of what the hash is made from. */
  readonly expiresAt?: EpochMillis | undefined;
  /** Changes when anything that the visitor was shown changes. */
  readonly hash: string;
};
