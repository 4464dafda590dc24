import { computeLuminance, writeHex } from '../theme/contrast.ts';
import { readBackground, readColour } from '../theme/read-colours.ts';
import type { OpenPayment } from '../state/booking-state.ts';
import { openStripe } from './stripe-script.ts';
import type { ConfirmResult, Stripe, StripeElement, StripeElements } from './stripe-script.ts';

/** The provider's payment form in the page. */
export type PaymentForm = {
  readonly confirm: (returnUrl: string) => Promise<ConfirmResult>;
  readonly destroy: () => void;
};

type Mounted = { readonly stripe: Stripe; readonly elements: StripeElements; readonly element: StripeElement };

/** Describes the page's looks to the form. It takes only plain colours, so computed ones are written out. */
function describeAppearance(host: HTMLElement): object {
  const style = getComputedStyle(host);
  const page = readBackground(host);
  const hex = (css: string): string => writeHex(readColour(css) ?? page);
  return {
    theme: computeLuminance(page) > 0.3 ? 'stripe' : 'night',
    variables: {
      colorPrimary: hex(style.getPropertyValue('--hf-accent').trim()),
      colorText: hex(style.color),
      colorTextSecondary: hex(style.getPropertyValue('--hf-muted').trim()),
      colorBackground: writeHex(page),
      fontFamily: style.fontFamily,
      fontSizeBase: style.fontSize,
      borderRadius: style.getPropertyValue('--holdfast-radius').trim() || '6px',
    },
  };
}

const whenReady = (element: StripeElement, container: HTMLElement): Promise<void> =>
  new Promise((resolve, reject) => {
    element.on('ready', () => resolve());
    element.on('loaderror', () => reject(new Error('The payment form could not be loaded.')));
    element.mount(container);
  });

/**
 * Mounts the provider's payment form into a container.
 * @throws Error when the script or the form cannot be loaded.
 */
export async function mountPaymentForm(
  host: HTMLElement,
  container: HTMLElement,
  payment: OpenPayment,
  locale: string,
): Promise<PaymentForm> {
  const stripe = await openStripe(payment.scriptUrl, payment.publishableKey);
  const elements = stripe.elements({ clientSecret: payment.clientSecret, appearance: describeAppearance(host), locale });
  const mounted: Mounted = { stripe, elements, element: elements.create('payment') };
  await whenReady(mounted.element, container);
  return {
    confirm: (returnUrl) =>
      stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl }, redirect: 'if_required' }),
    destroy: () => mounted.element.destroy(),
  };
}
