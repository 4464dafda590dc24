import type { Outcome } from '../errors/refusal.ts';
import type { BookingId, OrderId } from '../ids.ts';
import { decideNoShow } from '../order/decide-no-show.ts';
import { decideWaiver } from '../order/decide-waiver.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import { changeOrder } from './save-order.ts';

/**
 * Notes on the owner's word that a customer has not come, once the booking has begun: the policy that was frozen into it says what goes back, is kept or is owed.
 * Refuses `booking_not_found`, `illegal_transition`, `not_begun`.
 */
export const markNoShow = (
  { bookings, clock, ids }: Pick<Ports, 'bookings' | 'clock' | 'ids'>,
  bookingId: BookingId,
): Promise<Outcome<Order>> =>
  changeOrder(
    bookings,
    () => bookings.findOrderOfBooking(bookingId),
    async (order) => decideNoShow(order, bookingId, clock.now(), ids.next),
  );

/** Waives on the owner's word what a customer owes by the terms for what did not take place. With nothing owed nothing changes. Refuses `not_found`. */
export const waiveFees = (
  { bookings, clock }: Pick<Ports, 'bookings' | 'clock'>,
  { orderId, key }: { readonly orderId: OrderId; readonly key: string },
): Promise<Outcome<Order>> =>
  changeOrder(
    bookings,
    () => bookings.loadOrder(orderId),
    async (order) => decideWaiver(order, key, clock.now()),
    { notFound: 'not_found' },
  );
