import { createProblem } from '../problem.ts';
import type { OpenPayment } from '../state/booking-state.ts';
import type { Problem } from '../problem.ts';
import { mountPaymentForm } from './payment-form.ts';
import type { PaymentForm } from './payment-form.ts';
import { buildReturnAddress } from './return-address.ts';

/** What the payment step does outside: the provider's form comes, pays and goes. */
export type PaymentEffects = {
  readonly mount: (payment: OpenPayment) => void;
  readonly confirm: (bookingId: string) => void;
  readonly unmount: () => void;
};

/** What is heard of a payment: from the form in the page, or that it could not be loaded. */
export type PaymentMessage =
  | { readonly kind: 'paymentReady' }
  | { readonly kind: 'payRefused'; readonly message: string; readonly isDecline: boolean }
  | { readonly kind: 'paySent'; readonly isPaid: boolean }
  | { readonly kind: 'failed'; readonly lane: 'write'; readonly problem: Problem };

type Surroundings = { readonly host: HTMLElement; readonly locale: string; readonly send: (message: PaymentMessage) => void };

const known = new WeakMap<Surroundings['send'], PaymentEffects>();

/** The payment effects of one start of a widget: the same ones each time, since they hold the form that is mounted. */
export function paymentEffectsOf(surroundings: Surroundings): PaymentEffects {
  const effects = known.get(surroundings.send) ?? createPaymentEffects(surroundings);
  known.set(surroundings.send, effects);
  return effects;
}

/** Creates the payment's effects. The provider's script is loaded when a form is first mounted. */
function createPaymentEffects({ host, locale, send }: Surroundings): PaymentEffects {
  let form: PaymentForm | null = null;
  let round = 0;
  const unmount = (): void => {
    round += 1;
    form?.destroy();
    form = null;
  };
  const mount = async (payment: OpenPayment): Promise<void> => {
    unmount();
    const own = round;
    try {
      const container = host.querySelector<HTMLElement>('.hf-payment');
      if (own !== round || !container) return;
      container.replaceChildren();
      const mounted = await mountPaymentForm(host, container, payment, locale);
      if (own !== round) return mounted.destroy();
      form = mounted;
      send({ kind: 'paymentReady' });
    } catch {
      if (own === round) send({ kind: 'failed', lane: 'write', problem: createProblem('network') });
    }
  };
  const confirm = async (bookingId: string): Promise<void> => {
    const result = await form
      ?.confirm(buildReturnAddress(location.href, bookingId))
      .catch(() => ({ error: { type: 'api_connection_error' } }));
    if (!result) return send({ kind: 'payRefused', message: '', isDecline: false });
    if (!result.error) return send({ kind: 'paySent', isPaid: true });
    const { error } = result;
    // Nobody knows whether it went through: the service asks the provider.
    if (error.type === 'api_connection_error' || error.type === 'api_error') return send({ kind: 'paySent', isPaid: false });
    const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
    send({ kind: 'payRefused', message, isDecline: error.type !== 'validation_error' });
  };
  return { mount: (payment) => void mount(payment), confirm: (bookingId) => void confirm(bookingId), unmount };
}
