/**
 * Whether a claim that stands rules out a wanted one: the same resource, at another place, at a time at which the wanted one leaves no way. `wanted` has the columns of the
 * claims to be written, and `nearby` (or null) as the core's `Nearby`. Right only behind `lockTravellers` in the same transaction: no constraint knows neighbours.
 */
export const isTooNear = `
  wanted.nearby IS NOT NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset(wanted.nearby) AS near (places jsonb, during jsonb)
    JOIN claim AS standing ON standing.tenant_id = $1 AND standing.resource_id = wanted."resourceId" AND standing.active AND standing.exclusive
      AND standing.during && int8range((near.during ->> 'from')::bigint, (near.during ->> 'to')::bigint)
      AND near.places ? standing.place
  )`;

/** The same between the claims of one statement, given as jsonb: of two bookings that are too near each other the later one is not written. */
export const isTooNearOfThese = (claims: string): string => `
  wanted.nearby IS NOT NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset(wanted.nearby) AS near (places jsonb, during jsonb)
    JOIN jsonb_to_recordset(${claims}) AS other ("bookingId" text, "resourceId" text, "from" bigint, "to" bigint, place text)
      ON other."resourceId" = wanted."resourceId" AND other."bookingId" <> wanted."bookingId" AND other."from" < wanted."from" AND near.places ? other.place
      AND int8range(other."from", other."to") && int8range((near.during ->> 'from')::bigint, (near.during ->> 'to')::bigint)
  )`;

/**
 * Locks the rows of people who travel, in one order, so that whoever takes their time at one place looks only after everybody else who did. `$1` tenant, `$2` resource ids.
 * Claims without a place need no lock: a reference to a row does not wait for it.
 */
export const lockTravellers = `
SELECT resource_id FROM resource WHERE tenant_id = $1 AND resource_id = ANY ($2::text[]) ORDER BY resource_id FOR NO KEY UPDATE`;
