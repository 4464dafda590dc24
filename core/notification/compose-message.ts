import type { Booking } from '../booking/booking.ts';
import type { Business } from '../catalog/business.ts';
import type { Service } from '../catalog/service.ts';
import { formatMoney } from '../money/format-money.ts';
import type { Money } from '../money/money.ts';
import type { Order } from '../order/order.ts';
import { formatWhenFor } from '../time/format-time.ts';
import type { MessageTemplate } from '../order/effect.ts';

/** The facts of a booking that a message tells. */
export type MessageFacts = {
  readonly business: Business;
  readonly service: Pick<Service, 'name' | 'place'>;
  readonly order: Order;
  readonly booking: Booking;
  /** With whom or where, by name, in the order they are shown. */
  readonly resourceNames: readonly string[];
  readonly refund: Money | null;
  readonly manageUrl: string;
  readonly bookingPageUrl: string | null;
};

/** A text in plain lines; the caller makes HTML of it by escaping. */
export type MessageText = {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | null;
};

/** Composes the words of a message about a booking. */
export function composeMessage(template: Exclude<MessageTemplate, 'waiting_list_time_free'>, facts: MessageFacts): MessageText {
  const { business, service, order } = facts;
  const manage = { label: 'See, move or cancel your booking', url: facts.manageUrl };
  const name = order.customer?.name ?? 'there';
  const refunded =
    facts.refund === null ? 'Nothing is refunded under the cancellation terms.' : describeRefund(facts.refund, business.locale);
  switch (template) {
    case 'booking_confirmed':
      return {
        subject: `Confirmed: ${service.name} at ${business.name}`,
        lines: [`Hello ${name},`, 'your booking is confirmed.', ...listFacts(facts)],
        link: manage,
      };
    case 'booking_rescheduled':
      return {
        subject: `Moved: ${service.name} at ${business.name}`,
        lines: [`Hello ${name},`, 'your booking has a new time.', ...listFacts(facts)],
        link: manage,
      };
    case 'booking_cancelled':
      return {
        subject: `Cancelled: ${service.name} at ${business.name}`,
        lines: [`Hello ${name},`, 'your booking is cancelled.', ...listFacts(facts), refunded],
        link: null,
      };
    case 'payment_refunded_late':
      return {
        subject: `Your payment to ${business.name} is on its way back`,
        lines: [`Hello ${name},`, ...explainReturn(facts), ...listFacts(facts), refunded],
        link: facts.bookingPageUrl === null ? null : { label: 'Choose another time', url: facts.bookingPageUrl },
      };
    case 'owner_booking_confirmed':
      return {
        subject: `New booking: ${service.name}, ${name}`,
        lines: ['A new booking:', ...listFacts(facts), ...listContact(order)],
        link: null,
      };
    case 'owner_booking_cancelled':
      return {
        subject: `Cancelled: ${service.name}, ${name}`,
        lines: ['A booking was cancelled:', ...listFacts(facts), refunded],
        link: null,
      };
    case 'owner_refund_failed':
      return {
        subject: `A refund did not go through: ${order.reference}`,
        lines: [
          'The payment provider could not return this money; it is still owed to the customer.',
          refunded,
          ...listFacts(facts),
          'Please return it another way, or try again at the provider.',
        ],
        link: null,
      };
  }
}

/** Composes the message to someone who waits for a free time. */
export function composeWaitingListMessage(
  business: Business,
  service: Pick<Service, 'name'>,
  localDate: string,
  bookingPageUrl: string | null,
): MessageText {
  const lines = [`A time for ${service.name} on ${localDate} has become free.`, 'It goes to whoever books it first.'];
  return {
    subject: `A time is free: ${service.name} at ${business.name}`,
    lines,
    link: bookingPageUrl === null ? null : { label: 'See the free times', url: bookingPageUrl },
  };
}

/** Why money goes back: it was paid twice, or there was no time left to give for it. */
const explainReturn = ({ booking }: MessageFacts): readonly string[] =>
  booking.state === 'confirmed'
    ? ['we received a second payment for your booking and return all of it.', 'Your booking stands as it was:']
    : [
        'your payment arrived, but not for a time that we could give you, so we return all of it.',
        'No booking was made by this payment:',
      ];

function listFacts({ business, service, order, booking, resourceNames }: MessageFacts): readonly string[] {
  const total = order.quote.total;
  const people = booking.partySize > 1 ? [`For: ${booking.partySize} people`] : [];
  const company = resourceNames.length > 0 ? [`With: ${resourceNames.join(', ')}`] : [];
  return [
    `What: ${service.name}`,
    `When: ${formatWhenFor(booking.startsAt, booking.timeZone, booking.customerTimeZone, business.locale)}`,
    ...(service.place === null ? [] : [`Where: ${service.place}`]),
    ...company,
    ...people,
    `Price: ${formatMoney(total, business.locale)}`,
    `Reference: ${order.reference}`,
  ];
}

const listContact = (order: Order): readonly string[] =>
  order.customer === null
    ? []
    : [
        `Customer: ${order.customer.name}, ${order.customer.email}${order.customer.phone === null ? '' : `, ${order.customer.phone}`}`,
      ];

const describeRefund = (refund: Money, locale: string): string =>
  `Refund: ${formatMoney(refund, locale)}, to the card or account you paid with. It usually takes 5 to 10 days to arrive.`;
