import { isThere, sessionObject } from './list-sessions.ts';

/** True for a session whose moment has come, in SQL, and that nobody has decided or cancelled. */
export const isUndecided = (now: string): string =>
  `class_session.decide_at <= ${now} AND class_session.decision IS NULL AND NOT class_session.cancelled AND ${isThere}`;

/** Lists sessions that are to be decided: of the first services and moments all. `$1` tenant, `$2` now, `$3` limit of services and moments. */
export const listUndecided = `
SELECT ${sessionObject} AS session FROM class_session
JOIN (
  SELECT DISTINCT class_session.service_id, class_session.decide_at FROM class_session
  WHERE class_session.tenant_id = $1 AND ${isUndecided('$2')}
  ORDER BY class_session.decide_at, class_session.service_id LIMIT $3
) AS due ON due.service_id = class_session.service_id AND due.decide_at = class_session.decide_at
WHERE class_session.tenant_id = $1 AND ${isUndecided('$2')}
ORDER BY class_session.starts_at, class_session.session_id`;

/** Decides about sessions where nothing is decided yet; too few cancels them and gives their teachers and rooms back. `$1` tenant, `$2` session ids, `$3` the decision. */
export const decideSessions = `
WITH locked AS (
    SELECT session_id FROM class_session
    WHERE tenant_id = $1 AND session_id = ANY ($2::text[]) AND decision IS NULL AND NOT cancelled
    ORDER BY session_id FOR NO KEY UPDATE
  ),
  decided AS (
    UPDATE class_session SET decision = $3, cancelled = $3 = 'too_few', changed_xid = pg_current_xact_id()
    FROM locked WHERE class_session.tenant_id = $1 AND class_session.session_id = locked.session_id
    RETURNING class_session.session_id
  )
UPDATE claim SET active = false
FROM decided WHERE claim.tenant_id = $1 AND claim.session_id = decided.session_id AND claim.active AND $3 = 'too_few'`;

/** Sets when sessions are decided, but for those that are, or whose moment has come. `$1` tenant, `$2` the times as jsonb, `$3` now. */
export const scheduleDecisions = `
UPDATE class_session SET decide_at = wanted."decideAt", changed_xid = pg_current_xact_id()
FROM jsonb_to_recordset($2::jsonb) AS wanted ("serviceId" text, "startsAt" bigint, "decideAt" bigint)
WHERE class_session.tenant_id = $1 AND class_session.service_id = wanted."serviceId" AND class_session.starts_at = wanted."startsAt"
  AND class_session.decision IS NULL AND class_session.decide_at IS DISTINCT FROM wanted."decideAt"
  AND (class_session.decide_at IS NULL OR class_session.decide_at > $3)`;
