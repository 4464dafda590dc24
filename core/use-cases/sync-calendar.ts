import type { Booking } from '../booking/booking.ts';
import { computeShownTime } from '../booking/shown-time.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { listCalendarIds, listOwners } from '../catalog/catalog.ts';
import { Fault } from '../errors/fault.ts';
import type { BookingId, OrderId, ResourceId } from '../ids.ts';
import { composeCalendarEntry } from '../notification/calendar-entry.ts';
import type { Order } from '../order/order.ts';
import type { CalendarSink } from '../ports/calendar-sink.ts';
import type { Ports } from '../ports/ports.ts';
import { MINUTE } from '../time/instant.ts';
import { collectFacts } from './collect-facts.ts';

/** The booking whose calendars are looked at: those of the resources that a change brought it to or took it from. */
export type CalendarChange = {
  readonly orderId: OrderId;
  readonly bookingId: BookingId;
  readonly resourceIds: readonly ResourceId[];
};

/** No other calendar is begun after this, so that one that hangs does not keep everything else waiting. */
const PATIENCE = MINUTE;
/** How often a booking that others change at the same moment is looked at again. */
const MAXIMUM_ROUNDS = 8;

type SyncPorts = Pick<Ports, 'bookings' | 'busyTimes' | 'calendars' | 'catalog' | 'clock' | 'links'>;

/**
 * Makes calendars show a booking as it stands now: its event in those of its present resources, none in the others and none once it is cancelled.
 *
 * It looks again when it is done, and begins anew if the booking has changed meanwhile; so whoever finishes last has looked last, and deliveries may
 * be late, doubled or out of order. A calendar that fails does not keep the others from being written. Calendars that were written to are due to be
 * read again at once. Without an account nothing is called. Throws the first calendar's fault; then everything is to be done again.
 *
 * @see docs/algorithms/calendars.md
 */
export async function syncCalendar(ports: SyncPorts, change: CalendarChange): Promise<void> {
  if (ports.calendars === null) return;
  const { sink } = ports.calendars;
  const givesUpAt = ports.clock.now() + PATIENCE;
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    const seen = await look(ports, change);
    const failed = await showInCalendars(ports, sink, change, seen, givesUpAt);
    const { booking } = await look(ports, change);
    if (!isSame(seen.booking, booking)) continue;
    if (failed !== null) throw failed;
    return;
  }
  throw new Fault('busy_store', 'a booking was changed by others at every look', { retryable: true });
}

type Seen = { readonly catalog: Catalog; readonly order: Order; readonly booking: Booking };

async function look(ports: SyncPorts, { orderId, bookingId }: CalendarChange): Promise<Seen> {
  const order = await ports.bookings.loadOrder(orderId);
  const booking = order?.bookings.find((candidate) => candidate.id === bookingId);
  if (order === null || booking === undefined) {
    throw new Fault('internal_error', `there is no booking ${bookingId} to show in a calendar`, { retryable: false });
  }
  return { order, booking, catalog: await ports.catalog.loadCatalog() };
}

const isSame = (a: Booking, b: Booking): boolean =>
  a.state === b.state && a.sequence === b.sequence && a.resourceIds.join() === b.resourceIds.join();

/** Puts the event where it belongs and removes it where it does not. Answers the first fault, or null. */
async function showInCalendars(
  ports: SyncPorts,
  sink: CalendarSink,
  { resourceIds }: CalendarChange,
  { catalog, order, booking }: Seen,
  givesUpAt: number,
): Promise<Error | null> {
  const listCalendars = (ids: readonly ResourceId[]) =>
    listCalendarIds(catalog.resources.filter((resource) => ids.includes(resource.id)));
  const isShown = booking.state === 'confirmed' || booking.state === 'completed';
  const meant = isShown ? listCalendars(booking.resourceIds) : [];
  const { id: bookingId, sequence: revision, timeZone } = booking;
  // A course has an event for each of its sessions, everything else one, over all parts in which the calendar's resources are needed.
  const isCourse = booking.sessions.length > 1;
  const entry = composeCalendarEntry(collectFacts(ports, catalog, order, booking, null));
  let failed: Error | null = null;
  const touched: string[] = [];
  for (const calendarId of listCalendars(resourceIds)) {
    try {
      const shown = computeShownTime(booking, listOwners(catalog.resources, calendarId));
      const gap = !isCourse && shown.taken.length > 1 ? { isFreeInBetween: true } : {};
      for (const [part, { startsAt, endsAt }] of (isCourse ? booking.sessions : [shown]).entries()) {
        requirePatience(ports, givesUpAt);
        const place = { bookingId, part: part === 0 ? undefined : part, calendarId };
        if (meant.includes(calendarId)) await sink.putEvent({ ...place, revision, startsAt, endsAt, timeZone, ...gap, ...entry });
        else await sink.removeEvent(place);
      }
      touched.push(calendarId);
    } catch (error) {
      failed ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  if (touched.length > 0) await ports.busyTimes.makeDue(touched, ports.clock.now());
  return failed;
}

function requirePatience({ clock }: SyncPorts, givesUpAt: number): void {
  if (clock.now() < givesUpAt) return;
  throw new Fault('provider_unavailable', 'the calendars before took too long', { retryable: true });
}
