import type { Booking } from '../booking/booking.ts';
import type { ResourceId } from '../ids.ts';
import { computeBookingMoney } from '../order/booking-money.ts';
import type { NextId } from '../order/build-order.ts';
import { listQuotedCodes } from '../order/redemptions.ts';
import type { Order } from '../order/order.ts';
import { repriceOrder } from '../order/reprice-order.ts';
import type { Repriced } from '../order/reprice-order.ts';
import { computeStandingDuration } from '../order/standing-duration.ts';
import { computeMoveFee } from '../pricing/move-fee.ts';
import { addFeeLines, hasSamePrice, listFeeLines } from '../pricing/moved-quote.ts';
import type { Quote, QuoteLine } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import { chooseQuoteTexts } from '../words/quotes.ts';
import { quoteBookings } from './quote-booking.ts';
import type { QuotePorts } from './quote-booking.ts';

/** Where a customer wants to move, and whether with somebody by name. */
export type WantedMove = { readonly booking: Booking; readonly startsAt: EpochMillis; readonly resourceId: ResourceId | null };

/**
 * Finds out what an order costs once a customer has moved one of its bookings: the price of the new time and the fee by the frozen policy.
 * The frozen price stays when the new time costs what the old one does by today's prices, when one of the two cannot be priced any more, of a course, and in an order of which not all
 * stands. Codes that do not count for the new time are left out. The order itself when nothing changes.
 */
export async function priceMove(ports: QuotePorts, order: Order, wanted: WantedMove, nextId: NextId): Promise<Repriced> {
  const now = ports.clock.now();
  const { booking } = wanted;
  const item = order.bookings.findIndex(({ id }) => id === booking.id);
  const quote = await findNewQuote(ports, order, wanted);
  const { cancellationPolicy, startsAt } = booking;
  const feeMinor = computeMoveFee(cancellationPolicy, computeBookingMoney(order, booking.id), startsAt, now) ?? 0;
  if (quote === null && feeMinor === 0) return { order, refundMinor: 0 };
  const texts = chooseQuoteTexts((await ports.catalog.loadCatalog()).business.locale);
  const fee: QuoteLine = {
    ...{ item, kind: 'fee', subject: booking.serviceId, description: texts.moveFee, quantity: 1 },
    ...{ unitAmountMinor: feeMinor, amountMinor: feeMinor, explanation: texts.moveFeeWhy, netMinor: feeMinor },
  };
  const fees = [...(quote === null ? [] : listFeeLines(order.quote)), ...(feeMinor === 0 ? [] : [fee])];
  return repriceOrder(order, addFeeLines(quote ?? order.quote, fees), { bookingId: booking.id, now, nextId });
}

/** The price of the order with the new time; null when the frozen one stays. */
async function findNewQuote(ports: QuotePorts, order: Order, wanted: WantedMove): Promise<Quote | null> {
  if (order.bookings.some(({ state, sessions }) => state !== 'confirmed' || sessions.length > 1)) return null;
  if (order.quote.items.some(({ joins, enrolment }) => joins !== undefined || enrolment !== undefined)) return null;
  const codes = listQuotedCodes(order.quote);
  const standing = await quoteWith(ports, order, null, codes);
  if (standing === null) return null;
  const kept: string[] = [];
  for (const code of codes) if ((await quoteWith(ports, order, wanted, [...kept, code])) !== null) kept.push(code);
  const moved = await quoteWith(ports, order, wanted, kept);
  return moved === null || hasSamePrice(standing, moved) ? null : moved;
}

/** Prices the order by the moment at which it was made, as it stands or with one booking moved; null when that cannot be done. */
async function quoteWith(
  ports: QuotePorts,
  order: Order,
  wanted: WantedMove | null,
  codes: readonly string[],
): Promise<Quote | null> {
  const { createdAt: madeAt, bookings, redemptions, customer } = order;
  const items = bookings.map((booking, item) => {
    const { serviceId, partySize, extras } = booking;
    const { people, resourceId, tip, seats } = order.quote.items[item] ?? {};
    const own = {
      serviceId,
      partySize,
      extras,
      people,
      tip,
      address: order.addresses?.[booking.id],
      standing: computeStandingDuration(order, booking),
    };
    return wanted?.booking.id === booking.id
      ? { ...own, startsAt: wanted.startsAt, resourceId: wanted.resourceId ?? resourceId }
      : { ...own, startsAt: booking.startsAt, resourceId, seats };
  });
  const isAllPaid = order.quote.depositChoice?.isAllPaid;
  const quoted = await quoteBookings(ports, { items, codes, isAllPaid, customer }, { redemptions, madeAt, bookings });
  return quoted.ok ? quoted.value : null;
}
