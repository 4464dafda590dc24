import type { EffectContext } from '../view/later-part.ts';
import { cleanReturnAddress, readReturnedBooking } from './return-address.ts';
import { createTabStorage } from './tab-storage.ts';

/** Takes the booking that a visitor comes back for out of the address: it is cleaned before anything else reads it; what it said is only an id. */
export function takeReturnedBooking(): string | null {
  const returned = readReturnedBooking(location.href);
  if (returned !== null) history.replaceState(history.state, '', cleanReturnAddress(location.href));
  return returned;
}

/** Begins with what an earlier page load left in the tab and in the address. */
export function resume({ storageKey, send }: EffectContext): void {
  send({ kind: 'started', remembered: createTabStorage(storageKey).read(), returnedBookingId: takeReturnedBooking() });
}
