import { sessionObject } from './list-sessions.ts';

const HOLDS = `EXISTS (
  SELECT FROM claim WHERE claim.tenant_id = class_session.tenant_id AND claim.session_id = class_session.session_id AND claim.active
)`;

/** Lists sessions that still occupy something or somebody. `$1` tenant, `$2` only those that start later. */
export const listStanding = `
SELECT ${sessionObject} AS session FROM class_session
WHERE class_session.tenant_id = $1 AND class_session.starts_at > $2 AND NOT class_session.cancelled
  AND (class_session.withdrawn_at IS NULL OR class_session.seats_taken > 0 OR ${HOLDS})
ORDER BY class_session.starts_at, class_session.session_id`;

/** Withdraws sessions, frees what those without people occupy, and answers the others. `$1` tenant, `$2` session ids, `$3` now. */
export const withdrawSessions = `
WITH locked AS (
    SELECT session_id FROM class_session
    WHERE tenant_id = $1 AND session_id = ANY ($2::text[]) AND NOT cancelled
    ORDER BY session_id FOR NO KEY UPDATE
  ),
  withdrawn AS (
    UPDATE class_session SET withdrawn_at = coalesce(class_session.withdrawn_at, $3), changed_xid = pg_current_xact_id()
    FROM locked WHERE class_session.tenant_id = $1 AND class_session.session_id = locked.session_id
    RETURNING class_session.*
  ),
  freed AS (
    UPDATE claim SET active = false
    FROM withdrawn WHERE claim.tenant_id = $1 AND claim.session_id = withdrawn.session_id AND claim.active AND withdrawn.seats_taken = 0
  )
SELECT ${sessionObject} AS session FROM withdrawn AS class_session
WHERE class_session.seats_taken > 0 ORDER BY class_session.starts_at, class_session.session_id`;

/** Takes sessions back that were withdrawn and still have people or their teacher and room. `$1` tenant, `$2` sessions as jsonb. */
export const reviveSessions = `
UPDATE class_session SET withdrawn_at = NULL, changed_xid = pg_current_xact_id()
FROM jsonb_to_recordset($2::jsonb) AS wanted ("serviceId" text, "startsAt" bigint)
WHERE class_session.tenant_id = $1 AND class_session.service_id = wanted."serviceId" AND class_session.starts_at = wanted."startsAt"
  AND class_session.withdrawn_at IS NOT NULL AND NOT class_session.cancelled AND (class_session.seats_taken > 0 OR ${HOLDS})
RETURNING class_session.service_id AS "serviceId", class_session.starts_at AS "startsAt"`;
