import type { ApiClient } from '../api-client.ts';
import type { Hold } from '../state/booking-state.ts';
import type { Message } from '../state/message.ts';
import type { BookingClient } from './booking-client.ts';
import { giveBack } from './give-back.ts';
import { computeNearest } from './nearest.ts';
import type { AvailabilityQuery, WireSlot } from '../wire-types.ts';

/**
 * Ends a hold whose time is over: gives it back, and looks whether the time is still free.
 * When it turns out that it was paid in the last moment, nothing is given back.
 */
export async function endHold(
  api: Pick<ApiClient, 'listSlots'>,
  bookings: BookingClient,
  effect: { readonly hold: Hold; readonly query: AvailabilityQuery; readonly slot: WireSlot },
  signal: AbortSignal,
): Promise<Message> {
  const paid = await giveBack(bookings, effect.hold, signal);
  if (paid) return { kind: 'foundPaid', answer: paid, hold: effect.hold };
  const { slots } = await api.listSlots(effect.query, signal);
  const isStillFree = slots.some((slot) => slot.startsAt === effect.slot.startsAt);
  return { kind: 'releaseChecked', isStillFree, alternatives: isStillFree ? [] : computeNearest(slots, effect.slot.startsAt, 6) };
}
