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
import type { PaymentGateway } from '../ports/payment-gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';

/** What the browser needs to pay; `clientSecret` is null when nothing is due and the booking is confirmed already. */
export type Checkout = { readonly order: Order; readonly payment: Payment | null; readonly clientSecret: string | null };

/** Whose checkout it is, and the price the visitor agreed to (null when the caller does not check). */
export type CheckoutRequest = { readonly bookingId: BookingId; readonly quoteHash: string | null };

/** How often a checkout begins anew when its payment is withdrawn under it. */
const MAXIMUM_TRIES = 3;

type CheckoutPorts = Pick<Ports, 'bookings' | 'clock' | 'ids' | 'payments' | 'catalog'>;

/**
 * Starts the payment of a held booking: the payment row is written first, then the provider is called keyed by its id, then the provider's id
 * is stored, and only then the client secret leaves. Repeating it answers the same payment, at the account where it was begun.
 * A crash in between is mended by the next call.
 * With nothing due the booking is confirmed at once.
 *
 * Refuses `hold_expired`, `already_paid`, `customer_required`, `quote_changed`, `payments_not_configured`; throws the provider's faults.
 */
export async function startCheckout(ports: CheckoutPorts, request: CheckoutRequest): Promise<Outcome<Checkout>> {
  for (let attempt = 0; attempt < MAXIMUM_TRIES; attempt += 1) {
    const started = await writeStart(ports, request);
    if (!started.ok) return started;
    const { order, paymentId } = started.value;
    if (paymentId === null) return accept({ order, payment: null, clientSecret: null });
    const opened = await openPayment(ports, order, paymentId);
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
  const changed = await changeOrder(
    ports.bookings,
    () => ports.bookings.findOrderOfBooking(request.bookingId),
    async (order) => {
      if (request.quoteHash !== null && request.quoteHash !== order.quote.hash)
        return refuse('quote_changed', { quote: order.quote });
      const decided = decideCheckout(order, chooseGateway(ports, order)?.provider ?? null, ports.clock.now(), ports.ids.next);
      if (decided.ok) paymentId = decided.value.paymentId;
      return decided;
    },
  );
  return changed.ok ? accept({ order: changed.value, paymentId }) : changed;
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
async function openPayment(ports: CheckoutPorts, order: Order, paymentId: PaymentId): Promise<Outcome<Checkout> | null> {
  const payment = order.payments.find((candidate) => candidate.id === paymentId);
  if (payment === undefined) return refuse('not_found', { paymentId });
  const gateway = ports.payments.find(payment.provider);
  if (gateway === null) return refuse('payments_not_configured');
  const provider =
    payment.providerId === null
      ? await createAtProvider(ports, gateway, order, payment)
      : await gateway.fetchPayment(payment.providerId);
  if (payment.providerId === null && !(await storeProviderId(ports, gateway, order, payment, provider))) return null;
  // What the provider says about a known payment may be news: paid in another tab, or withdrawn by hand.
  const recorded = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
  if (!recorded.ok) return recorded;
  const current = recorded.value.payments.find((candidate) => candidate.id === paymentId) ?? null;
  if (current?.state === 'paid') return refuse('already_paid', { orderId: order.id });
  if (current?.state === 'cancelled') return null;
  return accept({ order: recorded.value, payment: current, clientSecret: provider.clientSecret });
}

async function createAtProvider(
  ports: CheckoutPorts,
  gateway: PaymentGateway,
  order: Order,
  payment: Payment,
): Promise<ProviderPayment> {
  const { services, business } = await ports.catalog.loadCatalog();
  const [booking] = order.bookings;
  if (booking === undefined) throw new Error(`order ${order.id} has no booking`);
  const service = services.find((candidate) => candidate.id === booking.serviceId);
  return gateway.createPayment({
    paymentId: payment.id,
    orderId: order.id,
    bookingId: booking.id,
    reference: order.reference,
    amount: money(payment.amountMinor, payment.currency),
    description: `${service?.name ?? 'Booking'}, ${business.name}, ${order.reference}`,
    receiptEmail: null,
  });
}

/** Stores the provider's id. False if the hold or the price ended meanwhile: then the new payment is withdrawn and its secret never leaves. */
async function storeProviderId(
  ports: CheckoutPorts,
  gateway: PaymentGateway,
  order: Order,
  payment: Payment,
  provider: ProviderPayment,
): Promise<boolean> {
  const stored = await changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(order.id),
    async (current) => {
      const known = current.payments.find((candidate) => candidate.id === payment.id);
      if (known === undefined || !isOpenPayment(known.state) || !current.bookings.some(isUnconfirmed)) {
        return refuse('hold_expired', { orderId: order.id });
      }
      if (known.providerId === provider.providerId) return accept(decision(current));
      return accept(
        decision({ ...current, payments: replaceById(current.payments, [{ ...known, providerId: provider.providerId }]) }),
      );
    },
  );
  if (!stored.ok) await gateway.cancelPayment(provider.providerId);
  return stored.ok;
}
