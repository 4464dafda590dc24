/** Counts a try of a mailed code, however many try at once. `$1` tenant, `$2` how many tries there are. No row: no code, or too many tries. */
export const countConfirmationTry = `
UPDATE confirmation SET tries = tries + 1 WHERE tenant_id = $1 AND tries < $2
RETURNING action, change_digest, code_digest, mailed_at, tries, tries_since`;
