/**
 * Locks sessions in sorted order. `$1` tenant, `$2` session ids.
 * Needed before a change that gives back seats of one session and takes some of another: two that swap would wait in a ring.
 */
export const lockSessions = `
SELECT session_id FROM class_session WHERE tenant_id = $1 AND session_id = ANY ($2::text[])
ORDER BY session_id FOR NO KEY UPDATE`;
