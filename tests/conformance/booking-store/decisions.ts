import { expect, test } from '@jest/globals';
import type { Session } from '../../../core/catalog/session.ts';
import { DAY, HOUR } from '../../../core/time/instant.ts';
import { buildClaim, buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, loadOrder, prepare } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 3 * DAY;
const decideAt = startsAt - DAY;
const early = buildSession({ id: 'ses_early', startsAt, decideAt });
const late = buildSession({ id: 'ses_late', startsAt: startsAt + DAY, decideAt });
const next = buildSession({ id: 'ses_next', startsAt: startsAt + 2 * DAY, decideAt: decideAt + 1 });
const always = buildSession({ id: 'ses_always', startsAt: startsAt + 4 * DAY });
const all: readonly Session[] = [early, late, next, always];
const writes = all.map((session) => ({ session, claims: [buildClaim('res_bo', session.startsAt, 60)] }));
const range = { from: startsAt, to: startsAt + 9 * DAY };

/** Cases of sessions that need people: when they are decided, by what, and what is written then. */
export function decisionCases(factory: BookingSubjectFactory): void {
  test('sessions say how many people are confirmed in them, when they are decided by that', async () => {
    const { bookings } = await prepare(factory);
    expect(await bookings.insertSessions(writes)).toEqual({ conflicts: [] });
    const confirmed = { state: 'confirmed', holdExpiresAt: null } as const;
    const sessions = [early, late, always].flatMap(({ id, startsAt: from, endsAt }) => [{ id, startsAt: from, endsAt }]);
    const seats = { ...buildSeatBooking('ord_1', early, 3, confirmed), sessions };
    await bookings.insertOrder(buildOrder({ bookings: [seats] }), []);
    await bookings.insertOrder(buildOrder({ id: 'ord_2', bookings: [buildSeatBooking('ord_2', early, 4)] }), []);
    const expected = [
      { ...early, seatsTaken: 7, confirmedSeats: 3 },
      { ...late, seatsTaken: 3, confirmedSeats: 3 },
      { ...next, confirmedSeats: 0 },
      { ...always, seatsTaken: 3 },
    ];
    expect(await bookings.listSessions({ serviceId: early.serviceId, range, limit: 9 })).toEqual(expected);
    const asked = { resourceIds: [], serviceId: early.serviceId, range, now: fixtureNow } as const;
    expect((await bookings.loadOccupancy(asked)).sessions).toEqual(expected);
    const order = await loadOrder(bookings, 'ord_1');
    const ended = { ...order, bookings: [{ ...seats, state: 'cancelled' as const }] };
    await bookings.saveOrder(changeTo(order, ended, { release: ['bkg_1'] }));
    expect((await bookings.listUndecided(decideAt, 9)).map(({ confirmedSeats }) => confirmedSeats)).toEqual([0, 0]);
  });

  test('those whose moment has come are listed with all that is decided with them, until they are decided', async () => {
    const { bookings, otherTenant, reader } = await prepare(factory);
    await bookings.insertSessions(writes);
    const list = async (now: number, limit = 9) => (await bookings.listUndecided(now, limit)).map(({ id }) => id);
    expect([await list(decideAt - 1), await list(decideAt), await list(decideAt + 1)]).toEqual([
      [],
      ['ses_early', 'ses_late'],
      ['ses_early', 'ses_late', 'ses_next'],
    ]);
    expect([await list(decideAt + 1, 1), await otherTenant.bookings.listUndecided(decideAt + 1, 9)]).toEqual([
      ['ses_early', 'ses_late'],
      [],
    ]);
    const claims = await reader.countActiveClaims('res_bo');
    await otherTenant.bookings.decideSessions(['ses_early'], 'too_few');
    await bookings.decideSessions(['ses_late', 'ses_early', 'ses_none'], 'too_few');
    // Once: whoever comes second changes nothing.
    await bookings.decideSessions(['ses_late', 'ses_early'], 'runs');
    await bookings.decideSessions(['ses_next'], 'runs');
    await bookings.decideSessions(['ses_next'], 'too_few');
    expect(await list(range.to)).toEqual([]);
    const left = await bookings.listSessions({ serviceId: null, range, limit: 9 });
    expect(left).toEqual([
      { ...early, confirmedSeats: 0, decision: 'too_few', isCancelled: true },
      { ...late, confirmedSeats: 0, decision: 'too_few', isCancelled: true },
      { ...next, confirmedSeats: 0, decision: 'runs' },
      always,
    ]);
    expect(await reader.countActiveClaims('res_bo')).toBe(claims - 2);
    const order = buildOrder({ bookings: [buildSeatBooking('ord_1', late, 1)] });
    expect(await bookings.insertOrder(order, [])).toMatchObject({ kind: 'taken', by: { sessionId: 'ses_late' } });
  });

  test('what the owner has cancelled is not decided; whoever is booked is told apart from those with too few', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertSessions(writes);
    const seats = (session: Session, id: 'ord_1' | 'ord_2') => buildOrder({ id, bookings: [buildSeatBooking(id, session, 1)] });
    await bookings.insertOrder(seats(early, 'ord_1'), []);
    await bookings.insertOrder(seats(late, 'ord_2'), []);
    await bookings.cancelSession('ses_early');
    expect((await bookings.listUndecided(decideAt, 9)).map(({ id }) => id)).toEqual(['ses_late']);
    await bookings.decideSessions(['ses_early', 'ses_late'], 'too_few');
    expect(await bookings.listCancelledSeats(null, 9)).toEqual([
      { bookingId: 'bkg_1', isTooFew: false },
      { bookingId: 'bkg_2', isTooFew: true },
    ]);
  });

  test('a moment is moved, taken away and given while it lies ahead, and not once it has come or all is decided', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertSessions(writes);
    const momentsAfter = async (times: readonly (number | null)[], now: number) => {
      await bookings.scheduleDecisions(
        all.map(({ serviceId, startsAt: from }, index) => ({ serviceId, startsAt: from, decideAt: times[index] ?? null })),
        now,
      );
      const listed = await bookings.listSessions({ serviceId: null, range, limit: 9 });
      return listed.map((session) => session.decideAt ?? null);
    };
    await bookings.decideSessions(['ses_early'], 'runs');
    const moved = [decideAt, decideAt + HOUR, null, decideAt];
    expect(await momentsAfter([1, decideAt + HOUR, null, decideAt], decideAt - 1)).toEqual(moved);
    expect(await momentsAfter([1, null, decideAt + 2 * HOUR, 1], decideAt + HOUR)).toEqual([
      ...[decideAt, decideAt + HOUR, decideAt + 2 * HOUR, decideAt],
    ]);
  });
}
