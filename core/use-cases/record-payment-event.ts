import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import { decidePayment } from '../order/decide-payment.ts';
import type { OrderDecision } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import type { Payment } from '../payment/payment.ts';
import type { ProviderPayment } from '../payment/provider-payment.ts';
import type { Ports } from '../ports/ports.ts';
import { releaseStaleHolds } from './release-holds.ts';
import { raiseVersion, saveDecision } from './save-order.ts';

/** Which payment something was heard of, by our id or the provider's, and the provider's event if there was one. */
export type PaymentNews = {
  readonly key: { readonly paymentId: PaymentId } | { readonly provider: string; readonly providerId: string };
  readonly providerEventId: string | null;
};

const MAXIMUM_TRIES = 8;

/**
 * Records what a provider did with a payment: the only way in which money becomes a confirmed booking.
 *
 * Webhook, return page and sweep all end here. It believes nothing it was told: it looks the payment up at its own account, decides from what
 * stands, and writes states, ledger, effects and the event's id at once. If the order was changed while it looked, it looks again, so old
 * news never overwrites new. Repeats change nothing and answer the order as it stands. Refuses `not_found` for payments that are not ours;
 * throws the provider's fault when it cannot be asked.
 */
export async function recordPaymentEvent(
  ports: Pick<Ports, 'bookings' | 'clock' | 'ids' | 'payments'>,
  news: PaymentNews,
): Promise<Outcome<Order>> {
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const order = await ports.bookings.findOrderOfPayment(news.key);
    const payment = order === null ? undefined : findPayment(order, news.key);
    const gateway = payment === undefined ? null : ports.payments.find(payment.provider);
    if (order === null || payment === undefined || gateway === null) return refuse('not_found', {});
    if (payment.providerId === null) return accept(order);
    const reported = await gateway.fetchPayment(payment.providerId);
    const recorded = await recordOnce(ports, order, payment, reported, news.providerEventId);
    if (recorded !== null) return recorded;
  }
  throw new Fault('busy_store', 'a payment was changed by others at every try', { retryable: true });
}

/** Decides and writes what a look has shown; null when somebody else wrote in between. */
async function recordOnce(
  ports: Pick<Ports, 'bookings' | 'clock' | 'ids'>,
  order: Order,
  payment: Payment,
  reported: ProviderPayment,
  eventId: string | null,
): Promise<Outcome<Order> | null> {
  const decided = decidePayment(order, payment.id, reported, ports.clock.now(), ports.ids.next);
  if (!decided.ok) return decided;
  let event = eventId === null ? null : { provider: payment.provider, eventId };
  const { decision, fallback } = decided.value;
  let chosen = decision;
  let result = await saveDecision(ports.bookings, order, chosen, event);
  // The event is known, but what was found by looking may still be new.
  if (result.kind === 'repeated_event') {
    event = null;
    result = await saveDecision(ports.bookings, order, chosen);
  }
  if (result.kind === 'taken' && fallback !== null) {
    // A hold that is over does not keep a buyer from his time: it goes, and all is looked at again.
    if ((await releaseInTheWay(ports, chosen)) > 0) return null;
    chosen = fallback;
    result = await saveDecision(ports.bookings, order, chosen, event);
  }
  if (result.kind === 'saved') return accept(raiseVersion(order, chosen.order));
  return null;
}

/** Releases ended holds that stand in the way of bookings that take their time again. Answers how many went. */
async function releaseInTheWay(ports: Pick<Ports, 'bookings' | 'clock'>, { order, claim }: OrderDecision): Promise<number> {
  const taking = order.bookings.filter((booking) => claim.includes(booking.id));
  return releaseStaleHolds(ports, {
    claims: taking.flatMap((booking) => booking.claims),
    sessionIds: taking.flatMap((booking) => (booking.sessionId === null ? [] : [booking.sessionId])),
    codes: order.redemptions.map((redemption) => redemption.code),
  });
}

const findPayment = (order: Order, key: PaymentNews['key']): Payment | undefined =>
  order.payments.find((payment) =>
    'paymentId' in key
      ? payment.id === key.paymentId
      : payment.provider === key.provider && payment.providerId === key.providerId,
  );
