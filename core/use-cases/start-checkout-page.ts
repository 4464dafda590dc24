import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { Order } from '../order/order.ts';
import type { Payment } from '../payment/payment.ts';
import { MINUTE } from '../time/instant.ts';
import { openPayment } from './open-payment.ts';
import type { CheckoutPorts, CheckoutRequest } from './open-payment.ts';

/** Where the visitor goes to pay; `url` is null when nothing is due and the booking is confirmed already. */
export type CheckoutPage = { readonly order: Order; readonly payment: Payment | null; readonly url: string | null };

/** Whose checkout it is, and where the provider sends the visitor back. */
export type CheckoutPageStart = CheckoutRequest & { readonly successUrl: string; readonly cancelUrl: string };

/**
 * When the provider closes the page by itself, counted from when the payment was begun. The hold ends before, and whoever ends it closes the page.
 * Longer than the half hour that a provider asks for at least, since a call that was cut short is repeated, with the same end, while the time is held.
 */
const PAGE_LIFE = 60 * MINUTE;

/**
 * Starts the payment of a held booking on a page of the provider's own, for visitors whose browser runs no scripts. What `openPayment` promises and
 * refuses holds for it; what lets the visitor pay is the page's address.
 */
export async function startCheckoutPage(ports: CheckoutPorts, start: CheckoutPageStart): Promise<Outcome<CheckoutPage>> {
  const { successUrl, cancelUrl, ...request } = start;
  const opened = await openPayment(ports, request, {
    open: async (gateway, described, { createdAt }) =>
      (await gateway.createCheckoutPage({ ...described, successUrl, cancelUrl, closesAt: createdAt + PAGE_LIFE })).payment,
    readKey: ({ pageUrl }) => pageUrl,
  });
  if (!opened.ok) return opened;
  const { order, payment, key } = opened.value;
  return accept({ order, payment, url: key });
}
