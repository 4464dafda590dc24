import { expect, test } from '@jest/globals';
import type { Session } from '../../../core/catalog/session.ts';
import { DAY } from '../../../core/time/instant.ts';
import { buildClaim, buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, expire, loadOrder, prepare } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 3 * DAY;
const empty = buildSession({ id: 'ses_empty', startsAt });
const full = buildSession({ id: 'ses_full', startsAt: startsAt + DAY });
const writes = [empty, full].map((session) => ({ session, claims: [buildClaim('res_bo', session.startsAt, 60)] }));
const range = { from: startsAt, to: startsAt + 9 * DAY };
const seat = (id: 'ord_1' | 'ord_2', session: Session) => buildOrder({ id, bookings: [buildSeatBooking(id, session, 2)] });

/** Cases of sessions that the rules of their service no longer give. */
export function withdrawingCases(factory: BookingSubjectFactory): void {
  test('without people it is gone and its teacher free; with people it stands for them and takes nobody else', async () => {
    const { bookings, reader, otherTenant } = await prepare(factory);
    await bookings.insertSessions(writes);
    await bookings.insertOrder(seat('ord_1', full), []);
    const claims = await reader.countActiveClaims('res_bo');
    const left = { ...full, seatsTaken: 2, isWithdrawn: true };
    expect(await otherTenant.bookings.withdrawSessions(['ses_empty'], fixtureNow)).toEqual([]);
    expect((await bookings.listStanding(fixtureNow)).map(({ id }) => id)).toEqual(['ses_yoga', 'ses_empty', 'ses_full']);
    expect(await bookings.withdrawSessions(['ses_empty', 'ses_full', 'ses_none'], fixtureNow)).toEqual([left]);
    expect(await reader.countActiveClaims('res_bo')).toBe(claims - 1);
    expect(await bookings.listSessions({ serviceId: null, range, limit: 9 })).toEqual([left]);
    const asked = { resourceIds: [], serviceId: full.serviceId, range, now: fixtureNow } as const;
    expect((await bookings.loadOccupancy(asked)).sessions).toEqual([]);
    expect(await bookings.insertOrder(seat('ord_2', full), [])).toMatchObject({ kind: 'taken' });
    expect(await bookings.insertOrder(seat('ord_2', empty), [])).toMatchObject({ kind: 'taken' });
    expect(await bookings.cancelSession('ses_empty')).toBeNull();
    // Once the last has left, it goes with the next look.
    const order = await loadOrder(bookings, 'ord_1');
    await bookings.saveOrder(changeTo(order, expire(order), { release: ['bkg_1'] }));
    expect((await bookings.listStanding(startsAt - 1)).map(({ id }) => id)).toEqual(['ses_full']);
    expect(await bookings.withdrawSessions(['ses_full'], fixtureNow)).toEqual([]);
    expect([await reader.countActiveClaims('res_bo'), await bookings.listStanding(startsAt - 1)]).toEqual([claims - 2, []]);
  });

  test('planned again it is there again: with its people as it was, without them as it is planned now', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertSessions(writes);
    await bookings.insertOrder(seat('ord_1', full), []);
    const claims = await reader.countActiveClaims('res_bo');
    await bookings.withdrawSessions(['ses_empty', 'ses_full'], fixtureNow);
    const larger = writes.map(({ session, claims: wanted }) => ({
      session: { ...session, id: `${session.id}_again` as const, capacity: 60 },
      claims: wanted,
    }));
    expect(await bookings.insertSessions(larger)).toEqual({ conflicts: [] });
    expect(await bookings.listSessions({ serviceId: null, range, limit: 9 })).toEqual([
      { ...empty, capacity: 60 },
      { ...full, seatsTaken: 2 },
    ]);
    expect(await reader.countActiveClaims('res_bo')).toBe(claims);
    expect(await bookings.insertOrder(seat('ord_2', empty), [])).toEqual({ kind: 'saved' });
  });

  test('one that its teacher has no time for any more stays withdrawn, and one that was cancelled stays cancelled', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertSessions(writes);
    await bookings.insertOrder(seat('ord_1', full), []);
    await bookings.withdrawSessions(['ses_empty', 'ses_full'], fixtureNow);
    await bookings.cancelSession('ses_full');
    const other = buildSession({ id: 'ses_other', serviceId: 'svc_cut', startsAt });
    await bookings.insertSessions([{ session: other, claims: [buildClaim('res_bo', startsAt, 60)] }]);
    const claims = await reader.countActiveClaims('res_bo');
    expect(await bookings.insertSessions(writes)).toEqual({ conflicts: [{ session: empty, resourceId: 'res_bo' }] });
    const listed = await bookings.listSessions({ serviceId: null, range, limit: 9 });
    expect(listed.map(({ id, isCancelled }) => [id, isCancelled])).toEqual([
      ['ses_other', undefined],
      ['ses_full', true],
    ]);
    expect(await reader.countActiveClaims('res_bo')).toBe(claims);
  });
}
