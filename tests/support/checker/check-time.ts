import { hasTime } from './evidence.ts';
import type { Evidence, EvidenceClaim, Violation } from './evidence.ts';

/** The part of the evidence that says who has which time. */
export type TimeEvidence = Pick<Evidence, 'claims' | 'sessions' | 'seats'>;

/** Checks who has which time: nobody twice, everybody what his booking says. */
export const checkTime = (evidence: Evidence): readonly Violation[] => [
  ...findDoubleTakers(evidence),
  ...compareClaims(evidence),
  ...compareSeats(evidence),
];

/** Finds resources that two hold at one instant, and sessions with more seats taken than there are. Cheap enough for every write. */
export function findDoubleTakers({ claims, sessions, seats }: TimeEvidence): readonly Violation[] {
  const byResource = Map.groupBy(
    claims.filter(({ isExclusive }) => isExclusive),
    ({ resourceId }) => resourceId,
  );
  const overlaps = [...byResource.values()].flatMap(findOverlaps);
  const overfull = sessions.flatMap(({ id, capacity, seatsTaken }) => {
    const taken = seats.reduce((sum, seat) => (seat.sessionId === id ? sum + seat.seats : sum), 0);
    return Math.max(taken, seatsTaken) <= capacity
      ? []
      : [broken(id, `${Math.max(taken, seatsTaken)} seats of ${id} are taken, and there are ${capacity}`)];
  });
  return [...overlaps, ...overfull];
}

const broken = (about: string, words: string): Violation => ({ rule: 'never_two_for_one_time', about, words });

function findOverlaps(claims: readonly EvidenceClaim[]): readonly Violation[] {
  const sorted = claims.toSorted((a, b) => a.during.from - b.during.from || a.during.to - b.during.to);
  let longest = sorted[0];
  return sorted.slice(1).flatMap((claim) => {
    const before = longest;
    if (before === undefined || claim.during.to > before.during.to) longest = claim;
    return before !== undefined && claim.during.from < before.during.to
      ? [broken(claim.resourceId, `${before.holder} and ${claim.holder} both have ${claim.resourceId} at ${claim.during.from}`)]
      : [];
  });
}

const nameClaim = ({ resourceId, during }: Pick<EvidenceClaim, 'resourceId' | 'during'>, isExclusive: boolean): string =>
  `${resourceId} ${during.from}–${during.to}${isExclusive ? '' : ' (override)'}`;

const nameHeld = (claim: EvidenceClaim): string => nameClaim(claim, claim.isExclusive);

/** Every booking that has its time has exactly its claims; nobody else has any. */
function compareClaims({ orders, claims, sessions }: Evidence): readonly Violation[] {
  const bookings = orders.flatMap((order) => order.bookings);
  const holders = new Set<string>([...bookings, ...sessions].map(({ id }) => id));
  const held = Map.groupBy(claims, ({ holder }) => holder);
  const differing = bookings.flatMap((booking): Violation[] => {
    const meant = hasTime(booking) ? booking.claims.map((claim) => nameClaim(claim, !booking.override)).toSorted() : [];
    const found = (held.get(booking.id) ?? []).map(nameHeld).toSorted();
    if (meant.join() === found.join()) return [];
    const words = `${booking.id} is ${booking.state} and should hold ${list(meant)}, but holds ${list(found)}`;
    return [{ rule: 'claims_equal_bookings', about: booking.id, words }];
  });
  const strangers = [...held.keys()].filter((holder) => !holders.has(holder));
  return [
    ...differing,
    ...strangers.map((holder): Violation => ({
      rule: 'claims_equal_bookings',
      about: holder,
      words: `${holder} holds ${list((held.get(holder) ?? []).map(nameHeld))}, and there is no such booking or session`,
    })),
  ];
}

/** Every booking that has its time has exactly its seats; a session counts what its bookings have. */
function compareSeats({ orders, seats, sessions }: Evidence): readonly Violation[] {
  const bookings = orders.flatMap((order) => order.bookings);
  const known = new Set(bookings.map(({ id }) => id));
  const differing = bookings.flatMap((booking) => {
    const seated = hasTime(booking) ? booking.sessions : [];
    const meant = seated.map(({ id }) => `${booking.partySize} of ${id}`).toSorted();
    const own = seats.filter(({ bookingId }) => bookingId === booking.id);
    const found = own.map((seat) => `${seat.seats} of ${seat.sessionId}`).toSorted();
    if (meant.join() === found.join()) return [];
    return [wrong(booking.id, `${booking.id} is ${booking.state} and should have seats ${list(meant)}, but has ${list(found)}`)];
  });
  const miscounted = sessions.flatMap(({ id, seatsTaken }) => {
    const taken = seats.reduce((sum, seat) => (seat.sessionId === id ? sum + seat.seats : sum), 0);
    return taken === seatsTaken ? [] : [wrong(id, `${id} counts ${seatsTaken} seats, its bookings have ${taken}`)];
  });
  const strangers = seats.filter(({ bookingId }) => !known.has(bookingId));
  return [
    ...differing,
    ...miscounted,
    ...strangers.map(({ bookingId }) => wrong(bookingId, `${bookingId} has seats, and there is no such booking`)),
  ];
}

const wrong = (about: string, words: string): Violation => ({ rule: 'seats_equal_bookings', about, words });

const list = (things: readonly string[]): string => (things.length === 0 ? 'nothing' : things.join(', '));
