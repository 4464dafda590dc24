import type { Booking } from '../booking/booking.ts';
import { isKeptTooLong } from '../order/decide-tell-owner.ts';
import { isUnconfirmed } from '../order/decision.ts';
import type { MessageTemplate } from '../order/effect.ts';
import { messageAbout } from '../order/message-effects.ts';
import type { Order } from '../order/order.ts';
import type { Payment } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A message that waits to be sent, with what it is about as that stands now. */
export type WaitingMessage = {
  readonly key: string;
  readonly template: MessageTemplate;
  readonly order: Order;
  readonly booking: Booking;
  readonly now: EpochMillis;
};

/**
 * Tells whether a message still says how things stand: it may have waited for hours, for a mail server or behind another. What is not true any more need
 * not be sent, since whatever made it untrue has a message of its own.
 */
export function isStillTrue(message: WaitingMessage): boolean {
  const { key, template, order, booking, now } = message;
  switch (template) {
    case 'booking_confirmed':
      return isStanding(booking);
    case 'booking_rescheduled':
      // A later move has a message of its own, which would tell the same time.
      return isStanding(booking) && key === messageAbout(booking, template).key;
    case 'payment_late_offer':
    case 'owner_payment_late':
      return isOffered(message);
    case 'payment_processing':
      return isUnconfirmed(booking) && order.payments.some(({ state }) => state === 'processing');
    case 'payment_failed':
      return !isStanding(booking) && !order.payments.some(isComing);
    case 'owner_hold_stuck':
      return isKeptTooLong(order, now);
    case 'owner_dispute_opened':
      return order.payments.some(({ state }) => state === 'disputed');
    case 'booking_cancelled':
    case 'booking_missed':
    case 'session_too_few':
    case 'payment_refunded':
    case 'payment_refunded_late':
    case 'owner_booking_confirmed':
    case 'owner_booking_cancelled':
    case 'owner_session_too_few':
    case 'owner_payment_missing':
    case 'owner_refund_failed':
    case 'owner_dispute_closed':
    case 'waiting_list_time_free':
      // They tell what has happened, and that stays so.
      return true;
  }
}

const isStanding = ({ state }: Booking): boolean => state === 'confirmed' || state === 'completed' || state === 'no_show';

/** The very offer that the message was written for is open, and can still be taken. */
const isOffered = ({ key, template, booking, now, order: { lateOffer } }: WaitingMessage): boolean =>
  lateOffer?.state === 'open' &&
  now < lateOffer.expiresAt &&
  key === messageAbout(booking, template, null, lateOffer.paymentId).key;

/** Money is there, or on its way: nobody needs to pay in another way. */
const isComing = ({ state, capturedMinor }: Payment): boolean =>
  capturedMinor > 0 || state === 'processing' || state === 'authorized';
