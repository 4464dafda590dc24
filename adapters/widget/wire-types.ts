import type { ToldPolicy } from '../../core/words/describe-policy.ts';
import type { Balance, BookingState, ChosenTip, Money, PaymentState, Quote as CoreQuote } from '../../core/index.ts';

export type { ChosenTip, Money };

/** How many of a kind of people come. */
export type ChosenPeople = { readonly personTypeId: string; readonly quantity: number };

/** A price, with instants as text. */
export type Quote = Omit<CoreQuote, 'balance' | 'expiresAt'> & {
  readonly balance?: Omit<Balance, 'at'> & { readonly at: string | null };
  readonly expiresAt?: string;
};

/** A kind of people, and what one of them costs before price rules. */
export type WirePersonType = {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly minimum: number;
  readonly maximum?: number;
  /** How many of them come when nobody says so. */
  readonly usual: number;
};

/** Who or what a visitor may choose among. */
export type WireResource = { readonly id: string; readonly name: string; readonly kind: string };

/** Something that can be added to a booking, priced per piece. */
export type WireExtra = { readonly id: string; readonly name: string; readonly price: Money; readonly maximumQuantity: number };

/** A price; where it depends on the start, on who is chosen or on who comes, with the least that it can be, or null where that is not known. */
export type WirePrice = { readonly price: Money; readonly priceFrom?: Money | null };

/** A length in minutes, and its price. */
export type WireDuration = WirePrice & { readonly durationMinutes: number };

/** A length of time that begins at `startsAt`. Instants are ISO 8601 with Z. */
export type WireSpan = { readonly startsAt: string; readonly endsAt: string };

/** A stay by the day or night: from this minute of the first day's wall clock to that of its last, so many units long. */
export type WireByDay = {
  readonly unit: 'day' | 'night';
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly minimum: number;
  readonly maximum: number;
};

/** Where the business comes to the customer. */
export type WireAddress = {
  readonly line1: string;
  readonly line2?: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
};

/** What a visitor chooses about the price alone: of which kinds people come, what he gives on top, and whether he pays all at once. */
export type Payable = {
  readonly people?: readonly ChosenPeople[] | undefined;
  readonly tip?: ChosenTip | undefined;
  readonly isAllPaid?: boolean | undefined;
};

/** What a visitor chooses about a service beside time and person. What is absent is the service's first choice, or none of its. */
export type Wish = {
  /** One of the service's other durations. */
  readonly durationMinutes?: number | undefined;
  /** The length of a stay. */
  readonly days?: number;
  readonly enrolment?: 'course' | 'drop_in';
  /** Where the business is to come. */
  readonly postcode?: string;
};

/** A service as `GET /v1/services` tells it. Durations in minutes. */
export type WireService = WirePrice & {
  readonly id: string;
  readonly kind: 'appointment' | 'class' | 'course';
  readonly name: string;
  readonly description: string;
  readonly place: string | null;
  readonly timeZone: string;
  readonly durationMinutes: number;
  /** Its price depends on when it begins. */
  readonly isPricedByStart?: true;
  readonly personTypes?: readonly WirePersonType[];
  readonly tips?: { readonly percents: readonly number[]; readonly mayChooseAmount: boolean };
  /** Further durations to choose from. */
  readonly otherDurations?: readonly WireDuration[];
  /** The parts of an appointment, one after the other. */
  readonly steps?: readonly { readonly name: string; readonly durationMinutes: number }[];
  /** It is sold by the day or night: then `price` is for one of them. */
  readonly byDay?: WireByDay;
  /** The business comes to the customer. `countries` are ISO 3166 codes. */
  readonly atCustomer?: { readonly countries?: readonly string[] };
  /** So many people make a class or course take place. */
  readonly minimumToRun?: number | null;
  /** The sessions of a course can also be booked singly. */
  readonly dropIn?: WirePrice | null;
  readonly priceUnit: 'booking' | 'person';
  readonly minimumPartySize: number;
  readonly maximumPartySize: number;
  readonly extras: readonly WireExtra[];
  /** Those the visitor may choose among; empty when there is no choice. */
  readonly resources: readonly WireResource[];
  readonly minimumNoticeMinutes: number;
  readonly horizonDays: number;
  /** What it costs to cancel, to stay away and to move. */
  readonly cancellationPolicy?: ToldPolicy;
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
  /** The people of the booking that is booked again are free then. */
  readonly sameAsLastTime?: true;
  /** All the sessions that an enrolment in a course from here has a seat in. */
  readonly sessions?: readonly WireSpan[];
  /** How many people a class or course still needs to take place. */
  readonly missingToRun?: number;
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

/** What only some kinds of bookings have. */
export type BookedKind = {
  readonly steps?: readonly (WireSpan & { readonly name: string })[];
  readonly sessions?: readonly WireSpan[];
  readonly days?: number;
  readonly address?: WireAddress;
};

export type WireBooking = BookedKind & {
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
  /** What is owed beyond what is kept; missing from older services. */
  readonly owed?: Money | null;
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

/** What the caller of a cancellation was shown. */
export type CancelBody = { readonly expectedRefund: Money | null; readonly expectedOwed?: Money };

/** What moving a booking changes about its money, and the price to agree to. */
export type MovePriceAnswer = {
  readonly difference: {
    readonly price: Money;
    readonly fee: Money;
    readonly refund: Money;
    readonly later: Money;
    readonly lostCodes: readonly string[];
  };
  readonly quote: { readonly hash: string };
};

export type RescheduleAnswer = { readonly booking: WireBooking; readonly order: WireOrder };

export type WaitingListAnswer = { readonly entry: { readonly serviceId: string; readonly date: string } };

export type ExtraChoice = { readonly extraId: string; readonly quantity: number };

export type AvailabilityQuery = Wish & {
  readonly service: string;
  readonly resource: string | null;
  readonly partySize: number;
  /** What was chosen with it, as `ext_one:2,ext_two:1`: extras may make it longer, and of some there are only so many. */
  readonly extras?: string | undefined;
  readonly timeZone: string;
  /** Local dates in `timeZone`; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
};

export type QuoteBody = Wish &
  Payable & {
    readonly serviceId: string;
    /** Prices may depend on it, and on whom one chooses. */
    readonly startsAt?: string;
    readonly resourceId?: string;
    readonly partySize: number;
    readonly extras: readonly ExtraChoice[];
    readonly codes: readonly string[];
  };

export type HoldBody = QuoteBody & { readonly startsAt: string; readonly timeZone: string };

export type UpdateBody = {
  readonly customer: WireCustomer;
  readonly address?: WireAddress;
  readonly extras: readonly ExtraChoice[];
  readonly codes: readonly string[];
  /** Null for none. */
  readonly tip?: ChosenTip | null;
  readonly isAllPaid?: boolean;
};

export type WaitingListBody = {
  readonly serviceId: string;
  readonly date: string;
  readonly timeZone: string;
  readonly partySize: number;
  readonly email: string;
};
