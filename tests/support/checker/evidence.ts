import type {
  Booking,
  BookingState,
  CancellationPolicy,
  EpochMillis,
  Interval,
  LedgerEntry,
  PaymentState,
  ProviderPayment,
  Redemption,
  Refund,
  RefundState,
} from '../../../core/index.ts';

/**
 * All that is left of a world when it has ended, as plain data: what our store says, what the provider's own books say, and what people got to see.
 * Whoever has it (the simulation's memory, rows of PostgreSQL) brings it into this form; `findViolations` says what in it cannot be.
 */
export type Evidence = {
  /** When the evidence was taken. */
  readonly now: EpochMillis;
  /**
   * Whether everything was healthy for days before: nothing is held, pending or open for ever then. False for evidence that is taken in the middle,
   * of which only what must hold at every instant is checked.
   */
  readonly isSettled: boolean;
  /** Where the owner gets messages; null when he gets none. */
  readonly ownerEmail: string | null;
  readonly resources: readonly { readonly id: string; readonly calendarId: string | null }[];
  readonly orders: readonly EvidenceOrder[];
  /** Every claim that holds, of bookings and of sessions. */
  readonly claims: readonly EvidenceClaim[];
  readonly sessions: readonly EvidenceSession[];
  /** The seats that bookings take, by booking. */
  readonly seats: readonly { readonly bookingId: string; readonly sessionId: string; readonly seats: number }[];
  readonly codes: readonly EvidenceCode[];
  readonly effects: readonly EvidenceEffect[];
  /** The provider's own books, of all accounts. */
  readonly provider: readonly EvidencePayment[];
  /** Every message that went out, in the order in which it did. */
  readonly messages: readonly EvidenceMessage[];
  /** Events of bookings that stand in calendars; null when calendars took no part. */
  readonly calendarEvents: readonly EvidenceCalendarEvent[] | null;
  /**
   * How often a message may have gone out once more than once: its delivery took effect, but the worker died or lost its answer before it could note it.
   * By key where that is known, else in all.
   */
  readonly excusedRepeats: Readonly<Record<string, number>> | number;
  /** Messages of which a second copy may come after newer ones: two workers sent them at once, since their clocks did not agree whose turn it was. */
  readonly lateRepeats?: readonly string[];
  /** Who asked for a booking's cancellation, where that is known; several may have. */
  readonly cancelledBy?: Readonly<Record<string, readonly ('customer' | 'owner')[]>>;
  /** What is sold that has rules of its own; nothing of that is checked when it is missing. */
  readonly sold?: SoldRules;
};

/** A limit of a service or of a resource. */
export type SoldLimit = {
  readonly of: string;
  readonly perDay?: number | undefined;
  readonly perWeek?: number | undefined;
  readonly perCustomer?: { readonly maximum: number; readonly per: 'day' | 'week' | 'month' | 'ever' } | undefined;
};

/** What a business sells that has rules of its own, written down apart from its catalogue. All its clocks show the same zone. */
export type SoldRules = {
  readonly timeZone: string;
  readonly limits: readonly SoldLimit[];
  /** Runs by the starts of their sessions, in order; who begins with a later session than the `joinsUntil`th, counted from 1, is too late. */
  readonly courses: readonly {
    readonly serviceId: string;
    readonly runs: readonly (readonly EpochMillis[])[];
    readonly joinsUntil: number;
  }[];
  readonly stays: readonly { readonly serviceId: string; readonly changeoverMinutes: number }[];
  /** Codes of which each seat of a service is one use. */
  readonly seatCodes?: readonly { readonly code: string; readonly serviceId: string }[];
  /** Services in which one of these is needed in some parts, counted from the start, and free in between. */
  readonly steps: readonly {
    readonly serviceId: string;
    readonly anyOf: readonly string[];
    readonly parts: readonly { readonly fromMinute: number; readonly toMinute: number }[];
  }[];
};

/** An order with all its parts. What its price made due at once is `dueMinor`: nothing for what is paid at the place. */
export type EvidenceOrder = {
  readonly id: string;
  readonly currency: string;
  readonly customerEmail: string | null;
  readonly dueMinor: number;
  /** Its price as it was shown; nothing of it is checked when it is missing. */
  readonly price?: EvidencePrice;
  readonly lines: readonly { readonly id: string; readonly bookingId: string | null; readonly netMinor: number }[];
  readonly bookings: readonly EvidenceBooking[];
  readonly payments: readonly {
    readonly id: string;
    readonly provider: string;
    readonly providerId: string | null;
    readonly state: PaymentState;
    readonly amountMinor: number;
    readonly capturedMinor: number;
  }[];
  readonly refunds: readonly EvidenceRefund[];
  readonly redemptions: readonly Pick<Redemption, 'code' | 'state' | 'uses'>[];
  readonly ledger: readonly Pick<LedgerEntry, 'key' | 'account' | 'amountMinor' | 'recordedAt'>[];
  /** Money that came too late and waits for the customer's choice; null when there never was any. */
  readonly lateOffer: EvidenceOffer | null;
};

/** A price: what its lines come to, and what of it is due when. */
export type EvidencePrice = {
  readonly totalMinor: number;
  readonly laterMinor: number;
  readonly linesMinor: readonly number[];
  /** By booking: how many come. */
  readonly people: readonly { readonly serviceId: string; readonly partySize: number }[];
  readonly codes: readonly { readonly code: string; readonly uses: number }[];
};

export type EvidenceOffer = {
  readonly amountMinor: number;
  readonly expiresAt: EpochMillis;
  readonly state: 'open' | 'taken' | 'declined' | 'lapsed';
};

export type EvidenceBooking = {
  readonly id: string;
  readonly serviceId: string;
  readonly state: BookingState;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  readonly partySize: number;
  /** Put there by the owner although the time was not free: its claims are not exclusive. */
  readonly override: boolean;
  /** What it takes according to its own row, whether or not it still has it. */
  readonly claims: readonly { readonly resourceId: string; readonly during: Interval }[];
  readonly sessions: readonly { readonly id: string; readonly startsAt: EpochMillis }[];
  readonly resourceIds: readonly string[];
  readonly holdExpiresAt: EpochMillis | null;
  readonly sequence: number;
  readonly cancellationPolicy: CancellationPolicy;
};

export type EvidenceRefund = {
  readonly id: string;
  readonly paymentId: string;
  readonly providerId: string | null;
  readonly state: RefundState;
  readonly amountMinor: number;
  readonly reason: Refund['reason'];
};

/** The occupation of a resource. One that is not exclusive was made by the owner's override or an import, and is visible as such. */
export type EvidenceClaim = {
  readonly resourceId: string;
  readonly during: Interval;
  /** The booking or session that has it. */
  readonly holder: string;
  readonly isExclusive: boolean;
};

export type EvidenceSession = { readonly id: string; readonly capacity: number; readonly seatsTaken: number };

export type EvidenceCode = { readonly code: string; readonly maximumRedemptions: number | null; readonly redeemed: number };

export type EvidenceEffect = {
  readonly orderId: string;
  readonly key: string;
  readonly kind: 'send_message' | 'refund_payment' | 'notify_waiting_list' | 'sync_calendar';
  readonly isDone: boolean;
};

/** A payment as the provider has it in its own books. */
export type EvidencePayment = Pick<
  ProviderPayment,
  'providerId' | 'paymentId' | 'state' | 'amountMinor' | 'capturedMinor' | 'refunds' | 'disputes'
> & { readonly provider: string };

/** A message that was sent; its key begins with its template and the id of what it is about: `booking_confirmed/bkg_…`. */
export type EvidenceMessage = {
  readonly key: string;
  readonly template: string;
  readonly to: string;
  readonly sentAt: EpochMillis;
};

export type EvidenceCalendarEvent = {
  readonly calendarId: string;
  readonly bookingId: string;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
};

/** One thing that cannot be, in words, with the rule it breaks and what it is about. */
export type Violation = { readonly rule: Rule; readonly about: string; readonly words: string };

/** The rules that are checked. */
export type Rule =
  | 'never_two_for_one_time'
  | 'claims_equal_bookings'
  | 'seats_equal_bookings'
  | 'ledger_sums_to_zero'
  | 'ledger_agrees_with_provider'
  | 'disputes_are_booked'
  | 'owed_money_is_under_way'
  | 'offered_money_has_an_offer'
  | 'paid_has_time_or_money'
  | 'time_is_paid'
  | 'told_once'
  | 'told_the_final_state'
  | 'effects_are_delivered'
  | 'refunded_once'
  | 'codes_are_counted'
  | 'prices_add_up'
  | 'nothing_stays_for_ever'
  | 'calendars_agree'
  | SoldRule
  | NeverSeenInEvidence;

/** What follows from what is sold, where the evidence says that. */
export type SoldRule = 'limits_are_kept' | 'courses_are_whole' | 'steps_are_served' | 'stays_keep_apart';

/** What evidence of the end cannot show: whoever watches (the simulation) sees it happen. */
export type NeverSeenInEvidence =
  'price_shown_is_charged' | 'nothing_breaks' | 'time_in_payment_is_kept' | 'one_open_payment' | 'offers_can_be_taken';

/** Whether a booking in this state has its time. Written down here anew: the checker believes no code that it checks. */
export const hasTime = ({ state }: Pick<Booking, 'state'>): boolean => state !== 'expired' && state !== 'cancelled';

/** Whether a booking was sold: it was confirmed and still stands. */
export const isSold = ({ state }: Pick<Booking, 'state'>): boolean =>
  state === 'confirmed' || state === 'completed' || state === 'no_show';
