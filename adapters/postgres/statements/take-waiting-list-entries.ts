/** Takes the entries of a service and date off the waiting list, first come first. `$1` tenant, `$2` service, `$3` date. */
export const takeWaitingListEntries = `
WITH taken AS (
    DELETE FROM waiting_list_entry WHERE tenant_id = $1 AND service_id = $2 AND local_date = $3
    RETURNING entry_id, service_id, local_date, party_size, email, created_at
  )
SELECT entry_id AS id, service_id AS "serviceId", local_date AS "localDate", party_size AS "partySize", email, created_at AS "createdAt"
FROM taken ORDER BY created_at, entry_id`;
