import { isTooNear, isTooNearOfThese } from './nearby.ts';

/**
 * The parts of a WITH that take what only one can have, from `$1` (tenant) and `$2` (an `OrderWrite` as jsonb).
 *
 * Parts of a WITH run in no order unless one reads from the other: sessions are looked at only once all claims are in, codes only
 * once all seats are, and whatever comes after reads from `all_taken`, which has its one row only when everything was taken. Rows are
 * locked in sorted order (claims, then sessions, then codes), so that writers of the same things wait for each other and never in a ring.
 *
 * The constraint of ON CONFLICT is named: a bare INSERT deadlocks under a race, and an unnamed one takes a repeated key for "taken".
 */
export const takeTime = `
  claimed AS (
    INSERT INTO claim (tenant_id, resource_id, booking_id, during, active, exclusive, place)
    SELECT $1, wanted."resourceId", wanted."bookingId", int8range(wanted."from", wanted."to"), true, wanted.exclusive, wanted.place
    FROM jsonb_to_recordset($2::jsonb -> 'claims') AS wanted (
      "bookingId" text, "resourceId" text, "from" bigint, "to" bigint, exclusive boolean, place text, nearby jsonb
    )
    WHERE NOT (${isTooNear}) AND NOT (${isTooNearOfThese("$2::jsonb -> 'claims'")})
    ORDER BY wanted."resourceId", wanted."from"
    ON CONFLICT ON CONSTRAINT claim_no_overlap DO NOTHING
    RETURNING resource_id, lower(during) AS starts_at
  ),
  locked_session AS (
    SELECT session_id FROM class_session
    WHERE tenant_id = $1 AND session_id = ANY (ARRAY(SELECT wanted ->> 'sessionId' FROM jsonb_array_elements($2::jsonb -> 'sessions') AS wanted))
      AND (SELECT count(*) FROM claimed) = jsonb_array_length($2::jsonb -> 'claims')
    ORDER BY session_id
    FOR NO KEY UPDATE
  ),
  seated AS (
    UPDATE class_session SET seats_taken = class_session.seats_taken + wanted.seats
    FROM locked_session
    JOIN jsonb_to_recordset($2::jsonb -> 'sessions') AS wanted ("sessionId" text, seats integer, least integer, most integer)
      ON wanted."sessionId" = locked_session.session_id
    WHERE class_session.tenant_id = $1 AND class_session.session_id = locked_session.session_id
      AND class_session.seats_taken + wanted.seats <= class_session.capacity AND NOT class_session.cancelled AND class_session.withdrawn_at IS NULL
      AND class_session.seats_taken BETWEEN coalesce(wanted.least, 0) AND coalesce(wanted.most, class_session.capacity)
    RETURNING class_session.session_id
  ),
  locked_code AS (
    SELECT code FROM discount_code
    WHERE tenant_id = $1 AND code = ANY (ARRAY(SELECT wanted ->> 'code' FROM jsonb_array_elements($2::jsonb -> 'codes') AS wanted))
      AND (SELECT count(*) FROM claimed) = jsonb_array_length($2::jsonb -> 'claims')
      AND (SELECT count(*) FROM seated) = jsonb_array_length($2::jsonb -> 'sessions')
    ORDER BY code
    FOR NO KEY UPDATE
  ),
  redeemed AS (
    UPDATE discount_code SET redeemed = discount_code.redeemed + wanted.uses
    FROM locked_code
    JOIN jsonb_to_recordset($2::jsonb -> 'codes') AS wanted (code text, uses integer) ON wanted.code = locked_code.code
    WHERE discount_code.tenant_id = $1 AND discount_code.code = locked_code.code
      AND (
        wanted.uses < 0
        OR NOT discount_code.retired
          AND (discount_code.maximum IS NULL OR discount_code.redeemed + wanted.uses <= discount_code.maximum)
      )
    RETURNING discount_code.code
  ),
  all_taken AS (
    SELECT WHERE (SELECT count(*) FROM claimed) = jsonb_array_length($2::jsonb -> 'claims')
      AND (SELECT count(*) FROM seated) = jsonb_array_length($2::jsonb -> 'sessions')
      AND (SELECT count(*) FROM redeemed) = jsonb_array_length($2::jsonb -> 'codes')
  )`;

/** Answers what was taken, for `findTaken` to compare with what was wanted. */
export const selectTaken = `
  SELECT
    ARRAY(SELECT resource_id || '@' || starts_at FROM claimed) AS claims,
    ARRAY(SELECT session_id FROM seated) AS sessions,
    ARRAY(SELECT code FROM redeemed) AS codes`;

/** What a statement with `takeTime` took. Claims are written `resource@start`. */
export type TakenRow = {
  readonly claims: readonly string[];
  readonly sessions: readonly string[];
  readonly codes: readonly string[];
};
