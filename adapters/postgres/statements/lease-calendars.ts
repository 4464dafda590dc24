import { MAXIMUM_CLOCK_LEAD } from '../../../core/index.ts';

/** Due, or put off so far that the clock must have been wrong. */
const isDue = `(calendar.next_read_at <= $3::bigint OR calendar.next_read_at > $3::bigint + ${MAXIMUM_CLOCK_LEAD})`;

/**
 * Leases calendars that are due, those first that wait longest. `$1` tenant, `$2` calendar ids, `$3` now, `$4` leased until, `$5` limit.
 * A calendar without a row was never tried. Of two workers that see the same one due, the second finds it leased by the time it has the row.
 */
export const leaseCalendars = `
WITH due AS (
    SELECT asked.calendar_id
    FROM (SELECT DISTINCT unnest($2::text[]) AS calendar_id) AS asked
    LEFT JOIN calendar ON calendar.tenant_id = $1 AND calendar.calendar_id = asked.calendar_id
    WHERE calendar.next_read_at IS NULL OR ${isDue}
    ORDER BY calendar.next_read_at NULLS FIRST, asked.calendar_id
    LIMIT $5::integer
  )
INSERT INTO calendar (tenant_id, calendar_id, next_read_at)
SELECT $1, due.calendar_id, $4::bigint FROM due ORDER BY due.calendar_id
ON CONFLICT ON CONSTRAINT calendar_pkey DO UPDATE SET next_read_at = excluded.next_read_at
WHERE ${isDue}
RETURNING calendar_id AS "calendarId", failures, next_read_at AS "leasedUntil"`;
