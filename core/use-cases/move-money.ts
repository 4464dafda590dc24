import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { OrderId, RefundId } from '../ids.ts';
import { decideOnSite, decideOwnerRefund } from '../order/decide-owner-money.ts';
import type { GivenBackLimit } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import { changeOrder } from './save-order.ts';

type MoneyPorts = Pick<Ports, 'bookings' | 'clock'>;

/**
 * Gives money of an order back on the owner's word; the refund itself is an effect, and the customer is told. Repeating it with the same refund id changes nothing.
 * Refuses `not_found`, `refund_too_large` (with `maximumMinor`), `payment_disputed`; `confirmation_required` when more would be given back than `limit` allows.
 */
export const refundByOwner = (
  { bookings, clock }: MoneyPorts,
  request: {
    readonly orderId: OrderId;
    readonly amountMinor: number;
    readonly refundId: RefundId;
    readonly limit?: GivenBackLimit | null;
  },
): Promise<Outcome<Order>> =>
  changeOrder(
    bookings,
    () => bookings.loadOrder(request.orderId),
    async (order) => {
      const decided = decideOwnerRefund(order, request.amountMinor, request.refundId, clock.now());
      return decided.ok ? accept({ ...decided.value, givenBackLimit: request.limit ?? null }) : decided;
    },
    { notFound: 'not_found' },
  );

/**
 * Books money that changed hands at the place: positive was paid by the customer, negative was given back to him. Repeating it with the same key changes nothing.
 * Refuses `not_found`, `refund_too_large` (with `maximumMinor`) when less is owed back.
 */
export const recordOnSite = (
  { bookings, clock }: MoneyPorts,
  request: { readonly orderId: OrderId; readonly amountMinor: number; readonly key: string },
): Promise<Outcome<Order>> =>
  changeOrder(
    bookings,
    () => bookings.loadOrder(request.orderId),
    async (order) => decideOnSite(order, request.amountMinor, request.key, clock.now()),
    { notFound: 'not_found' },
  );
