import type { Booking } from '../booking/booking.ts';
import type { Business } from '../catalog/business.ts';
import type { Service } from '../catalog/service.ts';
import type { Money } from '../money/money.ts';
import type { Order } from '../order/order.ts';
import { formatMoney } from '../money/format-money.ts';
import type { EpochMillis } from '../time/instant.ts';
import { formatWhenFor } from '../time/format-time.ts';
import { chooseWrittenLocale } from '../words/language.ts';
import { chooseMailTexts } from '../words/mails.ts';
import type { MailTexts } from '../words/mails-en.ts';

/** The facts of a booking that a message tells. */
export type MessageFacts = {
  readonly business: Business;
  readonly service: Pick<Service, 'name' | 'place'>;
  readonly order: Order;
  readonly booking: Booking;
  /** With whom or where, by name, in the order they are shown. */
  readonly resourceNames: readonly string[];
  /** The other bookings of the order, with what they are for. */
  readonly others: readonly { readonly booking: Booking; readonly serviceName: string }[];
  /** The refund that the message is about. */
  readonly refund: Money | null;
  /** Whether that refund returns money that came a second time for what was paid already. */
  readonly isDuplicate: boolean;
  /** What a booking that did not take place gives back, through the provider and by the owner's hand, and what its customer owes. */
  readonly cancelled: { readonly refund: Money; readonly byHand: Money; readonly owed: Money };
  readonly manageUrl: string;
  readonly bookingPageUrl: string | null;
};

/** The words of the business's language, and how amounts and times are written in it. */
export type MailWriting = {
  readonly texts: MailTexts;
  readonly locale: string;
  readonly money: (amount: Money) => string;
  /** When something of a booking is, for its customer too where he looked from another zone. */
  readonly when: (at: EpochMillis, booking: Pick<Booking, 'timeZone' | 'customerTimeZone'>) => string;
};

/** Prepares the writing in the language of a business. */
export function prepareWriting({ locale: language }: Pick<Business, 'locale'>): MailWriting {
  const texts = chooseMailTexts(language);
  const locale = chooseWrittenLocale(language);
  return {
    texts,
    locale,
    money: (amount) => formatMoney(amount, locale),
    when: (at, { timeZone, customerTimeZone }) =>
      formatWhenFor(at, timeZone, { timeZone: customerTimeZone, describe: texts.yourTime }, locale),
  };
}

/** Writes a fact with its name: "Where: Storgatan 1". */
export const writeFact = (label: string, value: string): string => `${label}: ${value}`;
