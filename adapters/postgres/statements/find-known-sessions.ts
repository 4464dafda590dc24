/** Finds which of some sessions exist, and are not withdrawn, by service and start. `$1` tenant, `$2` sessions as jsonb. */
export const findKnownSessions = `
SELECT class_session.service_id AS "serviceId", class_session.starts_at AS "startsAt"
FROM jsonb_to_recordset($2::jsonb) AS wanted ("serviceId" text, "startsAt" bigint)
JOIN class_session ON class_session.tenant_id = $1
  AND class_session.service_id = wanted."serviceId" AND class_session.starts_at = wanted."startsAt"
  AND (class_session.withdrawn_at IS NULL OR class_session.cancelled)`;
