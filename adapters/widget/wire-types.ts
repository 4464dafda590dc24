import type { BookingState, Money, PaymentState, Quote } from '../../core/index.ts';

export type { Money, Quote };

/** Who or what a visitor may choose among. */
export type WireResource = { readonly id: string; readonly name: string; readonly kind: string };

/** Something that can be added to a booking, priced per piece. */
export type WireExtra = { readonly id: string; readonly name: string; readonly price: Money; readonly maximumQuantity: number };

/** A length in minutes, and its price. */
export type WireDuration = { readonly durationMinutes: number; readonly price: Money };

/** A service as `GET /v1/services` tells it. Durations in minutes. */
export type WireService = {
  readonly id: string;
  readonly kind: 'appointment' | 'class';
  readonly name: string;
  readonly description: string;
  readonly place: string | null;
  readonly timeZone: string;
  readonly durationMinutes: number;
  readonly price: Money;
  /** Further durations to choose from. */
  readonly otherDurations?: readonly WireDuration[];
  readonly priceUnit: 'booking' | 'person';
  readonly minimumPartySize: number;
  readonly maximumPartySize: number;
  readonly extras: readonly WireExtra[];
  /** Those the visitor may choose among; empty when there is no choice. */
  readonly resources: readonly WireResource[];
  readonly minimumNoticeMinutes: number;
  readonly horizonDays: number;
};

/** How the business can be reached and where it is. */
export type WireBusiness = {
  readonly name: string;
  readonly timeZone: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
};

export type ServicesAnswer = { readonly business: WireBusiness; readonly services: readonly WireService[] };

/** A free time. Instants are ISO 8601 with Z. `remaining`: how many bookings of the asked party size still fit. */
export type WireSlot = {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly resourceIds: readonly string[];
  readonly remaining: number;
};

export type SlotsAnswer = { readonly timeZone: string; readonly slots: readonly WireSlot[] };

export type ClosedReason = 'past' | 'closed' | 'full' | 'too_soon' | 'too_far';

export type WireDay = { readonly date: string; readonly available: boolean; readonly reason?: ClosedReason };

export type DaysAnswer = {
  readonly timeZone: string;
  readonly days: readonly WireDay[];
  readonly nextAvailableDate: string | null;
};

export type QuoteAnswer = { readonly quote: Quote };

export type WireCustomer = { readonly name: string; readonly email: string; readonly phone?: string | null };

export type WireBooking = {
  readonly id: string;
  readonly state: BookingState;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly place: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly customerTimeZone: string;
  readonly partySize: number;
  readonly extras: readonly ExtraChoice[];
  readonly resources: readonly WireResource[];
  readonly holdExpiresAt: string | null;
};

export type WirePayment = {
  readonly id: string;
  readonly provider: string;
  readonly state: PaymentState;
  readonly amount: Money;
  readonly lastDeclineCode: string | null;
};

export type WireRefund = { readonly id: string; readonly state: string; readonly amount: Money; readonly reason: string };

export type WireOrder = {
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  readonly customer: WireCustomer | null;
  readonly payments: readonly WirePayment[];
  readonly refunds: readonly WireRefund[];
  readonly paid: Money;
  readonly refunded: Money;
  readonly due: Money;
  readonly dueOnSite: Money;
  /** Money that came too late: another time may be chosen for it until `expiresAt`. */
  readonly lateOffer: {
    readonly amount: Money;
    readonly expiresAt: string;
    readonly state: 'open' | 'taken' | 'declined' | 'lapsed';
  } | null;
};

type BookingFacts = {
  readonly booking: WireBooking;
  readonly order: WireOrder;
  readonly quote: Quote;
  readonly expiresAt: string | null;
};

export type HoldAnswer = BookingFacts & { readonly manageToken: string; readonly manageUrl: string };

export type UpdateAnswer = BookingFacts;

export type CheckoutAnswer = BookingFacts & {
  readonly payment: {
    readonly id: string;
    readonly provider: string;
    readonly state: PaymentState;
    readonly amount: Money;
  } | null;
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
  readonly scriptUrl: string | null;
};

/** What cancelling now would give back, and until when that stays so. */
export type WireCancellation = {
  readonly allowed: boolean;
  readonly refund: Money | null;
  readonly fee: Money | null;
  /** When the refund gets smaller next. */
  readonly until: string | null;
  readonly reschedulable: boolean;
};

export type BookingAnswer = BookingFacts & { readonly cancellation: WireCancellation; readonly manageUrl: string };

export type CancelAnswer = {
  readonly booking: WireBooking;
  readonly order: WireOrder;
  readonly refund: { readonly amount: Money; readonly state: string } | null;
};

export type RescheduleAnswer = { readonly booking: WireBooking; readonly order: WireOrder };

export type WaitingListAnswer = { readonly entry: { readonly serviceId: string; readonly date: string } };

export type ExtraChoice = { readonly extraId: string; readonly quantity: number };

export type AvailabilityQuery = {
  readonly service: string;
  readonly resource: string | null;
  readonly partySize: number;
  /** One of the service's other durations; null for the first. */
  readonly durationMinutes?: number | null;
  readonly timeZone: string;
  /** Local dates in `timeZone`; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
};

export type QuoteBody = {
  readonly serviceId: string;
  readonly durationMinutes?: number | null;
  readonly partySize: number;
  readonly extras: readonly ExtraChoice[];
  readonly codes: readonly string[];
};

export type HoldBody = QuoteBody & { readonly startsAt: string; readonly timeZone: string; readonly resourceId?: string };

export type UpdateBody = {
  readonly customer: WireCustomer;
  readonly extras: readonly ExtraChoice[];
  readonly codes: readonly string[];
};

export type WaitingListBody = {
  readonly serviceId: string;
  readonly date: string;
  readonly timeZone: string;
  readonly partySize: number;
  readonly email: string;
};
