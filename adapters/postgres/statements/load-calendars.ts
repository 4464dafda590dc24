/** The parts of a multirange that lie in the range of `$3` and `$4`, in order. */
const cutTimes = (column: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('from', lower(part), 'to', upper(part)) ORDER BY part), '[]')
   FROM unnest(${column} * int8multirange(int8range($3::bigint, $4::bigint))) AS part)`;

/** Loads the last readings of calendars. `$1` tenant, `$2` calendar ids, `$3` and `$4` the range that busy times are cut to. */
export const loadReadings = `
SELECT calendar_id AS "calendarId", read_at AS "readAt",
  json_build_object('from', lower(covered), 'to', upper(covered)) AS range,
  ${cutTimes('busy')} AS busy, CASE WHEN firm IS NOT NULL THEN ${cutTimes('firm')} END AS firm
FROM calendar
WHERE tenant_id = $1 AND calendar_id = ANY ($2::text[]) AND read_at IS NOT NULL
ORDER BY calendar_id`;

/** Loads how calendars stand. `$1` tenant, `$2` calendar ids. */
export const loadStatuses = `
SELECT calendar_id AS "calendarId", read_at AS "readAt", error_code AS "errorCode", failures, next_read_at AS "nextReadAt"
FROM calendar
WHERE tenant_id = $1 AND calendar_id = ANY ($2::text[])
ORDER BY calendar_id`;
