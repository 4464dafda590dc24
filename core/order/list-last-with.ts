import type { Booking } from '../booking/booking.ts';
import type { LastWith } from '../catalog/choice.ts';
import type { Order } from './order.ts';

/** Whether somebody is, or was, with those whom a booking has: it is confirmed, or its time was kept for him. */
export const hasHad = ({ state }: Pick<Booking, 'state'>): boolean =>
  state === 'confirmed' || state === 'completed' || state === 'no_show';

/** Lists whom the customer of an order had in its bookings, the last one first. */
export const listLastWith = ({ bookings }: Pick<Order, 'bookings'>): LastWith =>
  bookings
    .filter(hasHad)
    .toSorted((a, b) => b.startsAt - a.startsAt)
    .map(({ resourceIds }) => resourceIds);
