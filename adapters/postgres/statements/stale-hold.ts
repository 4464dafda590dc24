/** Whether a row `booking` of tenant `$1` is a hold that was not paid in time and is in no payment. `now` is the parameter's number. */
export const isStaleHold = (now: string): string => `
  booking.state = 'held' AND booking.hold_expires_at <= ${now}
  AND NOT EXISTS (SELECT FROM payment WHERE payment.tenant_id = $1 AND payment.order_id = booking.order_id)`;
