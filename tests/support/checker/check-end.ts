import type { Evidence, Violation } from './evidence.ts';

/** Checks that nothing stays held, open or promised for ever once everything has been healthy for days. */
export function checkEnd({ orders, provider, now }: Evidence): readonly Violation[] {
  const say = (about: string, words: string): Violation => ({ rule: 'nothing_stays_for_ever', about, words });
  const waiting = orders
    .flatMap((order) => order.bookings)
    .filter(({ state }) => state === 'held' || state === 'awaiting_payment')
    .map(({ id, state }) => say(id, `${id} is still ${state}`));
  const openHere = orders
    .flatMap((order) => order.payments)
    .filter(({ state }) => openStates.has(state))
    .map(({ id, state }) => say(id, `payment ${id} is still ${state}`));
  const openThere = provider
    .filter(({ state }) => state === 'open' || openStates.has(state))
    .map(({ providerId, state }) => say(providerId, `payment ${providerId} is still ${state} at the provider`));
  const offers = orders
    .filter(({ lateOffer }) => lateOffer?.state === 'open' && lateOffer.expiresAt <= now)
    .map(({ id }) => say(id, `the offer of ${id} is over and still open`));
  return [...waiting, ...openHere, ...openThere, ...offers];
}

const openStates: ReadonlySet<string> = new Set(['created', 'requires_action', 'processing', 'authorized']);
