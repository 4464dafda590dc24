import type { ApiClient } from '../api-client.ts';
import type { Hold } from '../state/booking-state.ts';
import { computeNearest } from '../state/day-parts.ts';
import type { Message } from '../state/message.ts';
import type { BookingClient, BookingKey } from './booking-client.ts';
import type { AvailabilityQuery, WireSlot } from '../wire-types.ts';

/** Lets a hold go; when that fails the hold ends by itself, so the failure needs no word. */
export const releaseQuietly = async (bookings: BookingClient, booking: BookingKey): Promise<void> => {
  await bookings.cancelBooking(booking).catch(() => undefined);
};

/**
 * Ends a hold whose time is over: gives it back, and looks whether the time is still free.
 * It is loaded first: when it turns out that it was paid in the last moment, nothing is given back.
 */
export async function endHold(
  api: Pick<ApiClient, 'listSlots'>,
  bookings: BookingClient,
  effect: { readonly hold: Hold; readonly query: AvailabilityQuery; readonly slot: WireSlot },
  signal: AbortSignal,
): Promise<Message> {
  const answer = await bookings.loadBooking(effect.hold, signal);
  const { state } = answer.booking;
  if (state !== 'held' && state !== 'awaiting_payment' && state !== 'expired' && state !== 'cancelled')
    return { kind: 'foundPaid', answer, hold: effect.hold };
  if (state === 'held' || state === 'awaiting_payment') await releaseQuietly(bookings, effect.hold);
  const { slots } = await api.listSlots(effect.query, signal);
  const isStillFree = slots.some((slot) => slot.startsAt === effect.slot.startsAt);
  return { kind: 'releaseChecked', isStillFree, alternatives: isStillFree ? [] : computeNearest(slots, effect.slot.startsAt, 6) };
}
