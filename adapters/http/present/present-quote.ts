import type { Quote } from '../../../core/index.ts';

/** Presents a price; beside its items the first one by itself, which is all there is for whoever books one time. */
export function presentQuote(quote: Quote) {
  const [first] = quote.items;
  return { ...quote, serviceId: first?.serviceId ?? '', partySize: first?.partySize ?? 0 };
}
