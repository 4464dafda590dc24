import type { ChosenPeople } from '../catalog/prices/service-prices.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId, TaxClassId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { PriceFacts, Seats } from './price-facts.ts';
import type { Trace } from './price-reason.ts';
import type { ChosenExtra, ChosenTip, LateStart, QuoteLine } from './quote.ts';
import type { SeenSeats } from './seen-seats.ts';
import type { WayPrice } from './travel-line.ts';

/** One booking that a price is asked for; the service as it is for the chosen duration. */
export type PricedItem = {
  readonly service: Service;
  readonly partySize: number;
  /** How many of each person type, together `partySize`; everybody is of the first type when missing. */
  readonly people?: readonly ChosenPeople[] | undefined;
  readonly extras: readonly ChosenExtra[];
  /** When it begins; missing or null while that is not known. */
  readonly startsAt?: EpochMillis | null | undefined;
  /** Whom or what the visitor chose by name. */
  readonly resourceId?: ResourceId | null | undefined;
  /** The seats of the session that it begins with. */
  readonly seats?: Seats | SeenSeats | null | undefined;
  /** By how many minutes its extras make it longer. */
  readonly extraMinutes?: number | undefined;
  /** What of a course it is, in words; missing for anything else. */
  readonly sessions?: string | null | undefined;
  readonly enrolment?: 'drop_in' | undefined;
  /** Where somebody begins who joins a course late. */
  readonly joins?: LateStart | undefined;
  /** What coming to the customer costs. */
  readonly way?: WayPrice | null | undefined;
  readonly tip?: ChosenTip | undefined;
};

/** Places of one price: people, nights, or one booking. */
export type Places = { readonly quantity: number; readonly unitMinor: number };

/** Something that is sold: a service for one kind of people with what price rules made of it, an extra, or the way to the customer. */
export type Good = {
  readonly item: number;
  /** Services and extras can be made cheaper, a way cannot. */
  readonly kind: 'service' | 'extra' | 'travel';
  readonly priced: PricedItem;
  /** The id of the service, extra or zone. */
  readonly subject: string;
  readonly facts: PriceFacts;
  readonly amountMinor: number;
  readonly places: readonly Places[];
  readonly taxClassId: TaxClassId | undefined;
  readonly line: QuoteLine;
  /** What price rules changed, as lines of their own. */
  readonly ruleLines: readonly QuoteLine[];
};

/** What every part of a price is computed with. */
export type PriceContext = {
  readonly currency: string;
  readonly now: EpochMillis;
  readonly texts: QuoteTexts;
  readonly trace: Trace;
};
