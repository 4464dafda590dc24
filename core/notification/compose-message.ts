import type { Booking } from '../booking/booking.ts';
import type { Business } from '../catalog/business.ts';
import type { Service } from '../catalog/service.ts';
import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import { computeBookingPrice } from '../order/booking-price.ts';
import type { Order } from '../order/order.ts';
import type { LateStart } from '../pricing/quote.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import { formatClock, formatWhenFor } from '../time/format-time.ts';
import type { MessageTemplate } from '../order/effect.ts';

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
  /** What the booking's cancellation gives back: through the provider, and by the owner's hand. */
  readonly cancelled: { readonly refund: Money; readonly byHand: Money };
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
  const refunded = facts.refund === null ? nothingRefunded : describeRefund(facts.refund, business.locale);
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
        lines: [`Hello ${name},`, 'your booking is cancelled.', ...listFacts(facts), ...describeCancelled(facts, 'customer')],
        link: null,
      };
    case 'payment_refunded_late':
      return {
        subject: `Your payment to ${business.name} is on its way back`,
        lines: [`Hello ${name},`, ...explainReturn(facts), ...listFacts(facts), facts.refund === null ? goneAlready : refunded],
        link: facts.isDuplicate ? manage : chooseAnother(facts),
      };
    case 'payment_late_offer':
      return {
        subject: `Choose another time at ${business.name}, or have your money back`,
        lines: [
          `Hello ${name},`,
          'your payment arrived after your time had been released, and somebody else has taken it. We are sorry.',
          ...listFacts(facts),
          ...describeOffer(facts),
        ],
        link: { label: 'Choose another time, or take the money back', url: facts.manageUrl },
      };
    case 'payment_refunded':
      return {
        subject: `${business.name} pays money back to you`,
        lines: [`Hello ${name},`, `${business.name} pays back part or all of what you paid.`, ...listFacts(facts), refunded],
        link: manage,
      };
    case 'payment_processing':
      return {
        subject: `Your time is kept: ${service.name} at ${business.name}`,
        lines: [
          `Hello ${name},`,
          'your bank has told us that the money is on its way, which takes some days. Your time is kept for you until then.',
          ...listFacts(facts),
          'You hear from us as soon as it has arrived.',
        ],
        link: manage,
      };
    case 'payment_failed':
      return {
        subject: `Your payment did not go through: ${service.name} at ${business.name}`,
        lines: [
          `Hello ${name},`,
          'your bank could not make the payment for this booking. Nothing was charged.',
          ...listFacts(facts),
          ...describeKept(facts),
        ],
        link: { label: 'Pay in another way, or give the time up', url: facts.manageUrl },
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
        lines: ['A booking was cancelled:', ...listFacts(facts), ...describeCancelled(facts, 'owner')],
        link: null,
      };
    case 'owner_payment_late':
      return {
        subject: `Money came too late: ${order.reference}`,
        lines: [
          'A payment arrived when its time had been given to somebody else. The customer may choose another time, or has the money back by himself.',
          ...listFacts(facts),
          ...listContact(order),
          'There is nothing that you must do.',
        ],
        link: null,
      };
    case 'owner_payment_missing':
      return {
        subject: `A payment that we counted on is not there: ${order.reference}`,
        lines: [
          'Your books said that this was paid, but the payment provider never took the money. The books are corrected; the booking stands.',
          ...listFacts(facts),
          ...listContact(order),
          'Ask the customer to pay, or cancel the booking.',
        ],
        link: null,
      };
    case 'owner_hold_stuck':
      return {
        subject: `A time is kept for an uncertain payment: ${order.reference}`,
        lines: [
          'The payment provider does not say whether this payment will still come, so the time is kept.',
          ...listFacts(facts),
          'It is released by itself as soon as the provider answers. You can release it by hand; money that comes after that goes back by itself.',
        ],
        link: null,
      };
    case 'owner_dispute_opened':
      return {
        subject: `A payment is disputed: ${order.reference}`,
        lines: [
          'The customer’s bank has taken the money back and asks why it was charged. Answer at the payment provider, in its dashboard, before its deadline.',
          ...listFacts(facts),
          ...listContact(order),
          'Until the bank has decided nothing of this order is paid back.',
        ],
        link: null,
      };
    case 'owner_dispute_closed':
      return {
        subject: `A dispute is decided: ${order.reference}`,
        lines: [...describeDisputes(facts), ...listFacts(facts)],
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

/** What was offered, until when, and what happens by itself. */
const describeOffer = ({ order, booking, business }: MessageFacts): readonly string[] =>
  order.lateOffer === null
    ? []
    : [
        `Paid: ${formatMoney(money(order.lateOffer.amountMinor, order.currency), business.locale)}`,
        `Until ${formatWhenFor(order.lateOffer.expiresAt, booking.timeZone, booking.customerTimeZone, business.locale)} you can choose another time at the same price, or take the money back at once.`,
        'If you do nothing, all of it goes back to you after that.',
      ];

const describeKept = ({ booking, business }: MessageFacts): readonly string[] =>
  booking.holdExpiresAt === null
    ? ['Your time is no longer kept.']
    : [
        `Your time is kept until ${formatWhenFor(booking.holdExpiresAt, booking.timeZone, booking.customerTimeZone, business.locale)}.`,
      ];

/** All of them, since a bank may decide one and still look into another. */
const describeDisputes = ({ order, business }: MessageFacts): readonly string[] =>
  order.payments.flatMap(({ disputes, currency }) =>
    disputes.map(({ state, amountMinor }) => {
      const amount = formatMoney(money(amountMinor, currency), business.locale);
      if (state === 'open') return `The bank still looks into another dispute, over ${amount}.`;
      return state === 'lost'
        ? `The bank has decided for the customer: ${amount} are gone. The booking stands until you cancel it.`
        : `The bank has decided for you: ${amount} are yours again.`;
    }),
  );

/** Why money goes back: it was paid twice, or there was no time left to give for it. */
const explainReturn = ({ isDuplicate }: MessageFacts): readonly string[] =>
  isDuplicate
    ? ['we received a second payment for your booking and return all of it.', 'Your booking stands as it was:']
    : [
        'your payment arrived, but not for a time that we could give you, so we return all of it.',
        'No booking was made by this payment:',
      ];

/** Where a late joiner begins; a booking that has moved since may lie elsewhere in another run. */
function findLateStart({ bookings, quote }: Order, { id, sequence }: Booking): LateStart | null {
  const joins = quote.items[bookings.findIndex((booking) => booking.id === id)]?.joins;
  return sequence === 0 ? (joins ?? null) : null;
}

/** When it is; of a course each session. */
function listTimes({ business, booking, order }: MessageFacts): readonly string[] {
  const name = (startsAt: number): string => formatWhenFor(startsAt, booking.timeZone, booking.customerTimeZone, business.locale);
  const { sessions } = booking;
  const late = findLateStart(order, booking);
  const told = late === null ? [] : [`You begin with session ${late.session} of ${late.of}.`];
  if (sessions.length < 2) return [...told, `When: ${name(booking.startsAt)}`];
  const [first, of] = late === null ? [1, sessions.length] : [late.session, late.of];
  return [...told, ...sessions.map(({ startsAt }, index) => `Session ${first + index} of ${of}: ${name(startsAt)}`)];
}

function listFacts(facts: MessageFacts): readonly string[] {
  const { business, service, order, booking, resourceNames } = facts;
  const price = computeBookingPrice(order, booking.id);
  const people = booking.partySize > 1 ? [`For: ${booking.partySize} people`] : [];
  const company = resourceNames.length > 0 ? [`With: ${resourceNames.join(', ')}`] : [];
  return [
    `What: ${service.name}`,
    ...listTimes(facts),
    ...listEnd(facts),
    ...(service.place === null ? [] : [`Where: ${service.place}`]),
    ...listSteps(facts),
    ...company,
    ...people,
    `Price: ${formatMoney(price, business.locale)}`,
    `Reference: ${order.reference}`,
    ...listOthers(facts),
  ];
}

/** When a stay is over; what lasts minutes says when it begins. */
const listEnd = ({ business, order, booking }: MessageFacts): readonly string[] =>
  computeStandingDuration(order, booking).days === undefined
    ? []
    : [`Until: ${formatWhenFor(booking.endsAt, booking.timeZone, booking.customerTimeZone, business.locale)}`];

/** What happens when, on the clock of the place. */
const listSteps = ({ booking: { steps, timeZone }, business }: MessageFacts): readonly string[] =>
  steps.map(
    ({ name, startsAt, endsAt }) =>
      `${formatClock(startsAt, timeZone, business.locale)}–${formatClock(endsAt, timeZone, business.locale)}: ${name}`,
  );

/** The other bookings of the same order: those that share the fate of this one, and those that stand although it does not. */
function listOthers({ business, order, booking, others }: MessageFacts): readonly string[] {
  const name = (one: MessageFacts['others'][number]): string => {
    const { startsAt, timeZone, customerTimeZone } = one.booking;
    return `${one.serviceName}, ${formatWhenFor(startsAt, timeZone, customerTimeZone, business.locale)}`;
  };
  const alike = others.filter((one) => one.booking.state === booking.state);
  const standing = booking.state === 'cancelled' ? others.filter((one) => one.booking.state === 'confirmed') : [];
  return [
    ...(alike.length === 0 ? [] : [`In the same order: ${alike.map(name).join('; ')}`]),
    ...(standing.length === 0 ? [] : [`Still booked: ${standing.map(name).join('; ')}`]),
    ...(others.length === 0
      ? []
      : [`Price of the order: ${formatMoney(order.quote.total, business.locale)} for ${others.length + 1} bookings`]),
  ];
}

const listContact = (order: Order): readonly string[] =>
  order.customer === null
    ? []
    : [
        `Customer: ${order.customer.name}, ${order.customer.email}${order.customer.phone === null ? '' : `, ${order.customer.phone}`}`,
      ];

const chooseAnother = ({ bookingPageUrl }: MessageFacts): MessageText['link'] =>
  bookingPageUrl === null ? null : { label: 'Choose another time', url: bookingPageUrl };

const goneAlready = 'The money has gone back to you already.';
const nothingRefunded = 'Nothing is refunded under the cancellation terms.';

/** What goes back through the provider, and what only the owner can return. */
function describeCancelled({ cancelled, business: { locale } }: MessageFacts, reader: 'customer' | 'owner'): readonly string[] {
  const { refund, byHand } = cancelled;
  const amount = formatMoney(byHand, locale);
  const returned =
    reader === 'customer' ? `${amount} is returned to you at the place.` : `Please return ${amount} at the place and book it.`;
  const lines = [
    ...(refund.amountMinor > 0 ? [describeRefund(refund, locale)] : []),
    ...(byHand.amountMinor > 0 ? [returned] : []),
  ];
  return lines.length > 0 ? lines : [nothingRefunded];
}

const describeRefund = (refund: Money, locale: string): string =>
  `Refund: ${formatMoney(refund, locale)}, to the card or account you paid with. It usually takes 5 to 10 days to arrive.`;
