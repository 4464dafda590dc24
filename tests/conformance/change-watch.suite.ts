import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../core/time/instant.ts';
import type { ChangeWatch } from '../../core/ports/change-watch.ts';
import { buildCatalogDocument, buildClaim, buildOrder, buildSession, fixtureNow as now } from '../support/fixtures-core.ts';
import { changeTo, loadOrder, orderWithClaims, prepare, saveExpired } from './booking-store/helpers.ts';
import type { BookingSubject, BookingSubjectFactory } from './booking-store/subject.ts';

/** What a watch is tested with: the stores that write, and the watches of both tenants. */
export type WatchSubject = BookingSubject & { readonly changes: ChangeWatch; readonly otherChanges: ChangeWatch };

const reading = {
  ...{ calendarId: 'anna@salon.example', readAt: now, range: { from: now, to: now + HOUR }, busy: [] },
  ...{ leasedUntil: now + 2 * MINUTE, nextReadAt: now + 5 * MINUTE },
};

type Write = { readonly name: string; readonly write: (subject: BookingSubject) => Promise<unknown> };

const writes: readonly Write[] = [
  { name: 'a hold', write: ({ bookings }) => bookings.insertOrder(buildOrder({ id: 'ord_new' }), []) },
  {
    name: 'a release',
    write: async (subject) => {
      await saveExpired(subject.bookings, await loadOrder(subject.bookings, 'ord_1'));
    },
  },
  {
    name: 'a change of an order that takes and gives back nothing',
    write: async ({ bookings }) => {
      const order = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(order, { ...order, reference: 'CHANGED' }));
    },
  },
  {
    name: 'a session',
    write: ({ bookings }) =>
      bookings.insertSessions([
        { session: { ...buildSession(), id: 'ses_new', startsAt: now + 99 * HOUR, endsAt: now + 100 * HOUR }, claims: [] },
      ]),
  },
  { name: 'a session that is cancelled', write: ({ bookings }) => bookings.cancelSession('ses_yoga') },
  {
    name: 'a session whose decision is moved',
    write: ({ bookings }) =>
      bookings.scheduleDecisions([{ serviceId: 'svc_yoga', startsAt: buildSession().startsAt, decideAt: now + HOUR }], now),
  },
  { name: 'a session that is withdrawn', write: ({ bookings }) => bookings.withdrawSessions(['ses_yoga'], now) },
  { name: 'a session that is decided', write: ({ bookings }) => bookings.decideSessions(['ses_yoga'], 'runs') },
  { name: 'a catalogue', write: ({ catalog }) => catalog.saveDocument(buildCatalogDocument()) },
  { name: 'a reading of a calendar', write: ({ busyTimes }) => busyTimes.saveReading(reading) },
];

/** Checks what `ChangeWatch` promises. */
export function changeWatchSuite(name: string, factory: () => Promise<WatchSubject>): void {
  const open = async (): Promise<WatchSubject> => {
    const subject = await factory();
    await prepare((async () => subject) satisfies BookingSubjectFactory);
    await subject.bookings.insertOrder(orderWithClaims('ord_1', [buildClaim('res_anna', now + 48 * HOUR)]), []);
    return subject;
  };

  describe(`ChangeWatch: ${name}`, () => {
    test('nothing changes while nobody writes', async () => {
      const { changes } = await open();
      const { mark } = await changes.look(null);
      const second = await changes.look(mark);
      expect(second.hasChanged).toBe(false);
      expect((await changes.look(second.mark)).hasChanged).toBe(false);
    });

    test('without a mark everything is new', async () => {
      const { changes } = await open();
      expect((await changes.look(null)).hasChanged).toBe(true);
    });

    test.each(writes)(
      '$name is told to every mark from before it, to none from after it, and to no other tenant',
      async ({ write }) => {
        const subject = await open();
        const [old, others] = [await subject.changes.look(null), await subject.otherChanges.look(null)];
        const before = await subject.changes.look(old.mark);
        expect(before.hasChanged).toBe(false);
        await write(subject);
        const after = await subject.changes.look(before.mark);
        expect(after.hasChanged).toBe(true);
        expect((await subject.changes.look(old.mark)).hasChanged).toBe(true);
        expect((await subject.changes.look(after.mark)).hasChanged).toBe(false);
        expect((await subject.otherChanges.look(others.mark)).hasChanged).toBe(false);
      },
    );
  });
}
