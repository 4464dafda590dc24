import { addBookings, addEffects, addLines, addRedemptions, addSeatClaims } from './order-rows.ts';
import { selectTaken, takeTime, type TakenRow } from './take-time.ts';

/** What `saveOrderRows` took, and how many seats were noted. */
export type SavedRow = TakenRow & { readonly seatClaims: number };

/** The parts of a WITH that write bookings, lines and redemptions of an order that differ, once `gate` has a row; `$1` is the tenant, `$2` an `OrderWrite`. */
export const changedParts = `
  new_bookings AS (${addBookings}
    ON CONFLICT (tenant_id, booking_id) DO UPDATE SET
      line_id = excluded.line_id, position = excluded.position, service_id = excluded.service_id, state = excluded.state,
      starts_at = excluded.starts_at, ends_at = excluded.ends_at, wall_start = excluded.wall_start, time_zone = excluded.time_zone,
      customer_time_zone = excluded.customer_time_zone, party_size = excluded.party_size, extras = excluded.extras, planned_claims = excluded.planned_claims,
      limits = excluded.limits, sessions = excluded.sessions, steps = excluded.steps, resource_ids = excluded.resource_ids, hold_expires_at = excluded.hold_expires_at,
      cancellation_policy = excluded.cancellation_policy, sequence = excluded.sequence, override = excluded.override, changed_at = excluded.changed_at
    WHERE booking.order_id = excluded.order_id
  ),
  new_lines AS (${addLines}
    ON CONFLICT (tenant_id, order_id, line_id) DO UPDATE SET
      position = excluded.position, kind = excluded.kind, booking_id = excluded.booking_id, description = excluded.description,
      quantity = excluded.quantity, amount_minor = excluded.amount_minor, discount_minor = excluded.discount_minor,
      net_minor = excluded.net_minor
  ),
  new_redemptions AS (${addRedemptions}
    ON CONFLICT (tenant_id, order_id, code) DO UPDATE SET
      position = excluded.position, state = excluded.state, uses = excluded.uses, counted = excluded.counted
  )`;

/**
 * Takes the time, seats and codes that a change wants, and writes those rows of the order that differ, from `$1` (tenant) and
 * `$2` (an `OrderWrite` as jsonb). Runs within the transaction of a change, which is undone when less was taken than wanted.
 */
export const saveOrderRows = `
WITH ${takeTime},
  gate AS (SELECT FROM all_taken),${changedParts},
  new_seat_claims AS (${addSeatClaims}
    RETURNING booking_id
  ),
  new_effects AS (${addEffects}
  )
${selectTaken},
    (SELECT count(*) FROM new_seat_claims) AS "seatClaims"`;
