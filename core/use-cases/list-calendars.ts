import { isRecent } from '../availability/calendar-knowledge.ts';
import { listCalendarIds } from '../catalog/catalog.ts';
import type { ResourceId } from '../ids.ts';
import type { CalendarStatus } from '../ports/busy-time-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A calendar that closes times, and whether it can be read. */
export type ListedCalendar = {
  readonly calendarId: string;
  readonly resourceIds: readonly ResourceId[];
  /** `ok`: what is known is recent and the last try succeeded. `failing`: the last try failed. `waiting`: it is about to be read. */
  readonly state: 'ok' | 'waiting' | 'failing';
  readonly readAt: EpochMillis | null;
  /** Why the last try failed, as a code of the catalogue; null when it did not. */
  readonly errorCode: string | null;
};

/** Lists the calendars of active resources, in catalogue order, with how their reading stands. */
export async function listCalendars(ports: Pick<Ports, 'busyTimes' | 'catalog' | 'clock'>): Promise<readonly ListedCalendar[]> {
  const { resources } = await ports.catalog.loadCatalog();
  const calendarIds = listCalendarIds(resources);
  const statuses = calendarIds.length === 0 ? [] : await ports.busyTimes.loadStatuses(calendarIds);
  const now = ports.clock.now();
  return calendarIds.map((calendarId) => {
    const status = statuses.find((candidate) => candidate.calendarId === calendarId);
    const resourceIds = resources.filter(({ calendar }) => calendar?.calendarId === calendarId).map(({ id }) => id);
    const { readAt = null, errorCode = null } = status ?? {};
    return { calendarId, resourceIds, state: chooseState(status, now), readAt, errorCode };
  });
}

function chooseState(status: CalendarStatus | undefined, now: EpochMillis): ListedCalendar['state'] {
  if (status === undefined) return 'waiting';
  if (status.errorCode !== null) return 'failing';
  return status.readAt !== null && isRecent(status.readAt, now) ? 'ok' : 'waiting';
}
