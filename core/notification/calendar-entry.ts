import type { BookingId } from '../ids.ts';
import { money } from '../money/money.ts';
import { computeBookingPrice } from '../order/booking-price.ts';
import { computeTotals } from '../order/compute-totals.ts';
import type { Order } from '../order/order.ts';
import { prepareWriting, writeFact } from './message-facts.ts';
import type { MailWriting, MessageFacts } from './message-facts.ts';

/** What an event in the business's own calendar says. */
export type CalendarEntry = { readonly summary: string; readonly description: string; readonly location: string | null };

/** Composes the event that tells the business who comes for what: in the summary at a glance, the rest in lines below. */
export function composeCalendarEntry({ business, service, order, booking, resourceNames }: MessageFacts): CalendarEntry {
  const writing = prepareWriting(business);
  const { labels, people } = writing.texts;
  const who = order.customer?.name ?? order.reference;
  const { paidMinor, refundedMinor } = computeTotals(order);
  const party = people(booking.partySize);
  const lines = [
    ...(resourceNames.length > 0 ? [writeFact(labels.with, resourceNames.join(', '))] : []),
    ...(booking.partySize > 1 ? [writeFact(labels.for, party)] : []),
    ...listExtras(order, booking.id, writing),
    writeFact(labels.price, writing.money(computeBookingPrice(order, booking.id))),
    ...listOrder(order, writing),
    writeFact(labels.paid, writing.money(money(paidMinor - refundedMinor, order.currency))),
    writeFact(labels.reference, order.reference),
  ];
  return {
    summary: `${service.name}, ${who}${booking.partySize > 1 ? ` (${party})` : ''}`,
    description: lines.join('\n'),
    location: service.place,
  };
}

/** What is paid is paid for the whole order; so its price is told where it is not the booking's. */
const listOrder = ({ bookings, quote }: Order, { texts, ...writing }: MailWriting): readonly string[] =>
  bookings.length < 2 ? [] : [writeFact(texts.labels.orderPrice, texts.forBookings(writing.money(quote.total), bookings.length))];

function listExtras({ lines }: Order, bookingId: BookingId, { texts }: MailWriting): readonly string[] {
  const extras = lines
    .filter((line) => line.kind === 'extra' && line.bookingId === bookingId)
    .map(({ quantity, description }) => `${quantity} × ${description}`);
  return extras.length === 0 ? [] : [writeFact(texts.labels.extras, extras.join(', '))];
}
