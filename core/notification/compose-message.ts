import type { Business } from '../catalog/business.ts';
import type { Service } from '../catalog/service.ts';
import { money } from '../money/money.ts';
import type { Order } from '../order/order.ts';
import type { MessageTemplate } from '../order/effect.ts';
import { formatFullDay } from '../time/format-time.ts';
import { computeInstant } from '../time/time-zone.ts';
import type { LocalDate } from '../time/time-zone.ts';
import type { MailNames } from '../words/mails-en.ts';
import { listFacts } from './list-facts.ts';
import { prepareWriting, writeFact } from './message-facts.ts';
import type { MailWriting, MessageFacts } from './message-facts.ts';

/** A text in plain lines; the caller makes HTML of it by escaping. */
export type MessageText = {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | null;
};

/** The messages about one booking. */
type BookingTemplate = Exclude<MessageTemplate, 'waiting_list_time_free'>;

/** Composes the words of a message about a booking, in the language of the business. */
export function composeMessage(template: BookingTemplate, facts: MessageFacts): MessageText {
  const writing = prepareWriting(facts.business);
  const { texts } = writing;
  const customer = facts.order.customer?.name ?? '';
  const names = {
    ...{ service: facts.service.name, business: facts.business.name },
    ...{ customer, reference: facts.order.reference },
  };
  return {
    subject: texts.messages[template].subject(names),
    lines: [
      ...(template.startsWith('owner_') ? [] : [texts.hello(customer)]),
      ...listOpening(template, facts, writing, names),
      ...listFacts(facts, writing),
      ...listClosing(template, facts, writing),
    ],
    link: chooseLink(template, facts, writing),
  };
}

/** Composes the message to someone who waits for a free time. */
export function composeWaitingListMessage(
  business: Business,
  service: Pick<Service, 'name'>,
  localDate: LocalDate,
  bookingPageUrl: string | null,
): MessageText {
  const { texts, locale } = prepareWriting(business);
  const names = { service: service.name, business: business.name, customer: '', reference: '' };
  const { subject, opening } = texts.messages.waiting_list_time_free;
  const day = formatFullDay(computeInstant(localDate, 720, 'UTC'), 'UTC', locale);
  return {
    subject: subject(names),
    lines: [texts.timeFree(service.name, day), opening(names)],
    link: bookingPageUrl === null ? null : { label: texts.links.freeTimes, url: bookingPageUrl },
  };
}

/** What has happened. */
function listOpening(template: BookingTemplate, facts: MessageFacts, writing: MailWriting, names: MailNames): readonly string[] {
  const { texts } = writing;
  const opening = texts.messages[template].opening(names);
  // Why money goes back: it was paid twice, or there was no time left to give for it.
  if (template === 'payment_refunded_late')
    return facts.isDuplicate ? [texts.paidTwice, texts.standsAsItWas] : [opening, texts.noBooking];
  if (template === 'owner_dispute_closed') return describeDisputes(facts, writing);
  return template === 'owner_refund_failed' ? [opening, describeRefund(facts, writing)] : [opening];
}

/** What becomes of it, and what is to be done. */
function listClosing(template: BookingTemplate, facts: MessageFacts, writing: MailWriting): readonly string[] {
  const { texts } = writing;
  const contact = listContact(facts.order, writing);
  const refund = describeRefund(facts, writing);
  const closings: Readonly<Record<BookingTemplate, readonly string[]>> = {
    booking_confirmed: [],
    booking_rescheduled: [],
    booking_cancelled: describeCancelled(facts, writing, texts.returnedByHand),
    booking_missed: describeCancelled(facts, writing, texts.returnedByHand),
    session_too_few: describeGivenBack(facts, writing, texts.returnedByHand),
    payment_refunded_late: [facts.refund === null ? texts.goneAlready : refund],
    payment_refunded: [refund],
    payment_late_offer: describeOffer(facts, writing),
    payment_processing: [texts.closings.payment_processing],
    payment_failed: describeKept(facts, writing),
    owner_booking_confirmed: contact,
    owner_booking_cancelled: describeCancelled(facts, writing, texts.returnByHand),
    owner_session_too_few: [...contact, ...describeGivenBack(facts, writing, texts.returnByHand)],
    owner_payment_late: [...contact, texts.closings.owner_payment_late],
    owner_payment_missing: [...contact, texts.closings.owner_payment_missing],
    owner_hold_stuck: [texts.closings.owner_hold_stuck],
    owner_refund_failed: [texts.closings.owner_refund_failed],
    owner_dispute_opened: [...contact, texts.closings.owner_dispute_opened],
    owner_dispute_closed: [],
  };
  return closings[template];
}

/** Where a message leads. A cancelled booking has nothing to see, and owners have a screen of their own. */
function chooseLink(template: BookingTemplate, facts: MessageFacts, { texts: { links } }: MailWriting): MessageText['link'] {
  const { manageUrl, bookingPageUrl } = facts;
  const manage = { label: links.manage, url: manageUrl };
  const another = bookingPageUrl === null ? null : { label: links.another, url: bookingPageUrl };
  const chosen: Readonly<Partial<Record<BookingTemplate, MessageText['link']>>> = {
    booking_confirmed: manage,
    booking_rescheduled: manage,
    payment_refunded: manage,
    payment_processing: manage,
    session_too_few: another,
    payment_refunded_late: facts.isDuplicate ? manage : another,
    payment_late_offer: { label: links.lateOffer, url: manageUrl },
    payment_failed: { label: links.payAgain, url: manageUrl },
  };
  return chosen[template] ?? null;
}

/** What was offered, until when, and what happens by itself. */
const describeOffer = ({ order, booking }: MessageFacts, writing: MailWriting): readonly string[] =>
  order.lateOffer === null
    ? []
    : [
        writeFact(writing.texts.labels.paid, writing.money(money(order.lateOffer.amountMinor, order.currency))),
        writing.texts.offerUntil(writing.when(order.lateOffer.expiresAt, booking)),
        writing.texts.offerEnds,
      ];

const describeKept = ({ booking }: MessageFacts, { texts, when }: MailWriting): readonly string[] =>
  booking.holdExpiresAt === null ? [texts.notKept] : [texts.keptUntil(when(booking.holdExpiresAt, booking))];

/** All of them, since a bank may decide one and still look into another. */
const describeDisputes = ({ order }: MessageFacts, { texts, ...writing }: MailWriting): readonly string[] =>
  order.payments.flatMap(({ disputes, currency }) =>
    disputes.map(({ state, amountMinor }) => {
      const amount = writing.money(money(amountMinor, currency));
      if (state === 'open') return texts.disputeOpen(amount);
      return state === 'lost' ? texts.disputeLost(amount) : texts.disputeWon(amount);
    }),
  );

function listContact({ customer }: Order, { texts }: MailWriting): readonly string[] {
  if (customer === null) return [];
  const ways = [customer.name, customer.email, ...(customer.phone === null ? [] : [customer.phone])];
  return [writeFact(texts.labels.customer, ways.join(', '))];
}

/** What goes back of a booking that is given back whole; nothing where nothing was paid. */
const describeGivenBack = (...told: Parameters<typeof describeCancelled>): readonly string[] => {
  const { refund, byHand } = told[0].cancelled;
  return refund.amountMinor + byHand.amountMinor > 0 ? describeCancelled(...told) : [];
};

/** What goes back through the provider, what only the owner can return, and what the customer owes. */
function describeCancelled(
  { cancelled: { refund, byHand, owed } }: MessageFacts,
  writing: MailWriting,
  tellByHand: (amount: string) => string,
): readonly string[] {
  const lines = [
    ...(refund.amountMinor > 0 ? [writing.texts.refund(writing.money(refund))] : []),
    ...(byHand.amountMinor > 0 ? [tellByHand(writing.money(byHand))] : []),
  ];
  const fee = owed.amountMinor > 0 ? [writing.texts.owedFee(writing.money(owed))] : [];
  return [...(lines.length > 0 ? lines : [writing.texts.nothingRefunded]), ...fee];
}

const describeRefund = ({ refund }: MessageFacts, { texts, ...writing }: MailWriting): string =>
  refund === null ? texts.nothingRefunded : texts.refund(writing.money(refund));
