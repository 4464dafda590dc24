import { formatMoney } from '../money/format-money.ts';
import { money } from '../money/money.ts';
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
    ...listExtras(order),
    `Price: ${formatMoney(order.quote.total, business.locale)}`,
    `Paid: ${formatMoney(money(paidMinor - refundedMinor, order.currency), business.locale)}`,
    `Reference: ${order.reference}`,
  ];
  return {
    summary: `${service.name}, ${who}${booking.partySize > 1 ? ` (${booking.partySize} people)` : ''}`,
    description: lines.join('\n'),
    location: service.place,
  };
}

function listExtras({ lines }: Order): readonly string[] {
  const extras = lines.filter(({ kind }) => kind === 'extra').map(({ quantity, description }) => `${quantity} × ${description}`);
  return extras.length === 0 ? [] : [`Extras: ${extras.join(', ')}`];
}
