/**
 * Locks calendars by their ids until the transaction ends, so that of two tenants who name the same one, the second looks when the first is done.
 * `$1` calendar ids. The locks are taken in the order of their keys, and the look is a statement of its own, which sees what the first has written.
 */
export const lockCalendars = `
SELECT pg_advisory_xact_lock(key)
FROM (
    SELECT DISTINCT hashtextextended(lower(calendar_id), 0) AS key FROM unnest($1::text[]) AS asked (calendar_id) ORDER BY key
  ) AS keys`;

/** Finds those of the calendars that an active resource of another tenant names. `$1` tenant, `$2` calendar ids; answers them in their order. */
export const findTakenCalendars = `
SELECT asked.calendar_id AS "calendarId"
FROM unnest($2::text[]) WITH ORDINALITY AS asked (calendar_id, position)
WHERE EXISTS (
    SELECT FROM resource
    WHERE resource.tenant_id <> $1 AND NOT resource.retired AND resource.document #>> '{calendar,calendarId}' IS NOT NULL
      AND lower(resource.document #>> '{calendar,calendarId}') = lower(asked.calendar_id)
  )
ORDER BY asked.position`;
