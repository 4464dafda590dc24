/**
 * Uses up a code, and remembers that the e-mail address it was mailed to is read by whoever used it, if the business still has it. `$1` tenant,
 * `$2` digest of the code, `$3` the address. No row: there is no such code any more.
 */
export const useConfirmation = `
WITH used AS (
  DELETE FROM confirmation WHERE tenant_id = $1 AND code_digest = $2 RETURNING tenant_id
), proven AS (
  UPDATE tenant SET email_proven = true WHERE tenant_id IN (SELECT tenant_id FROM used) AND lower(email) = lower($3::text)
)
SELECT tenant_id FROM used`;
