import { problemOf } from '../problem.ts';
import type { Hold } from '../state/booking-state.ts';
import type { Effect } from '../state/effect.ts';
import type { EffectContext } from '../view/later-part.ts';
import type { BookingAnswer } from '../wire-types.ts';
import type { BookingClient, BookingKey } from './booking-client.ts';

type Surroundings = Pick<EffectContext, 'lanes' | 'send'>;

/**
 * Gives a held time back, unless it turns out to be paid for: then it stays, and the answer is the booking. It is looked at first, because
 * cancelling what is paid would be a cancellation by the terms, which nobody asked for.
 *
 * @throws RequestError when the booking cannot be loaded. That it cannot be given back needs no word: a hold ends by itself.
 */
export async function giveBack(
  bookings: BookingClient,
  booking: BookingKey,
  signal?: AbortSignal,
): Promise<BookingAnswer | null> {
  const answer = await bookings.loadBooking(booking, signal);
  const { state } = answer.booking;
  if (state === 'expired' || state === 'cancelled') return null;
  if (state !== 'held' && state !== 'awaiting_payment') return answer;
  try {
    await bookings.cancelBooking(booking, { expectedRefund: null });
    return null;
  } catch (error) {
    return problemOf(error).code === 'already_paid' ? bookings.loadBooking(booking) : null;
  }
}

const giveBackQuietly = (bookings: BookingClient, booking: BookingKey): Promise<BookingAnswer | null> =>
  giveBack(bookings, booking).catch(() => null);

/** Lets a held time go; when it turns out to be paid for, that is what is shown. */
export async function letGo({ send }: Surroundings, bookings: BookingClient, hold: Hold): Promise<void> {
  const paid = await giveBackQuietly(bookings, hold);
  send(paid ? { kind: 'foundPaid', answer: paid, hold } : { kind: 'holdGone' });
}

/** Holds a time, and gives back the one that it replaces. When that turns out to be paid for, it is the visitor's booking and stays. */
export async function placeHold(
  { lanes, send }: Surroundings,
  bookings: BookingClient,
  { body, replaces }: Extract<Effect, { kind: 'placeHold' }>,
  signal: AbortSignal,
): Promise<void> {
  const answer = await bookings.placeHold(body, signal);
  send({ kind: 'held', answer });
  const paid = replaces && (await giveBackQuietly(bookings, replaces));
  if (!paid) return;
  // The new time is given back, and whatever was begun with it meanwhile ends: it has the same lane.
  lanes.run('write', async () => {
    await giveBackQuietly(bookings, { bookingId: answer.booking.id, manageToken: answer.manageToken });
    send({ kind: 'foundPaid', answer: paid, hold: replaces });
  });
}
