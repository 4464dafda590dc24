import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { Order } from '../order/order.ts';
import type { Payment } from '../payment/payment.ts';
import { openPayment } from './open-payment.ts';
import type { CheckoutPorts, CheckoutRequest, PaymentWay } from './open-payment.ts';

export type { CheckoutRequest };

/** What the browser needs to pay; `clientSecret` is null when nothing is due and the booking is confirmed already. */
export type Checkout = { readonly order: Order; readonly payment: Payment | null; readonly clientSecret: string | null };

const inOurForm: PaymentWay = {
  open: (gateway, request) => gateway.createPayment(request),
  readKey: ({ clientSecret }) => clientSecret,
};

/**
 * Starts the payment of a held booking in the form of our page. What `openPayment` promises and refuses holds for it; what lets the visitor pay is the
 * client secret.
 */
export async function startCheckout(ports: CheckoutPorts, request: CheckoutRequest): Promise<Outcome<Checkout>> {
  const opened = await openPayment(ports, request, inOurForm);
  if (!opened.ok) return opened;
  const { order, payment, key } = opened.value;
  return accept({ order, payment, clientSecret: key });
}
