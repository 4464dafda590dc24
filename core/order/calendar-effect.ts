import type { Booking } from '../booking/booking.ts';
import type { Effect } from './effect.ts';

/**
 * Builds the effect that makes calendars show a booking that was confirmed (`before` null), moved or cancelled. It names the resources of both
 * sides, so that its delivery, however late and however often, looks at every calendar that it may have written to. Once per occasion: each of
 * them leaves the booking with another state or sequence.
 */
export const calendarEffect = (before: Booking | null, after: Booking): Effect => ({
  orderId: after.orderId,
  key: `sync_calendar/${after.id}/${after.state}/${after.sequence}`,
  payload: {
    kind: 'sync_calendar',
    bookingId: after.id,
    resourceIds: [...new Set([...(before?.resourceIds ?? []), ...after.resourceIds])],
  },
});
