import type { HeldClaim } from '../report/held-claim.ts';
import type { LimitCount } from '../availability/limit-use.ts';
import type { KeyRange } from '../availability/limit-times.ts';
import type { Claim, Occupancy } from '../availability/occupancy.ts';
import type { Turn } from '../availability/turns.ts';
import type { Session, SessionDecision } from '../catalog/session.ts';
import type { LastWith } from '../catalog/choice.ts';
import type { WaitingListEntry } from '../catalog/waiting-list.ts';
import type { BookingId, OrderId, PaymentId, ResourceId, ServiceId, SessionId, WaitingListEntryId } from '../ids.ts';
import type { GivenBackLimit } from '../order/decision.ts';
import type { Effect } from '../order/effect.ts';
import type { Order } from '../order/order.ts';
import type { KnownPayment } from '../payment/known-payment.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';

/** Why a write that takes time or a code did not happen. Nothing of it was written. */
export type Taken =
  /** The booking is the one that cannot have the resource in the claim that begins then. */
  | { readonly kind: 'resource'; readonly resourceId: ResourceId; readonly from: EpochMillis; readonly bookingId: BookingId }
  | { readonly kind: 'session'; readonly sessionId: SessionId }
  | { readonly kind: 'code'; readonly code: string }
  /** What is counted of a customer by the key has reached its maximum. */
  | { readonly kind: 'customer'; readonly key: string }
  /** As many bookings are counted on the key as may be; the booking is the last of the order that wants to be. */
  | { readonly kind: 'limit'; readonly key: string; readonly bookingId: BookingId };

/** What is occupied, as it stands at `now`. */
export type LoadedOccupancy = Occupancy & {
  /** Those of the busy claims that are tied to a place, with it; none unless they were asked for. */
  readonly placed?: readonly Claim[] | undefined;
  /** When the next hold of the tenant ends by itself, here or elsewhere; null when there is none. Until then nothing in it becomes free without a write. */
  readonly nextEndsAt: EpochMillis | null;
};

/** A service's newest bookings, as far back as `limit`: which are looked at to find whose turn it is. */
export type TurnQuery = { readonly serviceId: ServiceId; readonly limit: number; readonly now: EpochMillis };

/** The turns that somebody has chosen by: as long as they have the same `mark`, they are the same. */
export type SeenTurns = TurnQuery & { readonly mark: string };

/** How many seats of a session others may have when somebody takes his, both included; also those of holds that are over. */
export type SeatBounds = { readonly sessionId: SessionId; readonly least: number; readonly most: number };

/** What a business knows of a customer: whether he was there or is to come, and what is counted of him. */
export type CustomerHistory = { readonly hasVisited: boolean; readonly counts: readonly LimitCount[] };

/** The answer of a write that may lose a race. */
export type WriteResult =
  | { readonly kind: 'saved' }
  /** Somebody else's booking, session or redemption stands in the way; the first one found is named. */
  | { readonly kind: 'taken'; readonly by: Taken }
  /** The order is no longer the version that was read: load it and decide again. */
  | { readonly kind: 'version_conflict' }
  /** This provider event was recorded before. */
  | { readonly kind: 'repeated_event' }
  /** Somebody has had a turn since, or lost one: see again whose it is. Only a write that named turns answers so. */
  | { readonly kind: 'turn_passed' }
  /** More would have been given back than `givenBackLimit` allows. */
  | { readonly kind: 'over_limit' };

/** A booking with seats in cancelled sessions, and whether one of them had too few people. */
export type CancelledSeats = { readonly bookingId: BookingId; readonly isTooFew: boolean };

/** A change of an order: what stood when it was read, what shall stand, and what moves with it. */
export type OrderChange = {
  readonly previous: Order;
  /**
   * The order as it shall stand; the store raises its version by one, unless it is the same object as `previous` and only an event comes with it. Parts that are the same object as in `previous` are not written.
   * It keeps every booking, payment, refund, redemption and ledger entry: only lines may go.
   */
  readonly next: Order;
  /** Bookings whose claims and seats are given back, and that are counted on no limit any more. */
  readonly release: readonly BookingId[];
  /** Bookings that take their claims and seats as they stand in `next`, and are counted on its limits, after the release: one id in both lists is moved. */
  readonly claim: readonly BookingId[];
  readonly effects: readonly Effect[];
  /** The provider's event that caused the change, remembered in the same transaction. */
  readonly providerEvent: { readonly provider: string; readonly eventId: string } | null;
  /** Counted in the same transaction, one write of the tenant after the other: writes with a limit that run at once cannot pass it together. */
  readonly givenBackLimit?: GivenBackLimit | null;
};

/**
 * Keeps orders, bookings, their claims, seats and redemptions of one tenant. An instance cannot see another tenant.
 *
 * Promises: two active exclusive claims of one resource never overlap, nor does a claim stand at a place and time
 * that a later one rules out by its `nearby`; the seats taken of a session never exceed its capacity;
 * a code is never redeemed more often than allowed, in all or by one customer, and no booking counted on a limit that is reached, but for an override; each write is atomic and durable when it answers; writes that lose
 * a race write nothing and say so. Checked by tests/conformance/booking-store.suite.ts.
 */
export type BookingStore = {
  /**
   * Loads what is occupied in a range: busy intervals of the resources that touch it, and the sessions of the service (if any is given) that start in it.
   * Holds in state `held` whose time is over at `now` and which have no payment count as free: the next taker releases them.
   */
  readonly loadOccupancy: (query: {
    readonly resourceIds: readonly ResourceId[];
    readonly serviceId: ServiceId | null;
    readonly range: Interval;
    readonly now: EpochMillis;
    /** Whether `placed` is wanted: for somebody who travels. */
    readonly withPlaces?: boolean | undefined;
  }) => Promise<LoadedOccupancy>;
  /** Lists the claims of resources that touch a range with what made each, in order of resource and time; the same stale holds as above are left out. */
  readonly listClaims: (query: {
    readonly resourceIds: readonly ResourceId[];
    readonly range: Interval;
    readonly now: EpochMillis;
  }) => Promise<readonly HeldClaim[]>;
  /**
   * Tells how many bookings the keys in these ranges count, in order of key; those that count none are left out. The same holds as in `loadOccupancy` count as free.
   */
  readonly loadLimits: (query: {
    readonly ranges: readonly KeyRange[];
    readonly now: EpochMillis;
  }) => Promise<readonly LimitCount[]>;
  /** Lists the sessions that begin at these starts and are not withdrawn, in no order; the same holds as in `loadOccupancy` count as free. */
  readonly loadSeats: (query: {
    readonly starts: readonly { readonly serviceId: ServiceId; readonly startsAt: EpochMillis }[];
    readonly now: EpochMillis;
  }) => Promise<readonly Session[]>;
  /**
   * Lists the newest bookings of a service that stand (not cancelled, not expired; the same holds as in `loadOccupancy` are left out), the oldest first; those made in one instant in order of id.
   */
  readonly listTurns: (query: TurnQuery) => Promise<{ readonly turns: readonly Turn[]; readonly mark: string }>;
  /**
   * Lists whom the bookings of a customer have that are confirmed or took place, that with the latest start first. He is known by his e-mail address, without blanks around it and in whatever letters. For owners alone: anybody can type an address.
   */
  readonly listLastWith: (query: { readonly email: string; readonly limit: number }) => Promise<LastWith>;
  /**
   * Tells whether somebody has a booking that is confirmed or took place, and what is counted of him by these keys (see `Redemption.counted`); keys that count nothing are left out. He is known by
   * his e-mail address as in `listLastWith`. One statement.
   */
  readonly findCustomerHistory: (query: { readonly email: string; readonly keys: readonly string[] }) => Promise<CustomerHistory>;
  /**
   * Writes a new order with all its bookings' claims and seats and its redemptions, all or none, and counts them on their limits.
   * Redemptions in state `reserved` are counted on their codes, with all their uses, and on what they are counted on as their customer's. Effects are written with it.
   * A session of which others have another number of seats than `seats` allows counts as taken.
   * Answers `version_conflict` when an order with this id exists already, and `turn_passed` when one of `turns` is not as it was: of several writes that saw the same, one is done.
   */
  readonly insertOrder: (
    order: Order,
    effects: readonly Effect[],
    turns?: readonly SeenTurns[],
    seats?: readonly SeatBounds[],
  ) => Promise<WriteResult>;
  /**
   * Saves a change of an order in one transaction. Redemptions that move from `reserved` to `released` give their use back; a redemption
   * that is new or moves from `released` to `reserved` (or `used`) is counted on its code; of one with other uses, or another customer, exactly the difference is. Lines that `next` no longer has are removed.
   * Answers `taken` only when `claim` is not empty or a redemption is newly counted.
   */
  readonly saveOrder: (change: OrderChange) => Promise<WriteResult>;
  readonly loadOrder: (id: OrderId) => Promise<Order | null>;
  readonly findOrderOfBooking: (id: BookingId) => Promise<Order | null>;
  /** Finds the order of a payment by our id or by the provider's. */
  readonly findOrderOfPayment: (
    key: { readonly paymentId: PaymentId } | { readonly provider: string; readonly providerId: string },
  ) => Promise<Order | null>;
  /** Finds what our books say of payments, in one question and in no order; those that are not known are left out. */
  readonly findPayments: (ids: readonly PaymentId[]) => Promise<readonly KnownPayment[]>;
  /**
   * Takes the comparison of this tenant's payments until `until`, if nobody has it at `now`; whether it was taken. Of several who ask at once one gets it. It is not given
   * back: what a crash leaves is free when its time is over.
   */
  readonly leaseReconciliation: (now: EpochMillis, until: EpochMillis) => Promise<boolean>;
  /** Finds orders whose unpaid hold is over at `now` and has no payment, and whose claims, seats, codes or places under a limit stand in the way of these. */
  readonly findStaleHolds: (query: {
    readonly claims: readonly Claim[];
    readonly sessionIds: readonly SessionId[];
    readonly codes: readonly string[];
    /** Keys of limits, and of what is counted of customers. */
    readonly limits: readonly string[];
    readonly now: EpochMillis;
  }) => Promise<readonly OrderId[]>;
  /** The same for those that have a payment: only their provider can say whether they are free, see `expireHolds`. */
  readonly findHoldsInPayment: BookingStore['findStaleHolds'];
  /** Lists orders with a booking in `held` or `awaiting_payment` whose hold is over at `now`, by id: the first `limit` after the given one. */
  readonly listDueHolds: (now: EpochMillis, limit: number, after: OrderId | null) => Promise<readonly OrderId[]>;
  /** Lists open payments that the provider knows and that were created before `createdBefore`, oldest look first; used to find lost messages. */
  readonly listOpenPayments: (createdBefore: EpochMillis, limit: number) => Promise<readonly PaymentId[]>;
  /** Lists payments whose money has not come to rest, oldest look first: disputed ones, and those with a refund under way. */
  readonly listUnsettledPayments: (limit: number) => Promise<readonly PaymentId[]>;
  /** Lists orders whose offer for late money is open and over at `now`, the oldest first. */
  readonly listDueOffers: (now: EpochMillis, limit: number) => Promise<readonly OrderId[]>;
  /**
   * Lists orders that need their owner, or may: money is offered, money is owed back that no refund carries, a payment is disputed or was lost within
   * `LOST_IS_NEWS` before `waitingSince`, the books were corrected and a booking stands, or a time waits for a payment since before `waitingSince`.
   * The newest first. What is settled is left out, so that it hides nothing that is open behind the limit.
   */
  readonly listOrdersToLookAt: (waitingSince: EpochMillis, limit: number) => Promise<readonly Order[]>;
  /** Adds up what owners gave back on their own word (`goodwill`) in a currency since then; refunds that failed do not count. Integer minor units. */
  readonly sumGivenBack: (currency: string, since: EpochMillis) => Promise<number>;
  /** Tells when the newest of an account's payments that were paid was created; null when none was. */
  readonly findLastPaidAt: (provider: string) => Promise<EpochMillis | null>;
  /** Lists orders with a booking that starts in the range, in order of start. */
  readonly listOrders: (range: Interval, limit: number) => Promise<readonly Order[]>;
  /**
   * Writes sessions that do not exist yet, each with exclusive claims on its resources for the given interval.
   * A session of the same service and start is left as it is, but for one that was withdrawn: that is taken up again, with its seats where people are in it. Answers those whose resources are occupied; they are not written.
   */
  readonly insertSessions: (
    sessions: readonly { readonly session: Session; readonly claims: readonly Claim[] }[],
  ) => Promise<{ readonly conflicts: readonly { readonly session: Session; readonly resourceId: ResourceId }[] }>;
  /** Lists sessions that start later and are neither cancelled nor withdrawn without anybody in them, in order of start. */
  readonly listStanding: (after: EpochMillis) => Promise<readonly Session[]>;
  /**
   * Withdraws sessions: from then on they take nobody. Those without people give their teacher and room back and are listed no more; the others are answered. Seats that are taken at the
   * same moment come before it or are refused. Doing it twice changes nothing, but that what has become empty is given back.
   */
  readonly withdrawSessions: (ids: readonly SessionId[], now: EpochMillis) => Promise<readonly Session[]>;
  /** Sets when sessions that exist are decided (null: never). One that is decided, or whose moment has come at `now`, keeps its moment. */
  readonly scheduleDecisions: (
    times: readonly { readonly serviceId: ServiceId; readonly startsAt: EpochMillis; readonly decideAt: EpochMillis | null }[],
    now: EpochMillis,
  ) => Promise<void>;
  /** Lists sessions whose moment has come at `now` and that nobody has decided or cancelled: of the first `limit` services and moments all. */
  readonly listUndecided: (now: EpochMillis, limit: number) => Promise<readonly Session[]>;
  /** Writes what is decided about sessions, where nothing is decided and nothing cancelled yet; `too_few` cancels them, as `cancelSession` does. */
  readonly decideSessions: (ids: readonly SessionId[], decision: SessionDecision) => Promise<void>;
  /** Lists the sessions of a service, or of all, that start in a range, in order of start, cancelled ones too. */
  readonly listSessions: (query: {
    readonly serviceId: ServiceId | null;
    readonly range: Interval;
    readonly limit: number;
  }) => Promise<readonly Session[]>;
  /**
   * Cancels a session: from then on it takes nobody, and its teacher and room are free. Its bookings keep their seats until each of them is cancelled. Seats that are taken at the same
   * moment come before it or are refused. Doing it twice changes nothing. Answers the session as it stands then; null when there is none.
   */
  readonly cancelSession: (id: SessionId) => Promise<Session | null>;
  /** Lists bookings that have seats in cancelled sessions, of one session if it is given, by id. */
  readonly listCancelledSeats: (sessionId: SessionId | null, limit: number) => Promise<readonly CancelledSeats[]>;
  /** Adds someone to the waiting list; the same address, service and date twice is one entry. */
  readonly insertWaitingListEntry: (entry: WaitingListEntry) => Promise<void>;
  /** Lists who waits for a service and date, first come first. */
  readonly listWaitingListEntries: (serviceId: ServiceId, localDate: LocalDate) => Promise<readonly WaitingListEntry[]>;
  /** Takes somebody off the list, once told. Doing it twice changes nothing. */
  readonly removeWaitingListEntry: (id: WaitingListEntryId) => Promise<void>;
};
