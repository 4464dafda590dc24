import { isOverlapping } from '../../core/index.ts';
import type { Booking, BookingId, Claim, CodeUse, SeatBounds, SessionId, Taken } from '../../core/index.ts';
import { countLimits, findReachedLimit, uncountLimits } from './limits.ts';
import type { MemoryTenant } from './memory-database.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts claims as every store takes them: by resource, then by start. */
export const sortClaims = <Wanted extends Claim>(claims: readonly Wanted[]): readonly Wanted[] =>
  claims.toSorted((a, b) => compare(a.resourceId, b.resourceId) || a.during.from - b.during.from);

/** Whether a resource is occupied at a wanted time, or too far away then. */
const isRuledOut = ({ during, nearby = [] }: Claim, { during: held, place }: Pick<Claim, 'during' | 'place'>): boolean =>
  isOverlapping(held, during) ||
  (place !== undefined && nearby.some((near) => near.places.includes(place) && isOverlapping(near.during, held)));

/** Whether a claim rules out another one of the same write; within one booking nobody goes anywhere. */
const isRuledOutBySibling = (wanted: Claim & Holder, earlier: Claim & Holder): boolean =>
  earlier.resourceId === wanted.resourceId &&
  (earlier.bookingId === undefined || earlier.bookingId !== wanted.bookingId
    ? isRuledOut(wanted, earlier)
    : isOverlapping(wanted.during, earlier.during));

/** Whose claim it is, where it is a booking's. */
type Holder = { readonly bookingId?: BookingId | undefined };

/** Finds the first claim whose resource is occupied by somebody who is not in `released`, or that an earlier one of these wants too. */
export function findOccupied<Wanted extends Claim & Holder>(
  tenant: MemoryTenant,
  claims: readonly Wanted[],
  released: ReadonlySet<string>,
): Wanted | null {
  const sorted = sortClaims(claims);
  const occupied = sorted.find(
    (wanted, index) =>
      (tenant.claims.get(wanted.resourceId) ?? []).some(
        (held) => held.exclusive && !released.has(held.holder) && isRuledOut(wanted, held),
      ) || sorted.slice(0, index).some((earlier) => isRuledOutBySibling(wanted, earlier)),
  );
  return occupied ?? null;
}

/** What is given back before anything is taken, and how many seats others may have by then. */
type TakeTerms = { readonly release?: readonly BookingId[]; readonly seats?: readonly SeatBounds[] };

/** Finds the first thing that these bookings and codes cannot have once the released bookings have given back theirs. */
export function findTaken(
  tenant: MemoryTenant,
  claiming: readonly Booking[],
  codes: readonly CodeUse[],
  { release = [], seats = [] }: TakeTerms,
): Taken | null {
  const released = new Set<BookingId>(release);
  const occupied = findOccupied(
    tenant,
    claiming
      .filter(({ override }) => !override)
      .flatMap((booking) => booking.claims.map((claim) => ({ ...claim, bookingId: booking.id }))),
    released,
  );
  if (occupied !== null) {
    const { resourceId, during, bookingId } = occupied;
    return { kind: 'resource', resourceId, from: during.from, bookingId };
  }
  const sessionId = findFullSession(tenant, claiming, released, seats);
  if (sessionId !== null) return { kind: 'session', sessionId };
  const used = codes.toSorted((a, b) => compare(a.code, b.code)).find((use) => !canUse(tenant, use));
  return used === undefined ? findReachedLimit(tenant, claiming, released) : { kind: 'code', code: used.code };
}

function findFullSession(
  tenant: MemoryTenant,
  claiming: readonly Booking[],
  released: ReadonlySet<BookingId>,
  seats: readonly SeatBounds[],
): SessionId | null {
  const parties = claiming.flatMap(({ sessions, partySize }) => sessions.map(({ id }) => ({ id, partySize })));
  for (const sessionId of [...new Set(parties.map(({ id }) => id))].toSorted(compare)) {
    const wanted = parties.reduce((sum, { id, partySize }) => (id === sessionId ? sum + partySize : sum), 0);
    const freed = [...tenant.seatClaims].reduce(
      (sum, [bookingId, seat]) => (released.has(bookingId) && seat.sessionIds.includes(sessionId) ? sum + seat.seats : sum),
      0,
    );
    const session = tenant.sessions.get(sessionId);
    if (
      session === undefined ||
      session.isCancelled === true ||
      session.isWithdrawn === true ||
      session.seatsTaken - freed + wanted > session.capacity ||
      seats.some((seen) => seen.sessionId === sessionId && (session.seatsTaken < seen.least || session.seatsTaken > seen.most))
    )
      return sessionId;
  }
  // A booking that still has seats stands in its own way, as it does with claims.
  const seated = claiming.find(({ id, sessions }) => sessions.length > 0 && tenant.seatClaims.has(id) && !released.has(id));
  return seated?.sessions[0]?.id ?? null;
}

function canUse(tenant: MemoryTenant, { code, uses }: CodeUse): boolean {
  const known = tenant.codes.get(code);
  if (known === undefined) return false;
  if (uses < 0) return true;
  const maximum = known.code.maximumRedemptions;
  return !known.retired && (maximum === null || known.redeemed + uses <= maximum);
}

/** Takes the claims and seats of bookings and counts them on their limits; `findTaken` has said that they are free. */
export function takeTime(tenant: MemoryTenant, claiming: readonly Booking[]): void {
  countLimits(tenant, claiming);
  for (const { id, claims, sessions, partySize, override } of claiming) {
    for (const claim of claims) addClaim(tenant, claim, id, !override);
    if (sessions.length === 0) continue;
    const sessionIds = sessions.map((session) => session.id);
    tenant.seatClaims.set(id, { sessionIds, seats: partySize });
    for (const sessionId of sessionIds) changeSeats(tenant, sessionId, partySize);
  }
}

/** Notes that somebody occupies a resource. */
export function addClaim(
  tenant: MemoryTenant,
  { resourceId, during, place }: Claim,
  holder: BookingId | SessionId,
  exclusive: boolean,
): void {
  const claim = { during: Object.freeze({ ...during }), place, holder, exclusive };
  tenant.claims.set(resourceId, [...(tenant.claims.get(resourceId) ?? []), claim]);
}

/** Gives back the claims and seats of bookings, and counts them no longer; those without any are passed by, so that nothing is given back twice. */
export function releaseTime(tenant: MemoryTenant, release: readonly BookingId[]): void {
  const released = new Set<string>(release);
  if (released.size === 0) return;
  uncountLimits(tenant, release);
  for (const [resourceId, claims] of tenant.claims) {
    const kept = claims.filter((claim) => !released.has(claim.holder));
    if (kept.length < claims.length) tenant.claims.set(resourceId, kept);
  }
  for (const id of release) {
    const seat = tenant.seatClaims.get(id);
    if (seat === undefined) continue;
    tenant.seatClaims.delete(id);
    for (const sessionId of seat.sessionIds) changeSeats(tenant, sessionId, -seat.seats);
  }
}

function changeSeats(tenant: MemoryTenant, sessionId: SessionId, by: number): void {
  const session = tenant.sessions.get(sessionId);
  if (session !== undefined) tenant.sessions.set(sessionId, Object.freeze({ ...session, seatsTaken: session.seatsTaken + by }));
}

/** Counts the uses of codes. */
export function applyUses(tenant: MemoryTenant, codes: readonly CodeUse[]): void {
  for (const { code, uses } of codes) {
    const known = tenant.codes.get(code);
    if (known !== undefined) tenant.codes.set(code, { ...known, redeemed: known.redeemed + uses });
  }
}
