import type { Catalog } from '../catalog/catalog.ts';
import { listCalendarIds } from '../catalog/catalog.ts';
import { computeStayMinutes } from '../catalog/by-day.ts';
import { listDurations } from '../catalog/choose-duration.ts';
import type { Service } from '../catalog/service.ts';
import { computeReachDays } from '../catalog/start-rules.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { Fault } from '../errors/fault.ts';
import type { BusyTimeSource, CalendarBusyTimes } from '../ports/busy-time-source.ts';
import type { LeasedCalendar } from '../ports/busy-time-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';

/** What a look at calendars brought. */
export type RefreshSummary = {
  readonly calendarsRead: number;
  readonly calendarsFailed: number;
  /** What went wrong in a way that nobody foresaw; the calendars concerned are among the failed ones. */
  readonly failures: readonly unknown[];
};

/** How often each calendar is read. */
const READ_EVERY = 2 * MINUTE;
/** How long a worker has before another may read the same calendars. */
const LEASE = 2 * MINUTE;
/** How many calendars one round reads: as many as a provider answers about at once. */
const PAGE = 50;
/** No single calendar is begun after this. */
const PATIENCE = MINUTE;
/** Pauses after failures double from the first to the longest. */
const FIRST_PAUSE = MINUTE / 2;
const LONGEST_PAUSE = 10 * MINUTE;

type RefreshPorts = Pick<Ports, 'busyTimes' | 'calendars' | 'catalog' | 'clock'>;

/**
 * Reads when the calendars of active resources are occupied, those that are due, and keeps it with the time of reading. One question for all; if the
 * provider refuses it, each is asked about alone, so that one calendar does not hide the others. What fails is read again after a pause that
 * grows to ten minutes. Safe to run twice at once.
 *
 * @see docs/algorithms/calendars.md
 */
export async function refreshBusyTimes(ports: RefreshPorts): Promise<RefreshSummary> {
  const catalog = await ports.catalog.loadCatalog();
  const calendarIds = listCalendarIds(catalog.resources);
  const now = ports.clock.now();
  const due = calendarIds.length === 0 ? [] : await ports.busyTimes.leaseDueCalendars(calendarIds, now, now + LEASE, PAGE);
  if (due.length === 0) return { calendarsRead: 0, calendarsFailed: 0, failures: [] };
  if (ports.calendars === null) {
    // Nobody can read them, and whoever looks at their state is told why; a look now and then finds an account that was added.
    for (const calendar of due) await keepFailure(ports, calendar, now, 'calendars_not_configured', now + READ_EVERY);
    return { calendarsRead: 0, calendarsFailed: due.length, failures: [] };
  }
  const range = computeReadRange(catalog, now);
  const firmOf = listCalendarIds(catalog.resources.filter(({ calendar }) => calendar?.tentative === 'free'));
  const answers = await readTogether(ports, ports.calendars.busyTimeSource, due, { range, firmOf });
  const failures: unknown[] = [];
  let calendarsFailed = 0;
  for (const answer of answers) {
    const { calendar, readAt } = answer;
    if ('busy' in answer) {
      const { calendarId, leasedUntil } = calendar;
      await ports.busyTimes.saveReading({
        ...{ calendarId, readAt, range, leasedUntil },
        busy: answer.busy,
        firm: answer.firm,
        nextReadAt: readAt + READ_EVERY,
      });
      continue;
    }
    calendarsFailed += 1;
    const code = answer.error instanceof Fault ? answer.error.code : 'internal_error';
    if (!(answer.error instanceof Fault)) failures.push(answer.error);
    await keepFailure(ports, calendar, readAt, code, ports.clock.now() + computePause(calendar.failures));
  }
  return { calendarsRead: answers.length - calendarsFailed, calendarsFailed, failures };
}

/** Computes what is read: from a day back to a day beyond the end of the last appointment that may be booked with somebody who has a calendar. */
export function computeReadRange({ resources, services }: Catalog, now: EpochMillis): Interval {
  const concerned = new Set(resources.filter(({ calendar }) => calendar !== null).map(({ id }) => id));
  const lengths = services
    .filter(({ needs }) => needs.some(({ anyOf }) => anyOf.some((id) => concerned.has(id))))
    .map((service) => computeReachDays(service) * DAY + (computeLongest(service) + service.bufferAfterMinutes) * MINUTE);
  return { from: now - DAY, to: now + Math.max(0, ...lengths) + DAY };
}

/** What is known of a calendar after a try that began at `readAt`. */
type Answer = { readonly calendar: LeasedCalendar; readonly readAt: EpochMillis } & (
  Pick<CalendarBusyTimes, 'busy' | 'firm'> | { readonly error: unknown }
);

/** What calendars are asked: in which range, and of which of them also what is firm. */
type Question = { readonly range: Interval; readonly firmOf: readonly string[] };

async function readTogether(
  ports: RefreshPorts,
  source: BusyTimeSource,
  due: readonly LeasedCalendar[],
  question: Question,
): Promise<readonly Answer[]> {
  const readAt = ports.clock.now();
  try {
    const calendarIds = due.map(({ calendarId }) => calendarId);
    const firmOf = calendarIds.filter((calendarId) => question.firmOf.includes(calendarId));
    const answers = await source.readBusyTimes(calendarIds, question.range, firmOf);
    return due.map((calendar): Answer => {
      const found = answers.find(({ calendarId }) => calendarId === calendar.calendarId);
      if (found === undefined) return { calendar, readAt, error: new Error('a calendar is missing in the answer about it') };
      return 'busy' in found
        ? { calendar, readAt, busy: found.busy, firm: found.firm }
        : { calendar, readAt, error: found.fault };
    });
  } catch (error) {
    // A provider that is away is away for all of them; one that refuses may mind a single one.
    const isRefused = error instanceof Fault && !error.retryable;
    if (!isRefused || due.length === 1) return due.map((calendar) => ({ calendar, readAt, error }));
    return readOneByOne(ports, source, due, question);
  }
}

/** Reads calendars by themselves. Those that there is no time for are due again at once. */
async function readOneByOne(
  ports: RefreshPorts,
  source: BusyTimeSource,
  due: readonly LeasedCalendar[],
  question: Question,
): Promise<readonly Answer[]> {
  const givesUpAt = ports.clock.now() + PATIENCE;
  const answers: Answer[] = [];
  for (const calendar of due) {
    if (ports.clock.now() < givesUpAt) answers.push(...(await readTogether(ports, source, [calendar], question)));
    else await ports.busyTimes.makeDue([calendar.calendarId], ports.clock.now());
  }
  return answers;
}

const keepFailure = (
  { busyTimes }: RefreshPorts,
  { calendarId, leasedUntil }: LeasedCalendar,
  triedAt: EpochMillis,
  errorCode: ErrorCode,
  nextReadAt: EpochMillis,
): Promise<void> => busyTimes.saveFailure({ calendarId, triedAt, errorCode, leasedUntil, nextReadAt });

/** Doubles from half a minute up to ten. */
const computePause = (failures: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 10));

const computeLongest = (service: Service): number =>
  service.byDay === undefined
    ? Math.max(...listDurations(service).map(({ durationMinutes }) => durationMinutes))
    : computeStayMinutes(service.byDay, service.byDay.maximum);
