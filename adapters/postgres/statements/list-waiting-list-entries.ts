/** Lists the entries of a service and date on the waiting list, first come first. `$1` tenant, `$2` service, `$3` date. */
export const listWaitingListEntries = `
SELECT entry_id AS id, service_id AS "serviceId", local_date AS "localDate", party_size AS "partySize", email, created_at AS "createdAt"
FROM waiting_list_entry WHERE tenant_id = $1 AND service_id = $2 AND local_date = $3
ORDER BY created_at, entry_id`;
