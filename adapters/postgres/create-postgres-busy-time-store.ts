import type { BusyTimeStore, CalendarReading, CalendarStatus, Interval, LeasedCalendar, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import { leaseCalendars } from './statements/lease-calendars.ts';
import { loadReadings, loadStatuses } from './statements/load-calendars.ts';
import { makeDue, saveFailure, saveReading } from './statements/save-calendar.ts';

/** Builds the store of busy times of one tenant on PostgreSQL. Workers that lease at the same moment get different calendars. */
export function createPostgresBusyTimeStore({ kysely }: PostgresDatabase, tenantId: TenantId): BusyTimeStore {
  return {
    loadReadings: async (calendarIds, { from, to }) => {
      const rows = await runStatement<ReadingRow>(kysely, loadReadings, [tenantId, calendarIds, from, to]);
      return rows.map(({ firm, ...reading }) => (firm === null ? reading : { ...reading, firm }));
    },
    loadStatuses: (calendarIds) => runStatement<CalendarStatus>(kysely, loadStatuses, [tenantId, calendarIds]),
    leaseDueCalendars: (calendarIds, now, leasedUntil, limit) =>
      runStatement<LeasedCalendar>(kysely, leaseCalendars, [tenantId, calendarIds, now, leasedUntil, limit]),
    saveReading: async ({ calendarId, readAt, range, busy, firm, leasedUntil, nextReadAt }) => {
      const times = [writeMultirange(busy), firm === undefined ? null : writeMultirange(firm)];
      const parameters = [tenantId, calendarId, readAt, range.from, range.to, ...times, leasedUntil, nextReadAt];
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

/** What is not known to be firm is null in a row. */
type ReadingRow = Omit<CalendarReading, 'firm'> & { readonly firm: readonly Interval[] | null };

const writeMultirange = (intervals: readonly Interval[]): string =>
  `{${intervals.map(({ from, to }) => `[${from},${to})`).join()}}`;
