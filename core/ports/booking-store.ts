import type { Claim, Occupancy } from '../availability/occupancy.ts';
import type { Session } from '../catalog/session.ts';
import type { WaitingListEntry } from '../catalog/waiting-list.ts';
import type { BookingId, OrderId, PaymentId, ResourceId, ServiceId, SessionId, WaitingListEntryId } from '../ids.ts';
import type { Effect } from '../order/effect.ts';
import type { Order } from '../order/order.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';

/** Why a write that takes time or a code did not happen. Nothing of it was written. */
export type Taken =
  | { readonly kind: 'resource'; readonly resourceId: ResourceId }
  | { readonly kind: 'session'; readonly sessionId: SessionId }
  | { readonly kind: 'code'; readonly code: string };

/** The answer of a write that may lose a race. */
export type WriteResult =
  | { readonly kind: 'saved' }
  /** Somebody else's booking, session or redemption stands in the way; the first one found is named. */
  | { readonly kind: 'taken'; readonly by: Taken }
  /** The order is no longer the version that was read: load it and decide again. */
  | { readonly kind: 'version_conflict' }
  /** This provider event was recorded before. */
  | { readonly kind: 'repeated_event' };

/** A change of an order: what stood when it was read, what shall stand, and what moves with it. */
export type OrderChange = {
  readonly previous: Order;
  /**
   * The order as it shall stand; the store raises its version by one. Parts that are the same object as in `previous` are not written.
   * It keeps every booking, payment, refund, redemption and ledger entry: only lines may go.
   */
  readonly next: Order;
  /** Bookings whose claims and seats are given back. */
  readonly release: readonly BookingId[];
  /** Bookings that take their claims and seats as they stand in `next`, after the release: one id in both lists is moved. */
  readonly claim: readonly BookingId[];
  readonly effects: readonly Effect[];
  /** The provider's event that caused the change, remembered in the same transaction. */
  readonly providerEvent: { readonly provider: string; readonly eventId: string } | null;
};

/**
 * Keeps orders, bookings, their claims, seats and redemptions of one tenant. An instance cannot see another tenant.
 *
 * Promises: two active exclusive claims of one resource never overlap; the seats taken of a session never exceed its capacity;
 * a code is never redeemed more often than allowed; each write is atomic and durable when it answers; writes that lose
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
  }) => Promise<Occupancy>;
  /**
   * Writes a new order with all its bookings' claims and seats and its redemptions, all or none.
   * Redemptions in state `reserved` are counted on their codes. Effects are written with it.
   * Answers `version_conflict` when an order with this id exists already.
   */
  readonly insertOrder: (order: Order, effects: readonly Effect[]) => Promise<WriteResult>;
  /**
   * Saves a change of an order in one transaction. Redemptions that move from `reserved` to `released` give their use back; a redemption
   * that is new or moves from `released` to `reserved` (or `used`) is counted on its code. Lines that `next` no longer has are removed.
   * Answers `taken` only when `claim` is not empty or a redemption is newly counted.
   */
  readonly saveOrder: (change: OrderChange) => Promise<WriteResult>;
  readonly loadOrder: (id: OrderId) => Promise<Order | null>;
  readonly findOrderOfBooking: (id: BookingId) => Promise<Order | null>;
  /** Finds the order of a payment by our id or by the provider's. */
  readonly findOrderOfPayment: (
    key: { readonly paymentId: PaymentId } | { readonly provider: string; readonly providerId: string },
  ) => Promise<Order | null>;
  /** Finds orders whose unpaid hold is over at `now` and has no payment, and whose claims, seats or codes stand in the way of these. */
  readonly findStaleHolds: (query: {
    readonly claims: readonly Claim[];
    readonly sessionIds: readonly SessionId[];
    readonly codes: readonly string[];
    readonly now: EpochMillis;
  }) => Promise<readonly OrderId[]>;
  /** Lists orders with a booking in `held` or `awaiting_payment` whose hold is over at `now`, by id: the first `limit` after the given one. */
  readonly listDueHolds: (now: EpochMillis, limit: number, after: OrderId | null) => Promise<readonly OrderId[]>;
  /** Lists open payments that the provider knows and that were created before `createdBefore`, oldest look first; used to find lost messages. */
  readonly listOpenPayments: (createdBefore: EpochMillis, limit: number) => Promise<readonly PaymentId[]>;
  /** Tells when the newest of an account's payments that were paid was created; null when none was. */
  readonly findLastPaidAt: (provider: string) => Promise<EpochMillis | null>;
  /** Lists orders with a booking that starts in the range, in order of start. */
  readonly listOrders: (range: Interval, limit: number) => Promise<readonly Order[]>;
  /**
   * Writes sessions that do not exist yet, each with exclusive claims on its resources for the given interval.
   * A session of the same service and start is left as it is. Answers those whose resources are occupied; they are not written.
   */
  readonly insertSessions: (
    sessions: readonly { readonly session: Session; readonly claims: readonly Claim[] }[],
  ) => Promise<{ readonly conflicts: readonly { readonly session: Session; readonly resourceId: ResourceId }[] }>;
  /** Adds someone to the waiting list; the same address, service and date twice is one entry. */
  readonly insertWaitingListEntry: (entry: WaitingListEntry) => Promise<void>;
  /** Lists who waits for a service and date, first come first. */
  readonly listWaitingListEntries: (serviceId: ServiceId, localDate: LocalDate) => Promise<readonly WaitingListEntry[]>;
  /** Takes somebody off the list, once told. Doing it twice changes nothing. */
  readonly removeWaitingListEntry: (id: WaitingListEntryId) => Promise<void>;
};
