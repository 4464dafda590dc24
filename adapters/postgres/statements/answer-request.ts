import { commitSoon } from './commit-soon.ts';

/**
 * Keeps the answer of a request. `$1` tenant, `$2` digest of the key, `$3` sealed answer, `$4` now. An answer that is lost with the database's last moment is
 * as one that a killed process could not keep: the repeat finds what was done.
 */
export const answerRequest = `
UPDATE idempotency SET sealed_answer = $3, answered_at = $4 FROM ${commitSoon}
WHERE tenant_id = $1 AND key_digest = $2 AND sealed_answer IS NULL`;
