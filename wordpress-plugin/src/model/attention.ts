import { fieldsOf, isFields, listOf, numberOf, textOf, textOrNull } from './fields.ts';

/** Something that the owner should know of or decide, in the words of the service. */
export type AttentionItem = {
  readonly kind: string;
  readonly title: string;
  readonly advice: string;
  readonly orderId: string;
  readonly bookingId: string | null;
  readonly reference: string;
  readonly customerName: string | null;
  readonly serviceName: string;
  readonly startsAt: string | null;
  readonly timeZone: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  /** When it ends by itself; null when it does not. */
  readonly until: string | null;
  /** Where the payment is shown at the provider; null when there is none. */
  readonly providerUrl: string | null;
};

/** What can be done about something from here. */
export type AttentionAction = 'refund' | 'release';

// The provider names live payments "stripe" and those of its test mode "stripe_test".
function readProviderUrl(payment: unknown): string | null {
  const { provider, providerId } = fieldsOf(payment);
  const id = textOf(providerId);
  // A payment that was made on Stripe's own page is found there by its search.
  const place = id.startsWith('cs_') ? `search?query=${encodeURIComponent(id)}` : `payments/${encodeURIComponent(id)}`;
  if (id === '' || !textOf(provider).startsWith('stripe')) return null;
  return `https://dashboard.stripe.com/${provider === 'stripe_test' ? 'test/' : ''}${place}`;
}

const readItem = (fields: Readonly<Record<string, unknown>>): AttentionItem => ({
  kind: textOf(fields['kind']),
  title: textOf(fields['title']),
  advice: textOf(fields['advice']),
  orderId: textOf(fields['orderId']),
  bookingId: textOrNull(fields['bookingId']),
  reference: textOf(fields['reference']),
  customerName: textOrNull(fields['customerName']),
  serviceName: textOf(fields['serviceName']),
  startsAt: textOrNull(fields['startsAt']),
  timeZone: textOrNull(fields['timeZone']),
  amountMinor: numberOf(fieldsOf(fields['amount'])['amountMinor']),
  currency: textOf(fieldsOf(fields['amount'])['currency']),
  until: textOrNull(fields['until']),
  providerUrl: readProviderUrl(fields['payment']),
});

/** Reads the owner's queue. */
export const readAttention = (answer: unknown): readonly AttentionItem[] =>
  listOf(fieldsOf(answer)['items']).filter(isFields).map(readItem);

/** Tells what can be done about something from here; null when the owner can only look or wait. */
export const findAction = ({ kind, bookingId }: AttentionItem): AttentionAction | null => {
  if (kind === 'refund_owed') return 'refund';
  return kind === 'hold_stuck' && bookingId !== null ? 'release' : null;
};
