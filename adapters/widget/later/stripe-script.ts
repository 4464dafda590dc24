/** The part of Stripe.js that is used. The same names are served by the sandbox's stand-in. @see https://docs.stripe.com/js */
export type StripeElement = {
  readonly mount: (container: HTMLElement) => void;
  readonly destroy: () => void;
  readonly on: (event: 'ready' | 'loaderror', listener: () => void) => unknown;
};

export type StripeElements = { readonly create: (kind: 'payment', options?: object) => StripeElement };

export type ConfirmResult = {
  readonly error?: { readonly type?: string; readonly message?: string; readonly payment_intent?: { readonly status?: string } };
  readonly paymentIntent?: { readonly status: string };
};

export type Stripe = {
  readonly elements: (options: {
    readonly clientSecret: string;
    readonly appearance: object;
    readonly locale: string;
  }) => StripeElements;
  readonly confirmPayment: (options: {
    readonly elements: StripeElements;
    readonly confirmParams: { readonly return_url: string };
    readonly redirect: 'if_required';
  }) => Promise<ConfirmResult>;
};

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => Stripe;
  }
}

const loading = new Map<string, Promise<void>>();

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      loading.delete(url);
      reject(new Error('The payment script could not be loaded.'));
    };
    document.head.append(script);
  });
}

/**
 * Loads the payment provider's script, once, and opens it with the public key.
 * @throws Error when it cannot be loaded; the next call tries again.
 */
export async function openStripe(scriptUrl: string, publishableKey: string): Promise<Stripe> {
  const script = window.Stripe ? Promise.resolve() : (loading.get(scriptUrl) ?? addScript(scriptUrl));
  loading.set(scriptUrl, script);
  await script;
  if (!window.Stripe) throw new Error('The payment script defines nothing.');
  return window.Stripe(publishableKey);
}
