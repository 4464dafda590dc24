import type { Quote } from '../../../core/index.ts';
import { formatInstant } from '../../../core/index.ts';

/** Presents a price; beside its items the first one by itself, which is all there is for whoever books one time. */
export function presentQuote({ expiresAt, balance, items, ...quote }: Quote) {
  const [first] = items;
  return {
    ...quote,
    // How many seats others have is nobody's business but the owner's.
    items: items.map(({ seats: _seats, ...item }) => item),
    ...(balance === undefined ? {} : { balance: { ...balance, at: balance.at === null ? null : formatInstant(balance.at) } }),
    ...(expiresAt === undefined ? {} : { expiresAt: formatInstant(expiresAt) }),
    ...{ serviceId: first?.serviceId ?? '', partySize: first?.partySize ?? 0 },
  };
}
