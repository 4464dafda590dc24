import { computeCodeUses, computeCustomerCounts } from '../../core/index.ts';
import type {
  Booking,
  BookingId,
  CodeUse,
  CustomerCount,
  Effect,
  EpochMillis,
  LimitUse,
  Nearby,
  Order,
  OrderId,
  Redemption,
  ResourceId,
  SessionId,
} from '../../core/index.ts';

type Positioned<Part> = Part & { readonly position: number };

/** What `takeLimits` reads in `$2`: a booking that is to be counted under a key. */
export type LimitWrite = LimitUse & { readonly bookingId: BookingId };

/** What the statements with `takeTime` read as `$2`: the things to take, and the rows to write. */
export type OrderWrite = {
  readonly orderId: OrderId;
  readonly order: Order | null;
  readonly claims: readonly {
    readonly bookingId: BookingId;
    readonly resourceId: ResourceId;
    readonly from: EpochMillis;
    readonly to: EpochMillis;
    /** False for an owner's deliberate override: it guards nothing. */
    readonly exclusive: boolean;
    readonly place: string | null;
    readonly nearby: readonly Nearby[] | null;
  }[];
  /** With the numbers of seats that others may have, both included; any where they are missing. */
  readonly sessions: readonly {
    readonly sessionId: SessionId;
    readonly seats: number;
    readonly least?: number | undefined;
    readonly most?: number | undefined;
  }[];
  readonly seats: readonly { readonly bookingId: BookingId; readonly sessionId: SessionId; readonly seats: number }[];
  readonly codes: readonly CodeUse[];
  /** What changes of what is counted of customers, in order of key. */
  readonly counts: readonly CustomerCount[];
  readonly bookings: readonly Positioned<Booking>[];
  readonly lines: readonly Positioned<Order['lines'][number]>[];
  readonly redemptions: readonly Positioned<Redemption>[];
  readonly effects: readonly Effect[];
};

/** What `saveMoneyRows` reads as `$2`. */
export type MoneyWrite = {
  readonly orderId: OrderId;
  readonly payments: readonly Positioned<Order['payments'][number]>[];
  readonly refunds: readonly Positioned<Order['refunds'][number]>[];
  readonly ledger: readonly Positioned<Order['ledger'][number]>[];
};

const nothing: Pick<Order, 'lines' | 'bookings' | 'payments' | 'refunds' | 'redemptions' | 'ledger'> = {
  lines: [],
  bookings: [],
  payments: [],
  refunds: [],
  redemptions: [],
  ledger: [],
};

/** Computes what to take and which rows to write when `previous` (null: nothing yet) becomes `next` and these bookings take their time. */
export function computeOrderWrite(
  previous: Order | null,
  next: Order,
  claiming: readonly Booking[],
  effects: readonly Effect[],
): OrderWrite {
  const before = previous ?? nothing;
  const seats = claiming.flatMap((booking) =>
    booking.sessions.map((session) => ({ bookingId: booking.id, sessionId: session.id, seats: booking.partySize })),
  );
  return {
    orderId: next.id,
    order: previous === null ? next : null,
    claims: claiming.flatMap((booking) =>
      booking.claims.map(({ resourceId, during, place = null, nearby = null }) => {
        const { id: bookingId, override } = booking;
        const rules = { exclusive: !override, nearby: override ? null : nearby };
        return { bookingId, resourceId, from: during.from, to: during.to, place, ...rules };
      }),
    ),
    sessions: [...Map.groupBy(seats, (seat) => seat.sessionId)].map(([sessionId, parties]) => ({
      sessionId,
      seats: parties.reduce((sum, party) => sum + party.seats, 0),
    })),
    seats,
    codes: computeCodeUses(before.redemptions, next.redemptions),
    counts: computeCustomerCounts(before.redemptions, next.redemptions),
    bookings: listChanged(before.bookings, next.bookings, (booking) => booking.id),
    lines: listChanged(before.lines, next.lines, null),
    redemptions: listChanged(before.redemptions, next.redemptions, (redemption) => redemption.code),
    effects,
  };
}

/** Lists what bookings are to be counted on. */
export const listLimitWrites = (claiming: readonly Booking[]): readonly LimitWrite[] =>
  claiming.flatMap(({ id, limits }) =>
    limits.map(({ key, maximum, quantity = 1 }) => ({ key, maximum, quantity, bookingId: id })),
  );

/** Computes which payments and refunds differ, and which ledger entries are new. */
export function computeMoneyWrite(previous: Order | null, next: Order): MoneyWrite {
  const before = previous ?? nothing;
  const known = new Set(before.ledger.map((entry) => entry.key));
  return {
    orderId: next.id,
    payments: listChanged(before.payments, next.payments, (payment) => payment.id),
    refunds: listChanged(before.refunds, next.refunds, (refund) => refund.id),
    ledger: listChanged(before.ledger, next.ledger, (entry) => entry.key).filter((entry) => !known.has(entry.key)),
  };
}

// A part counts as the same only in the same place: its position is stored with it.
function listChanged<Part extends object>(
  before: readonly Part[],
  after: readonly Part[],
  keyOf: ((part: Part) => string) | null,
): readonly Positioned<Part>[] {
  if (keyOf !== null) {
    const kept = new Set(after.map(keyOf));
    const lost = before.find((part) => !kept.has(keyOf(part)));
    if (lost !== undefined) throw new TypeError(`an order never loses what has happened: ${keyOf(lost)} is missing`);
  }
  return after.flatMap((part, position) => (before[position] === part ? [] : [{ ...part, position }]));
}
