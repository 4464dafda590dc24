import type { Booking } from '../booking/booking.ts';
import { computeBookingPrice } from '../order/booking-price.ts';
import type { Order } from '../order/order.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import type { LateStart } from '../pricing/quote.ts';
import { formatClock } from '../time/format-time.ts';
import { writeFact } from './message-facts.ts';
import type { MailWriting, MessageFacts } from './message-facts.ts';

/** Lists what every message about a booking tells of it: what, when, where, with whom, for how many, its price and number, and what else is in its order. */
export function listFacts(facts: MessageFacts, writing: MailWriting): readonly string[] {
  const { service, order, booking, resourceNames } = facts;
  const { labels, people } = writing.texts;
  return [
    writeFact(labels.what, service.name),
    ...listTimes(facts, writing),
    ...listEnd(facts, writing),
    ...(service.place === null ? [] : [writeFact(labels.where, service.place)]),
    ...listSteps(facts, writing),
    ...(resourceNames.length > 0 ? [writeFact(labels.with, resourceNames.join(', '))] : []),
    ...(booking.partySize > 1 ? [writeFact(labels.for, people(booking.partySize))] : []),
    writeFact(labels.price, writing.money(computeBookingPrice(order, booking.id))),
    ...(order.quote.customerVatId === undefined
      ? []
      : [writeFact(labels.vatId, `${order.quote.customerVatId} ${labels.reverseCharge}`)]),
    writeFact(labels.reference, order.reference),
    ...listOthers(facts, writing),
  ];
}

/** Where a late joiner begins; a booking that has moved since may lie elsewhere in another run. */
function findLateStart({ bookings, quote }: Order, { id, sequence }: Booking): LateStart | null {
  const joins = quote.items[bookings.findIndex((booking) => booking.id === id)]?.joins;
  return sequence === 0 ? (joins ?? null) : null;
}

/** When it is; of a course each session. */
function listTimes({ booking, order }: MessageFacts, { texts, when }: MailWriting): readonly string[] {
  const { sessions } = booking;
  const late = findLateStart(order, booking);
  const told = late === null ? [] : [texts.beginsWith(late.session, late.of)];
  if (sessions.length < 2) return [...told, writeFact(texts.labels.when, when(booking.startsAt, booking))];
  const [first, of] = late === null ? [1, sessions.length] : [late.session, late.of];
  const name = (index: number): string => texts.session(first + index, of);
  return [...told, ...sessions.map(({ startsAt }, index) => writeFact(name(index), when(startsAt, booking)))];
}

/** When a stay is over; what lasts minutes says when it begins. */
const listEnd = ({ order, booking }: MessageFacts, { texts, when }: MailWriting): readonly string[] =>
  computeStandingDuration(order, booking).days === undefined
    ? []
    : [writeFact(texts.labels.until, when(booking.endsAt, booking))];

/** What happens when, on the clock of the place. */
const listSteps = ({ booking: { steps, timeZone } }: MessageFacts, { locale }: MailWriting): readonly string[] =>
  steps.map(
    ({ name, startsAt, endsAt }) =>
      `${formatClock(startsAt, timeZone, locale)}–${formatClock(endsAt, timeZone, locale)}: ${name}`,
  );

/** The other bookings of the same order: those that share the fate of this one, and those that stand although it does not. */
function listOthers({ order, booking, others }: MessageFacts, { texts, money, when }: MailWriting): readonly string[] {
  const { labels, forBookings } = texts;
  const name = (one: MessageFacts['others'][number]): string => `${one.serviceName}, ${when(one.booking.startsAt, one.booking)}`;
  const alike = others.filter((one) => one.booking.state === booking.state);
  const standing = booking.state === 'cancelled' ? others.filter((one) => one.booking.state === 'confirmed') : [];
  return [
    ...(alike.length === 0 ? [] : [writeFact(labels.sameOrder, alike.map(name).join('; '))]),
    ...(standing.length === 0 ? [] : [writeFact(labels.stillBooked, standing.map(name).join('; '))]),
    ...(others.length === 0 ? [] : [writeFact(labels.orderPrice, forBookings(money(order.quote.total), others.length + 1))]),
  ];
}
