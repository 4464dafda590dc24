const hasPayment = 'EXISTS (SELECT FROM payment WHERE payment.tenant_id = $1 AND payment.order_id = booking.order_id)';

/** Whether a row `booking` of tenant `$1` is a hold that was not paid in time and is in no payment. `now` is the parameter's number. */
export const isStaleHold = (now: string): string => `
  booking.state = 'held' AND booking.hold_expires_at <= ${now} AND NOT ${hasPayment}`;

/** The same for one that has a payment: only its provider knows whether it can still be paid. */
export const isHoldInPayment = (now: string): string => `
  booking.state IN ('held', 'awaiting_payment') AND booking.hold_expires_at <= ${now} AND ${hasPayment}`;
