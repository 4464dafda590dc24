import { findService } from '../catalog/catalog.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId, PaymentId } from '../ids.ts';
import { money } from '../money/money.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import { decideCheckout } from '../order/decide-checkout.ts';
import { decision, isUnconfirmed, replaceById } from '../order/decision.ts';
import type { Order } from '../order/order.ts';
import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment } from '../payment/payment.ts';
import type { ProviderPayment } from '../payment/provider-payment.ts';
import type { PaymentGateway, PaymentRequest } from '../ports/payment-gateway.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';
import { withdrawPayment } from './withdraw-payment.ts';
import { chooseMailTexts } from '../words/mails.ts';

/** Whose checkout it is, and the price the visitor agreed to (null when the caller does not check). */
export type CheckoutRequest = {
  readonly bookingId: BookingId;
  readonly quoteHash: string | null;
  /** The order, if the caller has just read it: spares reading it again. */
  readonly known?: Order | null;
};

/** One of the ways to pay: the form in our page, or a page of the provider's. */
export type PaymentWay = {
  /** Opens the payment at the provider; the same request again has no second effect. */
  readonly open: (gateway: PaymentGateway, request: PaymentRequest, payment: Payment) => Promise<ProviderPayment>;
  /** Reads what lets the visitor pay in this way; null when the payment was opened in the other. */
  readonly readKey: (payment: ProviderPayment) => string | null;
};

/** A payment that can be paid with `key`; both are null when nothing was due and the booking is confirmed already. */
export type OpenedPayment = { readonly order: Order; readonly payment: Payment | null; readonly key: string | null };

/** How often a checkout begins anew when its payment is withdrawn under it. */
const MAXIMUM_TRIES = 3;

/** What opening a payment needs of the outside. */
export type CheckoutPorts = ConfirmerPorts;

/**
 * Opens the payment of a held booking in one of the ways: the payment row is written first, then the provider is called keyed by its id, then the
 * provider's id is stored, and only then leaves what lets the visitor pay. Repeating it answers the same payment, at the account where it was
 * begun. A payment that was begun in the other way is withdrawn before another begins, so that an order is never paid twice.
 * A crash in between is mended by the next call. With nothing due the booking is confirmed at once.
 *
 * Refuses `hold_expired`, `already_paid`, `customer_required`, `quote_changed`, `payments_not_configured`, `payment_in_progress` (one of the other
 * way can no longer be withdrawn); throws the provider's faults.
 */
export async function openPayment(
  ports: CheckoutPorts,
  request: CheckoutRequest,
  way: PaymentWay,
): Promise<Outcome<OpenedPayment>> {
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const started = await writeStart(ports, attempt === 0 ? request : { ...request, known: null });
    if (!started.ok) return started;
    const { order, paymentId } = started.value;
    if (paymentId === null) return accept({ order, payment: null, key: null });
    const opened = await openAtProvider(ports, order, paymentId, way);
    if (opened !== null) return opened;
  }
  throw new Fault('busy_store', 'a payment was withdrawn at every try', { retryable: true });
}

/** Writes that the payment has begun. */
async function writeStart(
  ports: CheckoutPorts,
  request: CheckoutRequest,
): Promise<Outcome<{ order: Order; paymentId: PaymentId | null }>> {
  let paymentId: PaymentId | null = null;
  const catalog = await ports.catalog.loadCatalog();
  const changed = await changeOrder(
    ports.bookings,
    () => ports.bookings.findOrderOfBooking(request.bookingId),
    async (order) => {
      if (request.quoteHash !== null && request.quoteHash !== order.quote.hash)
        return refuse('quote_changed', { quote: order.quote });
      const terms = {
        provider: chooseGateway(ports, order)?.provider ?? null,
        delayedDays: computeDelayedDays(catalog, order),
      };
      const decided = decideCheckout(order, terms, ports.clock.now(), ports.ids.next);
      if (decided.ok) paymentId = decided.value.paymentId;
      return decided;
    },
    { known: request.known ?? null },
  );
  return changed.ok ? accept({ order: changed.value, paymentId }) : changed;
}

/** Methods that take days are offered when every service of the order allows them, and for as long as the least patient one waits. */
function computeDelayedDays(catalog: Catalog, { bookings }: Order): number | null {
  const days = bookings.map(({ serviceId }) => findService(catalog, serviceId)?.delayedPaymentDays ?? null);
  return days.some((each) => each === null) ? null : Math.min(...days.map(Number));
}

/** A payment that is open already goes on where it was begun, whatever takes new payments by now. */
function chooseGateway({ payments }: CheckoutPorts, order: Order): PaymentGateway | null {
  const open = findOpenPayment(order);
  return open === undefined ? payments.current : payments.find(open.provider);
}

/**
 * Opens the payment at the provider (or looks it up when it was opened before) and stores its id.
 * Null when the payment was withdrawn meanwhile: the order then says what is possible, another payment or none.
 */
async function openAtProvider(
  ports: CheckoutPorts,
  order: Order,
  paymentId: PaymentId,
  way: PaymentWay,
): Promise<Outcome<OpenedPayment> | null> {
  const payment = order.payments.find((candidate) => candidate.id === paymentId);
  if (payment === undefined) return refuse('not_found', { paymentId });
  const gateway = ports.payments.find(payment.provider);
  if (gateway === null) return refuse('payments_not_configured');
  const provider =
    payment.providerId === null
      ? await way.open(gateway, await describePayment(ports, order, payment), payment)
      : await gateway.fetchPayment(payment.providerId);
  if (payment.providerId === null) {
    const stored = await storeProviderId(ports, gateway, order, payment, provider);
    if (stored === null) return null;
    const key = way.readKey(provider);
    const opened = stored.payments.find(({ id }) => id === paymentId);
    // Nobody can have paid what nobody had the key to.
    if (provider.state === 'open' && key !== null && opened !== undefined) return accept({ order: stored, payment: opened, key });
  }
  // What the provider says about a known payment may be news: paid in another tab, or withdrawn by hand.
  const recorded = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
  if (!recorded.ok) return recorded;
  const current = recorded.value.payments.find((candidate) => candidate.id === paymentId);
  if (current === undefined || current.state === 'cancelled') return null;
  if (!isOpenPayment(current.state)) return refuse('already_paid', { orderId: order.id });
  const key = way.readKey(provider);
  if (key !== null) return accept({ order: recorded.value, payment: current, key });
  return (await withdrawPayment(ports, order.id)) ? null : refuse('payment_in_progress', { orderId: order.id });
}

/** Describes a payment to its provider. */
async function describePayment(ports: CheckoutPorts, order: Order, payment: Payment): Promise<PaymentRequest> {
  const { services, business } = await ports.catalog.loadCatalog();
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error(`order ${order.id} has no booking`);
  const service = services.find((candidate) => candidate.id === booking.serviceId);
  const texts = chooseMailTexts(business.locale);
  const name = service?.name ?? texts.booking;
  const sold = order.bookings.length > 1 ? texts.andMore(name, order.bookings.length - 1) : name;
  return {
    paymentId: payment.id,
    orderId: order.id,
    bookingId: booking.id,
    reference: order.reference,
    amount: money(payment.amountMinor, payment.currency),
    description: `${sold}, ${business.name}, ${order.reference}`,
    receiptEmail: null,
    allowDelayed: payment.delayedDays !== null,
  };
}

/**
 * Stores the provider's id and answers the order. Null if the hold or the price ended meanwhile, or if somebody else has opened the payment in the other way: then what
 * was opened here is withdrawn, and what lets it be paid never leaves.
 */
async function storeProviderId(
  ports: CheckoutPorts,
  gateway: PaymentGateway,
  order: Order,
  payment: Payment,
  { providerId }: ProviderPayment,
): Promise<Order | null> {
  const stored = await changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(order.id),
    async (current) => {
      const known = current.payments.find((candidate) => candidate.id === payment.id);
      if (known === undefined || !isOpenPayment(known.state) || !current.bookings.some(isUnconfirmed)) {
        return refuse('hold_expired', { orderId: order.id });
      }
      if (known.providerId === providerId) return accept(decision(current));
      if (known.providerId !== null) return refuse('payment_in_progress', { orderId: order.id });
      return accept(decision({ ...current, payments: replaceById(current.payments, [{ ...known, providerId }]) }));
    },
    { known: order },
  );
  if (stored.ok) return stored.value;
  await gateway.cancelPayment(providerId);
  return null;
}
