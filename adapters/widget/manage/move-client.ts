import type { ApiClient } from '../api-client.ts';
import type { BookingKey } from '../later/booking-client.ts';
import { readAnswer } from '../read-answer.ts';
import { sendRequest } from '../send-request.ts';
import type { Transport } from '../send-request.ts';
import type { AvailabilityQuery, DaysAnswer, MovePriceAnswer, SlotsAnswer } from '../wire-types.ts';

/**
 * Creates what reads the times that one booking can move to. What it is (its length, for how many, where) the service knows, also where it is not
 * offered any more; its own time does not stand in its way. Every call throws `RequestError`.
 */
export function createMoveClient(
  transport: Transport,
  { bookingId, manageToken }: BookingKey,
): Pick<ApiClient, 'listDays' | 'listSlots'> {
  const read = (kind: 'days' | 'slots', query: AvailabilityQuery, signal?: AbortSignal): Promise<unknown> => {
    const { from, to, timeZone, resource } = query;
    return sendRequest(transport, {
      method: 'GET',
      path: `/bookings/${encodeURIComponent(bookingId)}/${kind}`,
      query: { from, to, timeZone, ...(resource !== null && { resource }) },
      token: manageToken,
      signal,
    });
  };
  return {
    listDays: async (query, signal) => readAnswer<DaysAnswer>(await read('days', query, signal), ['days', 'nextAvailableDate']),
    listSlots: async (query, signal) => readAnswer<SlotsAnswer>(await read('slots', query, signal), ['slots']),
  };
}

/** Reads what moving a booking to a time changes about its money. Throws `RequestError`. */
export const loadMovePrice = async (
  transport: Transport,
  { bookingId, manageToken }: BookingKey,
  startsAt: string,
  signal?: AbortSignal,
): Promise<MovePriceAnswer> =>
  readAnswer<MovePriceAnswer>(
    await sendRequest(transport, {
      method: 'GET',
      path: `/bookings/${encodeURIComponent(bookingId)}/move-price`,
      query: { startsAt },
      token: manageToken,
      signal,
    }),
    ['difference', 'quote'],
  );
