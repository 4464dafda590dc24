import type { BookingId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import { money } from '../money/money.ts';
import type { Order } from './order.ts';

/** Computes what one booking of an order costs with its extras, after its share of the discount. The prices of all bookings sum to the order's. */
export const computeBookingPrice = ({ lines, currency }: Order, bookingId: BookingId): Money =>
  money(
    lines.reduce((sum, line) => (line.bookingId === bookingId ? sum + line.netMinor : sum), 0),
    currency,
  );
