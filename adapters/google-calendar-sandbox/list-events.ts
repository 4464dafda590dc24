import { refuseInvalid } from './api-fault.ts';
import { computePeriod, parseInstant } from './event-times.ts';
import type { Period } from './event-times.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

const DEFAULT_PAGE = 250;
const LARGEST_PAGE = 2_500;

/** Answers a page of a calendar's events; a page token is the place where the next page begins. */
export function listEvents(calendar: StoredCalendar, query: URLSearchParams) {
  const size = Math.min(LARGEST_PAGE, Number(query.get('maxResults') ?? DEFAULT_PAGE));
  const first = Number(query.get('pageToken') ?? 0);
  if (size < 1) throw refuseInvalid('Invalid value for maxResults.', 'invalidParameter');
  if (!Number.isSafeInteger(first)) throw refuseInvalid('Invalid page token value.', 'invalid');
  const chosen = sort(calendar, query).filter((event) => isWanted(event, calendar, query));
  const next = first + size < chosen.length ? { nextPageToken: String(first + size) } : {};
  return {
    kind: 'calendar#events',
    etag: `"${calendar.events.size}"`,
    summary: calendar.summary,
    timeZone: calendar.timeZone,
    accessRole: calendar.role,
    defaultReminders: [],
    ...next,
    items: chosen.slice(first, first + size),
  };
}

function sort(calendar: StoredCalendar, query: URLSearchParams): readonly StoredEvent[] {
  const all = [...calendar.events.values()];
  const order = query.get('orderBy');
  if (order === null) return all;
  if (order === 'updated') return all.toSorted((a, b) => a.updated.localeCompare(b.updated));
  if (order !== 'startTime') throw refuseInvalid('Invalid value for orderBy.', 'invalidParameter');
  if (query.get('singleEvents') !== 'true')
    throw refuseInvalid('The requested ordering is not available for the particular query.');
  return all.toSorted((a, b) => computePeriod(a, calendar).from - computePeriod(b, calendar).from);
}

function isWanted(event: StoredEvent, calendar: StoredCalendar, query: URLSearchParams): boolean {
  if (event.status === 'cancelled' && query.get('showDeleted') !== 'true') return false;
  if (!isDuring(computePeriod(event, calendar), query)) return false;
  const properties = event.extendedProperties?.private ?? {};
  return query.getAll('privateExtendedProperty').every((wanted) => {
    const [name = '', ...rest] = wanted.split('=');
    return properties[name] === rest.join('=');
  });
}

/** The lower bound is for the end of an event and the upper one for its start; both are exclusive. */
function isDuring({ from, to }: Period, query: URLSearchParams): boolean {
  const earliest = query.get('timeMin');
  const latest = query.get('timeMax');
  if (earliest !== null && to <= parseInstant(earliest, 'timeMin')) return false;
  return latest === null || from < parseInstant(latest, 'timeMax');
}
