import type { Address } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import type { BookingId, LineId, OrderId, PaymentId } from '../ids.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { CustomerCount } from './customer-counts.ts';
import type { LedgerEntry } from './ledger.ts';

/** Who books. Kept with the order alone; never in logs, effects or the provider's metadata. */
export type Customer = {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
};

/** A sold line: its price, its share of the discounts, and what it really costs with the taxes on it (`netMinor`). Nets sum to the quote's total. */
export type OrderLine = {
  readonly id: LineId;
  readonly kind: 'booking' | 'extra' | 'gift_card' | 'package' | 'membership' | 'fee' | 'tip';
  readonly bookingId: BookingId | null;
  readonly description: string;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
};

/** The use of a code by an order: reserved with the hold, used when it is confirmed, released when it ends without. */
export type Redemption = {
  readonly code: string;
  readonly state: 'reserved' | 'used' | 'released';
  /** How many uses it is; one when missing. */
  readonly uses?: number | undefined;
  /** What it is counted on as its customer's; missing while nobody knows him, and where his uses do not matter. */
  readonly counted?: readonly CustomerCount[] | undefined;
};

/**
 * Money that came when its time was gone: until `expiresAt` the customer may choose another time for it, or have it back. `amountMinor` is the price
 * that was paid, in the order's currency.
 */
export type LateOffer = {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
  readonly expiresAt: EpochMillis;
  readonly state: 'open' | 'taken' | 'declined' | 'lapsed';
};

/**
 * The whole of one purchase: it owns the money, its bookings own the time.
 *
 * An order is read and written as one, guarded by `version`: whoever writes must have seen the version that stands.
 */
export type Order = {
  readonly id: OrderId;
  readonly version: number;
  /** The short number that people read to each other. */
  readonly reference: string;
  readonly currency: string;
  readonly customer: Customer | null;
  /** Where bookings take place that take place at the customer's, by booking; in the same row as the customer, and nowhere else. */
  readonly addresses?: Readonly<Partial<Record<BookingId, Address>>> | undefined;
  /** Its items are the order's bookings, in the same order. */
  readonly quote: Quote;
  /** Raised to make every manage link that was handed out worthless. */
  readonly manageVersion: number;
  readonly createdAt: EpochMillis;
  readonly lines: readonly OrderLine[];
  readonly bookings: readonly Booking[];
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly redemptions: readonly Redemption[];
  readonly ledger: readonly LedgerEntry[];
  /** The last offer made for money that came too late; null when there never was one. */
  readonly lateOffer: LateOffer | null;
};
