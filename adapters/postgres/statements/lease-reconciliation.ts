/** Takes the comparison of a tenant's payments unless somebody has it; one row if it was taken. `$1` tenant, `$2` now, `$3` until when. */
export const leaseReconciliation = `
INSERT INTO reconciliation_lease (tenant_id, leased_until) VALUES ($1, $3)
ON CONFLICT (tenant_id) DO UPDATE SET leased_until = excluded.leased_until WHERE reconciliation_lease.leased_until <= $2
RETURNING leased_until AS "leasedUntil"`;
