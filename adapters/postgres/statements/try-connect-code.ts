/**
 * Spends one try of a code. `$1` request, `$2` digest of what was typed, `$3` now. No row: there is no such code, it is over or used, or has
 * no try left. Both digests are keyed, so that nothing can be learnt from how long their comparison takes.
 */
export const tryConnectCode = `
UPDATE connect_code SET tries = tries + 1, used_at = CASE WHEN digest = $2 THEN $3::bigint END
WHERE request_id = $1 AND used_at IS NULL AND tries < 5 AND expires_at > $3::bigint
RETURNING used_at IS NOT NULL AS "isRight"`;
