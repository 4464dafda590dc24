import { isTooNear } from './nearby.ts';

/** What `insertSession` wrote: 0 or 1 sessions, and its claims as `resource@start`. */
export type InsertedSessionRow = { readonly sessions: number; readonly claims: readonly string[] };

/**
 * Writes one session with its claims. `$1` tenant, `$2` the session as jsonb, `$3` its claims as jsonb. Runs in a transaction that
 * is undone when fewer claims than wanted are written. The session comes first: of two writers of the same session the second
 * waits, finds it there, and never mistakes the first one's claims for a conflict.
 */
export const insertSession = `
WITH new_session AS (
    INSERT INTO class_session (tenant_id, session_id, service_id, starts_at, ends_at, capacity, seats_taken, resource_ids, decide_at)
    SELECT $1, new.id, new."serviceId", new."startsAt", new."endsAt", new.capacity, new."seatsTaken", new."resourceIds", new."decideAt"
    FROM jsonb_to_record($2::jsonb) AS new (
      id text, "serviceId" text, "startsAt" bigint, "endsAt" bigint, capacity integer, "seatsTaken" integer, "resourceIds" text[], "decideAt" bigint
    )
    ON CONFLICT ON CONSTRAINT class_session_once DO UPDATE SET
      ends_at = excluded.ends_at, capacity = excluded.capacity, resource_ids = excluded.resource_ids, decide_at = excluded.decide_at,
      decision = NULL, withdrawn_at = NULL, changed_xid = pg_current_xact_id()
    WHERE class_session.withdrawn_at IS NOT NULL AND class_session.seats_taken = 0 AND NOT class_session.cancelled
    RETURNING session_id
  ),
  claimed AS (
    INSERT INTO claim (tenant_id, resource_id, session_id, during, active, exclusive, place)
    SELECT $1, wanted."resourceId", new_session.session_id, int8range(wanted."from", wanted."to"), true, true, wanted.place
    FROM new_session, jsonb_to_recordset($3::jsonb) AS wanted ("resourceId" text, "from" bigint, "to" bigint, place text, nearby jsonb)
    WHERE NOT (${isTooNear})
    ORDER BY wanted."resourceId", wanted."from"
    ON CONFLICT ON CONSTRAINT claim_no_overlap DO NOTHING
    RETURNING resource_id, lower(during) AS starts_at
  )
SELECT (SELECT count(*) FROM new_session) AS sessions, ARRAY(SELECT resource_id || '@' || starts_at FROM claimed) AS claims`;
