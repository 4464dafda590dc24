import { computeInstant, Fault, nameCalendarEvent } from '../../core/index.ts';
import type { BusyTimeSource, CalendarEvent, CalendarPlace, CalendarSink, Interval, LocalDate } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { respond } from './respond.ts';

/** What people put into their calendar themselves. */
export type PersonalEvent = {
  /** Half-open; of whole days the second date is the first one that is free again, and the days are those of the calendar's zone. */
  readonly during: Interval | { readonly fromDate: LocalDate; readonly toDate: LocalDate };
  /** Only `busy` and `tentative` ones occupy the calendar. */
  readonly kind: 'busy' | 'tentative' | 'free' | 'declined' | 'cancelled';
};

/** What happens at a calendar provider without us: owners share and edit, networks break. */
export type MemoryCalendarControls = {
  /** Makes an empty calendar that may be read and written. */
  readonly shareCalendar: (calendarId: string, timeZone: string) => void;
  readonly unshareCalendar: (calendarId: string) => void;
  readonly addPersonalEvent: (calendarId: string, event: PersonalEvent) => void;
  /** The owner moves our event by hand. */
  readonly moveEvent: (place: CalendarPlace, during: Interval) => void;
  /** The owner deletes our event by hand; its revision stays known. */
  readonly deleteEvent: (place: CalendarPlace) => void;
  /** The events of bookings that stand in a calendar, in the order of their first appearance. */
  readonly listEvents: (calendarId: string) => readonly CalendarEvent[];
  /** Lets the next calls fail: `before` nothing happened, `after` it happened and the answer was lost. */
  readonly failNextCalls: (count: number, when: 'before' | 'after') => void;
};

/** Calendars in memory: sink, source, and what is needed to play the world around them. */
export type MemoryCalendar = CalendarSink & BusyTimeSource & MemoryCalendarControls;

type Kept = { readonly event: CalendarEvent; readonly isDeleted: boolean };
type Calendar = { readonly timeZone: string; readonly kept: Map<string, Kept>; readonly personal: PersonalEvent[] };
type Calendars = Map<string, Calendar>;

/** Builds calendars in memory: the reference of `CalendarSink` and `BusyTimeSource`. No calendar is shared at first. */
export function createMemoryCalendar(): MemoryCalendar {
  const calendars: Calendars = new Map();
  const { call, failNextCalls } = createUnreliableCall();
  const change = (place: CalendarPlace, next: (kept: Kept) => Kept): void => {
    const { kept } = requireCalendar(calendars, place.calendarId);
    const name = nameCalendarEvent(place);
    const found = kept.get(name);
    if (found !== undefined) kept.set(name, next(found));
  };
  const markDeleted = (place: CalendarPlace): void => change(place, (kept) => ({ ...kept, isDeleted: true }));
  return {
    putEvent: (event) => call(() => putEvent(requireCalendar(calendars, event.calendarId), event)),
    removeEvent: (place) => call(() => markDeleted(place)),
    readBusyTimes: (calendarIds, range, firmOf = []) =>
      call(() =>
        calendarIds.map((calendarId) => {
          const calendar = calendars.get(calendarId);
          if (calendar === undefined) return { calendarId, fault: buildNotShared() };
          const busy = joinBusyTimes(listBusyTimes(calendar, ['busy', 'tentative']), range);
          const firm = firmOf.includes(calendarId) && { firm: joinBusyTimes(listBusyTimes(calendar, ['busy']), range) };
          return { calendarId, busy, ...firm };
        }),
      ),
    shareCalendar: (calendarId, timeZone) => void calendars.set(calendarId, { timeZone, kept: new Map(), personal: [] }),
    unshareCalendar: (calendarId) => void calendars.delete(calendarId),
    addPersonalEvent: (calendarId, event) => void requireCalendar(calendars, calendarId).personal.push(copyFrozen(event)),
    moveEvent: (place, { from, to }) =>
      change(place, (kept) => ({ ...kept, event: { ...kept.event, startsAt: from, endsAt: to } })),
    deleteEvent: markDeleted,
    listEvents: (calendarId) => listStanding(requireCalendar(calendars, calendarId)),
    failNextCalls,
  };
}

function requireCalendar(calendars: Calendars, calendarId: string): Calendar {
  const found = calendars.get(calendarId);
  if (found !== undefined) return found;
  throw buildNotShared();
}

const buildNotShared = (): Fault =>
  new Fault('provider_rejected', 'the calendar is not shared', { retryable: false, provider: 'memory' });

function putEvent({ kept }: Calendar, event: CalendarEvent): void {
  const standing = kept.get(nameCalendarEvent(event));
  if (standing !== undefined && standing.event.revision > event.revision) return;
  kept.set(nameCalendarEvent(event), { event: copyFrozen(event), isDeleted: false });
}

const listStanding = ({ kept }: Calendar): readonly CalendarEvent[] =>
  [...kept.values()].filter(({ isDeleted }) => !isDeleted).map(({ event }) => event);

function listBusyTimes(calendar: Calendar, kinds: readonly PersonalEvent['kind'][]): readonly Interval[] {
  const { timeZone, personal } = calendar;
  const own = listStanding(calendar)
    .filter(({ isFreeInBetween = false }) => !isFreeInBetween)
    .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }));
  const others = personal
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ during }) =>
      'from' in during
        ? during
        : { from: computeInstant(during.fromDate, 0, timeZone), to: computeInstant(during.toDate, 0, timeZone) },
    );
  return [...own, ...others];
}

/** Joins what overlaps or touches, cut to the range, in order. */
function joinBusyTimes(intervals: readonly Interval[], range: Interval): readonly Interval[] {
  const inside = intervals
    .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
  return inside.reduce<readonly Interval[]>((joined, next) => {
    const last = joined.at(-1);
    if (last === undefined || last.to < next.from) return [...joined, next];
    return [...joined.slice(0, -1), { from: last.from, to: Math.max(last.to, next.to) }];
  }, []);
}

function createUnreliableCall() {
  let failures: { readonly count: number; readonly when: 'before' | 'after' } = { count: 0, when: 'before' };
  const lost = (): Fault =>
    new Fault('provider_unavailable', 'the calendar did not answer', { retryable: true, provider: 'memory' });
  return {
    failNextCalls: (count: number, when: 'before' | 'after') => {
      failures = { count, when };
    },
    call: <Answer>(work: () => Answer): Promise<Answer> =>
      respond(() => {
        const { count, when } = failures;
        failures = { when, count: Math.max(0, count - 1) };
        if (count > 0 && when === 'before') throw lost();
        const answer = work();
        if (count > 0) throw lost();
        return answer;
      }),
  };
}
