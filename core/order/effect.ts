import type { BookingId, OrderId, RefundId, ResourceId, ServiceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';

/** Which message is sent, and to whom it speaks. */
export type MessageTemplate =
  | 'booking_confirmed'
  | 'booking_cancelled'
  | 'session_too_few'
  | 'booking_missed'
  | 'booking_rescheduled'
  | 'payment_late_offer'
  | 'payment_refunded'
  | 'payment_refunded_late'
  | 'payment_processing'
  | 'payment_failed'
  | 'owner_booking_confirmed'
  | 'owner_booking_cancelled'
  | 'owner_session_too_few'
  | 'owner_payment_late'
  | 'owner_payment_missing'
  | 'owner_hold_stuck'
  | 'owner_refund_failed'
  | 'owner_dispute_opened'
  | 'owner_dispute_closed'
  | 'waiting_list_time_free';

/** What is to be done outside after a change of state. Payloads hold ids only: no personal data, no secret. */
export type EffectPayload =
  | {
      readonly kind: 'send_message';
      readonly template: MessageTemplate;
      readonly bookingId: BookingId | null;
      readonly refundId: RefundId | null;
    }
  | { readonly kind: 'refund_payment'; readonly refundId: RefundId }
  | { readonly kind: 'notify_waiting_list'; readonly serviceId: ServiceId; readonly localDate: LocalDate }
  | {
      /** Makes calendars show the booking as it stands when this is delivered: those of the resources that it came to or left. */
      readonly kind: 'sync_calendar';
      readonly bookingId: BookingId;
      readonly resourceIds: readonly ResourceId[];
    };

/** A row written together with the state that calls for it, delivered at least once, remembered by its key so that it is written once. */
export type Effect = {
  readonly orderId: OrderId;
  /** Unique in the tenant, for instance `booking_confirmed/bkg_…`. */
  readonly key: string;
  readonly payload: EffectPayload;
};

/** An effect as the worker sees it; `attempts` counts this one too. */
export type LeasedEffect = Effect & { readonly attempts: number; readonly leasedUntil: EpochMillis };
