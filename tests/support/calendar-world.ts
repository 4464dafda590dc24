import type { MemoryCalendar } from '../../adapters/memory/create-memory-calendar.ts';
import type { Resource } from '../../core/catalog/resource.ts';
import type { CalendarEvent } from '../../core/ports/calendar-sink.ts';
import type { ResourceId } from '../../core/ids.ts';
import { MINUTE } from '../../core/time/instant.ts';
import { refreshBusyTimes } from '../../core/use-cases/refresh-busy-times.ts';
import { rescheduleBooking } from '../../core/use-cases/reschedule-booking.ts';
import type { RescheduleRequest } from '../../core/use-cases/reschedule-booking.ts';
import { buildResource, buildService, START, valueOf } from './build-core.ts';
import { bookingIdOf, buildWorld } from './build-world.ts';
import type { World } from './build-world.ts';
import type { Order } from '../../core/order/order.ts';

/** A business whose three people have a calendar each, which the service can read and write. */
export type CalendarWorld = World & { readonly calendar: MemoryCalendar };

export const calendarIdOf = (resourceId: ResourceId): string => `${resourceId.slice('res_'.length)}@salon.example`;

export const withCalendar = (id: ResourceId, changes: Partial<Resource> = {}): Resource =>
  buildResource({
    id,
    name: id.slice('res_'.length),
    calendar: { calendarId: calendarIdOf(id), whenUnknown: 'closed' },
    ...changes,
  });

export const people = ['res_anna', 'res_berit', 'res_carl'] as const;

/** Any of them can do a cut, and customers may move theirs for ever. */
export const cutByAnyone = buildService({
  needs: [{ name: 'Stylist', anyOf: [...people], visitorMayChoose: true }],
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 0, refundPercent: 100 }] },
});

export async function buildCalendarWorld(
  resources: readonly Resource[] = people.map((id) => withCalendar(id)),
): Promise<CalendarWorld> {
  const world = await buildWorld({ services: [cutByAnyone], resources });
  const calendar = world.ports.calendars.sink;
  for (const resource of resources)
    if (resource.calendar !== null) calendar.shareCalendar(resource.calendar.calendarId, 'Europe/Stockholm');
  await refreshBusyTimes(world.ports);
  return { ...world, calendar };
}

/** Reads every calendar anew, as the worker does some minutes later. */
export async function readAgain({ ports }: CalendarWorld): Promise<void> {
  ports.clock.advance(2 * MINUTE);
  await refreshBusyTimes(ports);
}

/** The events of bookings by calendar: hours from START, and the revision. Calendars without events are left out. */
export const listShown = ({ calendar }: CalendarWorld): Readonly<Record<string, readonly (readonly [number, number])[]>> =>
  Object.fromEntries(
    people
      .map((id) => [id, calendar.listEvents(calendarIdOf(id)).map(describeEvent)] as const)
      .filter(([, events]) => events.length > 0),
  );

const describeEvent = ({ startsAt, revision }: CalendarEvent) => [(startsAt - START) / 3_600_000, revision] as const;

/** The owner moves a booking. */
export const move = async (world: CalendarWorld, order: Order, changes: Partial<RescheduleRequest>): Promise<Order> =>
  valueOf(
    await rescheduleBooking(world.ports, {
      bookingId: bookingIdOf(order),
      startsAt: START,
      resourceId: null,
      by: 'owner',
      ...changes,
    }),
  );
