import { accept, computeNoShow, computeRefundableTotal, money } from '../../../core/index.ts';
import type { Order, Outcome } from '../../../core/index.ts';
import { presentAttention } from '../present/present-attention.ts';
import { presentBooking, presentOrder } from '../present/present-order.ts';
import { presentQuote } from '../present/present-quote.ts';
import type { RouteContext } from '../route.ts';

type AnyContext = RouteContext<unknown, unknown>;

/** Presents an order as its owner sees it, once what was asked for is done. */
export const presentChanged = async (context: AnyContext, changed: Outcome<Order>) =>
  changed.ok ? accept(await presentWhole(context, changed.value)) : changed;

/** Presents an order as its owner sees it. */
export async function presentWhole({ ports }: Pick<AnyContext, 'ports'>, order: Order) {
  const catalog = await ports.catalog.loadCatalog();
  const now = ports.clock.now();
  return {
    order: presentOrder(order, true),
    bookings: order.bookings.map((booking) => presentBooking(catalog, order, booking)),
    quote: presentQuote(order.quote),
    refundable: money(computeRefundableTotal(order), order.currency),
    noShows: listNoShows(order, now),
    attention: presentAttention(catalog, order, now),
  };
}

/** What noting that its customer did not come would mean for each booking for which that can be noted now. */
const listNoShows = (order: Order, now: number) =>
  order.bookings.flatMap(({ id }) => {
    const settlement = computeNoShow(order, id, now);
    if (!settlement.ok) return [];
    const { refundMinor, keptMinor, owedMinor } = settlement.value;
    const { currency } = order;
    return [
      { bookingId: id, refund: money(refundMinor, currency), fee: money(keptMinor, currency), owed: money(owedMinor, currency) },
    ];
  });
