import { commitSoon } from './commit-soon.ts';

/**
 * Makes the caller the owner of a request whose key is new, or whose owner's lease is over without an answer.
 * `$1` tenant, `$2` digest of the key, `$3` fingerprint, `$4` leased until, `$5` now. No row: the caller does not own it.
 * It is on the disk no later than what the request then writes.
 */
export const beginRequest = `
INSERT INTO idempotency (tenant_id, key_digest, fingerprint, leased_until)
SELECT $1::text, $2::text, $3::text, $4::bigint FROM ${commitSoon}
ON CONFLICT (tenant_id, key_digest) DO UPDATE SET leased_until = excluded.leased_until
WHERE idempotency.sealed_answer IS NULL AND idempotency.leased_until <= $5 AND idempotency.fingerprint = excluded.fingerprint
RETURNING key_digest`;
