import type { Booking } from '../booking/booking.ts';
import type { Standing } from '../catalog/choose-duration.ts';
import { money } from '../money/money.ts';
import { MINUTE } from '../time/instant.ts';
import type { Order } from './order.ts';

/** Tells how long a booking of an order is, how it takes part in a course, and what the service costs in it by the order's frozen price. */
export function computeStandingDuration({ bookings, quote, currency }: Order, booking: Booking): Standing {
  const item = bookings.findIndex(({ id }) => id === booking.id);
  const line = quote.lines.find((candidate) => candidate.kind === 'service' && candidate.item === item);
  const { extraMinutes = 0 } = quote.items[item] ?? {};
  return {
    durationMinutes: (booking.endsAt - booking.startsAt) / MINUTE - extraMinutes,
    extraMinutes,
    days: quote.items[item]?.days,
    price: money(quote.items[item]?.listPriceMinor ?? line?.unitAmountMinor ?? 0, currency),
    enrolment: quote.items[item]?.enrolment,
  };
}
