import { Fault } from '../errors/fault.ts';
import { accept } from '../errors/refusal.ts';
import { decideEndOfOffer, isOfferOver } from '../order/decide-offer.ts';
import { decision } from '../order/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { changeOrder } from './save-order.ts';

/** What became of offers that nobody took up. */
export type OfferSummary = { readonly lapsed: number; readonly failures: readonly unknown[] };

/** Gives money back that came too late and for which nobody chose another time. Safe to run twice at once. */
export async function endOffers(ports: Pick<Ports, 'bookings' | 'clock' | 'ids'>, limit: number): Promise<OfferSummary> {
  let lapsed = 0;
  const failures: unknown[] = [];
  for (const orderId of await ports.bookings.listDueOffers(ports.clock.now(), limit)) {
    try {
      const ended = await changeOrder(
        ports.bookings,
        () => ports.bookings.loadOrder(orderId),
        async (order) => {
          const now = ports.clock.now();
          return accept(isOfferOver(order, now) ? decideEndOfOffer(order, 'lapsed', now, ports.ids.next) : decision(order));
        },
      );
      if (ended.ok && ended.value.lateOffer?.state === 'lapsed') lapsed += 1;
    } catch (error) {
      if (!(error instanceof Fault)) failures.push(error);
    }
  }
  return { lapsed, failures };
}
