import type { BookingId } from '../ids.ts';
import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
import { computeBookingPrice } from '../order/booking-price.ts';
import { computeTotals } from '../order/compute-totals.ts';
import type { Order } from '../order/order.ts';
import type { MessageFacts } from './compose-message.ts';

/** What an event in the business's own calendar says. */
export type CalendarEntry = { readonly summary: string; readonly description: string; readonly location: string | null };

/** Composes the event that tells the business who comes for what: in the summary at a glance, the rest in lines below. */
export function composeCalendarEntry({ business, service, order, booking, resourceNames }: MessageFacts): CalendarEntry {
  const who = order.customer?.name ?? order.reference;
  const people = booking.partySize > 1 ? [`For: ${booking.partySize} people`] : [];
  const company = resourceNames.length > 0 ? [`With: ${resourceNames.join(', ')}`] : [];
  const { paidMinor, refundedMinor } = computeTotals(order);
  const lines = [
    ...company,
    ...people,
    ...listExtras(order, booking.id),
    `Price: ${formatMoney(computeBookingPrice(order, booking.id), business.locale)}`,
    ...listOrder(order, business.locale),
    `Paid: ${formatMoney(money(paidMinor - refundedMinor, order.currency), business.locale)}`,
    `Reference: ${order.reference}`,
  ];
  return {
    summary: `${service.name}, ${who}${booking.partySize > 1 ? ` (${booking.partySize} people)` : ''}`,
    description: lines.join('\n'),
    location: service.place,
  };
}

/** What is paid is paid for the whole order; so its price is told where it is not the booking's. */
const listOrder = ({ bookings, quote }: Order, locale: string): readonly string[] =>
  bookings.length < 2 ? [] : [`Price of the order: ${formatMoney(quote.total, locale)} for ${bookings.length} bookings`];

function listExtras({ lines }: Order, bookingId: BookingId): readonly string[] {
  const extras = lines
    .filter((line) => line.kind === 'extra' && line.bookingId === bookingId)
    .map(({ quantity, description }) => `${quantity} × ${description}`);
  return extras.length === 0 ? [] : [`Extras: ${extras.join(', ')}`];
}
