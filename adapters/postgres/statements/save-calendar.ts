import { MAXIMUM_CLOCK_LEAD } from '../../../core/index.ts';

/** Whoever asked for the calendar since it was leased has moved its next reading, and that stays. */
const nextReadAt = (leasedUntil: string): string =>
  `CASE WHEN calendar.next_read_at = ${leasedUntil}::bigint THEN excluded.next_read_at ELSE calendar.next_read_at END`;

/** No reading stands that began later, by a clock that may be believed. */
const isNewest = (startedAt: string): string =>
  `(calendar.read_at IS NULL OR calendar.read_at <= ${startedAt}::bigint OR calendar.read_at > ${startedAt}::bigint + ${MAXIMUM_CLOCK_LEAD})`;

/**
 * Keeps a reading, unless a newer one stands. `$1` tenant, `$2` calendar, `$3` when it began, `$4` and `$5` its range, `$6` busy times as a
 * multirange, `$7` those that are firm or null, `$8` the end of the lease, `$9` when to read next.
 */
export const saveReading = `
INSERT INTO calendar (tenant_id, calendar_id, read_at, covered, busy, firm, next_read_at)
VALUES ($1, $2, $3::bigint, int8range($4::bigint, $5::bigint), $6::int8multirange, $7::int8multirange, $9::bigint)
ON CONFLICT ON CONSTRAINT calendar_pkey DO UPDATE SET
  read_at = excluded.read_at, covered = excluded.covered, busy = excluded.busy, firm = excluded.firm, error_code = NULL, failures = 0, changed_xid = pg_current_xact_id(),
  next_read_at = ${nextReadAt('$8')}
WHERE ${isNewest('$3')}`;

/** Keeps a try that failed, unless a newer reading stands. `$1` tenant, `$2` calendar, `$3` when it began, `$4` code, `$5` the end of the lease, `$6` when to read next. */
export const saveFailure = `
INSERT INTO calendar (tenant_id, calendar_id, error_code, failures, next_read_at)
VALUES ($1, $2, $4, 1, $6::bigint)
ON CONFLICT ON CONSTRAINT calendar_pkey DO UPDATE SET
  error_code = excluded.error_code, failures = calendar.failures + 1, next_read_at = ${nextReadAt('$5')}
WHERE ${isNewest('$3')}`;

/** Asks for calendars to be read at `$3` at the latest. `$1` tenant, `$2` calendar ids. Rows are locked in sorted order. */
export const makeDue = `
WITH asked AS (
    SELECT calendar_id FROM calendar
    WHERE tenant_id = $1 AND calendar_id = ANY ($2::text[])
    ORDER BY calendar_id
    FOR NO KEY UPDATE
  )
UPDATE calendar SET next_read_at = least(calendar.next_read_at, $3::bigint)
FROM asked WHERE calendar.tenant_id = $1 AND calendar.calendar_id = asked.calendar_id`;
