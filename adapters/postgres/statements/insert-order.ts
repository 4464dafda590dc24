import { addBookings, addEffects, addLines, addRedemptions, addSeatClaims } from './order-rows.ts';
import { selectTaken, takeTime } from './take-time.ts';

/**
 * Writes a new order and takes its time, seats and codes, from `$1` (tenant) and `$2` (an `OrderWrite` as jsonb); answers a `TakenRow`.
 *
 * The order's own row comes before its parts, so that an order that exists already shows by `booking_order_pkey`.
 * When something was taken already, the order is not written, but what came before it may be: a statement that wants more
 * than one thing runs in a transaction that is undone.
 */
export const insertOrder = `
WITH ${takeTime},
  gate AS (
    INSERT INTO booking_order (
      tenant_id, order_id, version, reference, currency, customer, addresses, quote, manage_version, created_at, late_offer
    )
    SELECT $1, new.id, new.version, new.reference, new.currency, new.customer, new.addresses, new.quote, new."manageVersion", new."createdAt", new."lateOffer"
    FROM all_taken, jsonb_to_record($2::jsonb -> 'order') AS new (
      id text, version integer, reference text, currency text, customer jsonb, addresses jsonb, quote jsonb,
      "manageVersion" integer, "createdAt" bigint, "lateOffer" jsonb
    )
    RETURNING order_id
  ),
  new_bookings AS (${addBookings}
  ),
  new_lines AS (${addLines}
  ),
  new_redemptions AS (${addRedemptions}
  ),
  new_seat_claims AS (${addSeatClaims}
  ),
  new_effects AS (${addEffects}
  )
${selectTaken}`;
