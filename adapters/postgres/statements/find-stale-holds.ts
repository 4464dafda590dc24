import { isHoldInPayment, isStaleHold } from './stale-hold.ts';

const findInTheWay = (isMeant: string): string => `
SELECT DISTINCT booking.order_id AS "orderId"
FROM booking
WHERE booking.tenant_id = $1 AND ${isMeant}
  AND (
    EXISTS (
      SELECT FROM claim
      JOIN jsonb_to_recordset($2::jsonb) AS wanted ("resourceId" text, "from" bigint, "to" bigint)
        ON wanted."resourceId" = claim.resource_id AND claim.during && int8range(wanted."from", wanted."to")
      WHERE claim.tenant_id = $1 AND claim.booking_id = booking.booking_id AND claim.active AND claim.exclusive
    )
    OR EXISTS (
      SELECT FROM seat_claim
      WHERE seat_claim.tenant_id = $1 AND seat_claim.booking_id = booking.booking_id AND seat_claim.active
        AND seat_claim.session_id = ANY ($3::text[])
    )
    OR EXISTS (
      SELECT FROM redemption
      WHERE redemption.tenant_id = $1 AND redemption.order_id = booking.order_id AND redemption.state = 'reserved'
        AND (
          redemption.code = ANY ($4::text[])
          OR EXISTS (SELECT FROM jsonb_array_elements(redemption.counted) AS count (use) WHERE count.use ->> 'key' = ANY ($6::text[]))
        )
    )
    OR EXISTS (
      SELECT FROM limit_use
      WHERE limit_use.tenant_id = $1 AND limit_use.booking_id = booking.booking_id AND limit_use.active
        AND limit_use.key = ANY ($6::text[])
    )
  )
ORDER BY booking.order_id`;

/** Finds orders whose stale holds stand in the way. `$1` tenant, `$2` claims as jsonb, `$3` session ids, `$4` codes, `$5` now, `$6` keys of limits. */
export const findStaleHolds = findInTheWay(isStaleHold('$5::bigint'));

/** Finds orders whose holds are over, in payment and in the way, with the same parameters. */
export const findHoldsInPayment = findInTheWay(isHoldInPayment('$5::bigint'));
