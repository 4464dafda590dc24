import type { BusyTimeStore, CalendarReading, CalendarStatus, Interval, LeasedCalendar, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import { leaseCalendars } from './statements/lease-calendars.ts';
import { loadReadings, loadStatuses } from './statements/load-calendars.ts';
import { makeDue, saveFailure, saveReading } from './statements/save-calendar.ts';

/** Builds the store of busy times of one tenant on PostgreSQL. Workers that lease at the same moment get different calendars. */
export function createPostgresBusyTimeStore({ kysely }: PostgresDatabase, tenantId: TenantId): BusyTimeStore {
  return {
    loadReadings: (calendarIds, { from, to }) =>
      runStatement<CalendarReading>(kysely, loadReadings, [tenantId, calendarIds, from, to]),
    loadStatuses: (calendarIds) => runStatement<CalendarStatus>(kysely, loadStatuses, [tenantId, calendarIds]),
    leaseDueCalendars: (calendarIds, now, leasedUntil, limit) =>
      runStatement<LeasedCalendar>(kysely, leaseCalendars, [tenantId, calendarIds, now, leasedUntil, limit]),
    saveReading: async ({ calendarId, readAt, range, busy, leasedUntil, nextReadAt }) => {
      const parameters = [tenantId, calendarId, readAt, range.from, range.to, writeMultirange(busy), leasedUntil, nextReadAt];
      await runStatement(kysely, saveReading, parameters);
    },
    saveFailure: async ({ calendarId, triedAt, errorCode, leasedUntil, nextReadAt }) => {
      await runStatement(kysely, saveFailure, [tenantId, calendarId, triedAt, errorCode, leasedUntil, nextReadAt]);
    },
    makeDue: async (calendarIds, dueAt) => {
      await runStatement(kysely, makeDue, [tenantId, calendarIds, dueAt]);
    },
  };
}

const writeMultirange = (intervals: readonly Interval[]): string =>
  `{${intervals.map(({ from, to }) => `[${from},${to})`).join()}}`;
