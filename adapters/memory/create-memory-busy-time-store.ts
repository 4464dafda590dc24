import { MAXIMUM_CLOCK_LEAD } from '../../core/index.ts';
import type { BusyTimeStore, CalendarReading, EpochMillis, Interval, LeasedCalendar, TenantId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { openTenant, type MemoryCalendarState, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { respond } from './respond.ts';

type Failure = Parameters<BusyTimeStore['saveFailure']>[0];
type Saved = Parameters<BusyTimeStore['saveReading']>[0];

/** Builds the store of busy times of one tenant in memory. */
export function createMemoryBusyTimeStore(database: MemoryDatabase, tenantId: TenantId): BusyTimeStore {
  const tenant = openTenant(database, tenantId);
  return {
    loadReadings: (calendarIds, range) => respond(() => loadReadings(tenant, calendarIds, range)),
    loadStatuses: (calendarIds) =>
      respond(() =>
        [...new Set(calendarIds)].toSorted().flatMap((calendarId) => {
          const state = tenant.calendars.get(calendarId);
          if (state === undefined) return [];
          const { reading, errorCode, failures, nextReadAt } = state;
          return [{ calendarId, readAt: reading?.readAt ?? null, errorCode, failures, nextReadAt }];
        }),
      ),
    leaseDueCalendars: (calendarIds, now, leasedUntil, limit) =>
      respond(() => leaseDue(tenant, calendarIds, now, leasedUntil, limit)),
    saveReading: (reading) => respond(() => saveReading(tenant, reading)),
    saveFailure: (failure) => respond(() => saveFailure(tenant, failure)),
    makeDue: (calendarIds, dueAt) =>
      respond(() => {
        for (const calendarId of calendarIds) {
          const state = tenant.calendars.get(calendarId);
          if (state !== undefined) tenant.calendars.set(calendarId, { ...state, nextReadAt: Math.min(state.nextReadAt, dueAt) });
        }
      }),
  };
}

const untouched: MemoryCalendarState = { reading: null, errorCode: null, failures: 0, nextReadAt: Number.NEGATIVE_INFINITY };

/** Due, or put off so far that the clock must have been wrong. */
const isDue = ({ nextReadAt }: MemoryCalendarState, now: EpochMillis): boolean =>
  nextReadAt <= now || nextReadAt > now + MAXIMUM_CLOCK_LEAD;

/** Whether a reading stands that began later, by a clock that may be believed. */
const isOvertaken = ({ reading }: MemoryCalendarState, startedAt: EpochMillis): boolean =>
  reading !== null && reading.readAt > startedAt && reading.readAt <= startedAt + MAXIMUM_CLOCK_LEAD;

/** Whether a calendar of this tenant that closes times of somebody is to be read by now. */
export const hasDueCalendar = (tenant: MemoryTenant, now: EpochMillis): boolean =>
  tenant.resources.some(
    ({ calendar }) => calendar !== null && isDue(tenant.calendars.get(calendar.calendarId) ?? untouched, now),
  );

function loadReadings(tenant: MemoryTenant, calendarIds: readonly string[], range: Interval): readonly CalendarReading[] {
  return [...new Set(calendarIds)].toSorted().flatMap((calendarId) => {
    const reading = tenant.calendars.get(calendarId)?.reading ?? null;
    if (reading === null) return [];
    const { firm } = reading;
    return [{ ...reading, busy: cut(reading.busy, range), ...(firm && { firm: cut(firm, range) }) }];
  });
}

const cut = (intervals: readonly Interval[], range: Interval): readonly Interval[] =>
  intervals
    .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter(({ from, to }) => from < to);

function leaseDue(
  tenant: MemoryTenant,
  calendarIds: readonly string[],
  now: EpochMillis,
  leasedUntil: EpochMillis,
  limit: number,
): readonly LeasedCalendar[] {
  const stateOf = (calendarId: string): MemoryCalendarState => tenant.calendars.get(calendarId) ?? untouched;
  const due = [...new Set(calendarIds)]
    .filter((calendarId) => isDue(stateOf(calendarId), now))
    .toSorted()
    .toSorted((a, b) => stateOf(a).nextReadAt - stateOf(b).nextReadAt)
    .slice(0, limit);
  return due.map((calendarId) => {
    const state = stateOf(calendarId);
    tenant.calendars.set(calendarId, { ...state, nextReadAt: leasedUntil });
    return { calendarId, failures: state.failures, leasedUntil };
  });
}

/** Whoever asked for the calendar since it was leased has moved its next reading, and that stays. */
const chooseNext = (state: MemoryCalendarState, { leasedUntil, nextReadAt }: Saved | Failure): EpochMillis =>
  state.nextReadAt === leasedUntil || state === untouched ? nextReadAt : state.nextReadAt;

function saveReading(tenant: MemoryTenant, saved: Saved): void {
  const { calendarId, readAt, range, busy, firm } = saved;
  const state = tenant.calendars.get(calendarId) ?? untouched;
  if (isOvertaken(state, readAt)) return;
  const reading = copyFrozen({ calendarId, readAt, range, busy, ...(firm && { firm }) });
  tenant.changes += 1;
  tenant.calendars.set(calendarId, { reading, errorCode: null, failures: 0, nextReadAt: chooseNext(state, saved) });
}

function saveFailure(tenant: MemoryTenant, failure: Failure): void {
  const { calendarId, triedAt, errorCode } = failure;
  const state = tenant.calendars.get(calendarId) ?? untouched;
  if (isOvertaken(state, triedAt)) return;
  tenant.calendars.set(calendarId, {
    ...state,
    errorCode,
    failures: state.failures + 1,
    nextReadAt: chooseNext(state, failure),
  });
}
