/** What `lookForChanges` answers. */
export type ChangesRow = { readonly run: string; readonly snapshot: string; readonly hasChanged: boolean };

const isWritten = (table: string): string => `
  EXISTS (
    SELECT FROM ${table}
    WHERE tenant_id = $1 AND changed_xid >= pg_snapshot_xmin($2::pg_snapshot) AND NOT pg_visible_in_snapshot(changed_xid, $2::pg_snapshot)
  )`;

/** What a look is about: what times follow from, or only what the bookings and the catalogue say, which readings of calendars and seats of sessions do not change. */
export type Watched = 'availability' | 'bookings';

const tables: Readonly<Record<Watched, readonly string[]>> = {
  availability: ['booking_order', 'class_session', 'calendar', 'tenant'],
  bookings: ['booking_order', 'tenant'],
};

/**
 * Looks whether a transaction that a snapshot did not see has written what availability follows from. `$1` tenant, `$2` the snapshot or null. What is found is committed: this statement
 * sees nothing else. Answers the snapshot of this very look; `run` names the database and the run of its server, within which snapshots can be compared.
 */
export const lookForChanges = (watched: Watched): string => `
SELECT
  (SELECT oid FROM pg_database WHERE datname = current_database()) || '/' || extract(epoch FROM pg_postmaster_start_time()) AS run,
  pg_current_snapshot()::text AS snapshot,
  ${tables[watched].map(isWritten).join(' OR ')} AS "hasChanged"`;
