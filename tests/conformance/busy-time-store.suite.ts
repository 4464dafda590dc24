import { describe, expect, test } from '@jest/globals';
import type { Interval } from '../../core/index.ts';
import type { BusyTimeStore } from '../../core/ports/busy-time-store.ts';
import { DAY, HOUR, MINUTE } from '../../core/time/instant.ts';
import { fixtureNow as now } from '../support/fixtures-core.ts';
import { race } from './booking-store/helpers.ts';
import type { BookingSubjectFactory } from './booking-store/subject.ts';

const anna = 'anna@salon.example';
const bo = 'bo@salon.example';
const range = { from: now - DAY, to: now + 60 * DAY };
const lease = now + 2 * MINUTE;
const next = now + 5 * MINUTE;
const hours = (from: number, to: number): Interval => ({ from: now + from * HOUR, to: now + to * HOUR });

/** Leases a calendar that is due, and keeps what it said. */
async function read(store: BusyTimeStore, busy: readonly Interval[], readAt = now, calendarId = anna): Promise<void> {
  await store.leaseDueCalendars([calendarId], readAt, lease, 1);
  await store.saveReading({ calendarId, readAt, range, busy, leasedUntil: lease, nextReadAt: next });
}

const fail = (store: BusyTimeStore, triedAt: number, changes: Partial<Parameters<BusyTimeStore['saveFailure']>[0]> = {}) =>
  store.saveFailure({
    ...{ calendarId: anna, triedAt, errorCode: 'provider_unavailable', leasedUntil: lease, nextReadAt: next },
    ...changes,
  });

/** Checks what `BusyTimeStore` promises. */
export function busyTimeStoreSuite(name: string, factory: BookingSubjectFactory): void {
  const open = async (): Promise<BusyTimeStore> => (await factory()).busyTimes;

  describe(`BusyTimeStore: ${name}`, () => {
    test('a reading is loaded with its age and range, its busy times cut to what is asked for', async () => {
      const store = await open();
      await read(store, [hours(1, 2), hours(3, 5), hours(8, 9)]);
      expect(await store.loadReadings([anna, bo], hours(4, 8))).toEqual([
        { calendarId: anna, readAt: now, range, busy: [hours(4, 5)] },
      ]);
      expect(await store.loadReadings([anna], range)).toMatchObject([{ busy: [hours(1, 2), hours(3, 5), hours(8, 9)] }]);
      expect(await store.loadReadings([anna], hours(2, 3))).toMatchObject([{ busy: [] }]);
      expect(await store.loadReadings([], range)).toEqual([]);
    });

    test('a calendar without busy times is read all the same', async () => {
      const store = await open();
      await read(store, []);
      expect(await store.loadReadings([anna], range)).toEqual([{ calendarId: anna, readAt: now, range, busy: [] }]);
    });

    test('what is firm is kept beside what is busy, and known only as long as the last reading tells it', async () => {
      const store = await open();
      const kept = { calendarId: anna, range, leasedUntil: lease, nextReadAt: next };
      const busy = [hours(1, 5), hours(8, 9)];
      await store.saveReading({ ...kept, readAt: now, busy, firm: [hours(2, 4), hours(8, 9)] });
      const reading = { calendarId: anna, readAt: now, range };
      expect(await store.loadReadings([anna], range)).toEqual([{ ...reading, busy, firm: [hours(2, 4), hours(8, 9)] }]);
      expect(await store.loadReadings([anna], hours(3, 8))).toEqual([{ ...reading, busy: [hours(3, 5)], firm: [hours(3, 4)] }]);
      await store.saveReading({ ...kept, readAt: now + 1, busy, firm: [] });
      expect(await store.loadReadings([anna], range)).toEqual([{ ...reading, readAt: now + 1, busy, firm: [] }]);
      await store.saveReading({ ...kept, readAt: now + 2, busy });
      const [last] = await store.loadReadings([anna], range);
      expect(Object.keys(last ?? {}).toSorted()).toEqual(['busy', 'calendarId', 'range', 'readAt']);
    });

    test('a newer reading replaces an older one whole, and never the other way round', async () => {
      const store = await open();
      await read(store, [hours(1, 2)]);
      const newer = { from: now, to: now + DAY };
      const again = { calendarId: anna, leasedUntil: lease, nextReadAt: next };
      await store.saveReading({ ...again, readAt: now + 2, range: newer, busy: [hours(3, 4)] });
      await store.saveReading({ ...again, readAt: now + 1, range, busy: [hours(5, 6)] });
      expect(await store.loadReadings([anna], range)).toEqual([
        { calendarId: anna, readAt: now + 2, range: newer, busy: [hours(3, 4)] },
      ]);
    });

    test('a failure is counted and told, and the reading before it stays', async () => {
      const store = await open();
      await fail(store, now);
      const failed = { calendarId: anna, readAt: null, errorCode: 'provider_unavailable', failures: 1, nextReadAt: next };
      expect(await store.loadStatuses([anna, bo])).toEqual([failed]);
      expect(await store.loadReadings([anna], range)).toEqual([]);
      await read(store, [hours(1, 2)], now + 1);
      await fail(store, now + 2);
      await fail(store, now + 3, { errorCode: 'provider_rejected' });
      expect(await store.loadStatuses([anna])).toMatchObject([{ readAt: now + 1, errorCode: 'provider_rejected', failures: 2 }]);
      expect(await store.loadReadings([anna], range)).toMatchObject([{ busy: [hours(1, 2)] }]);
      await read(store, [], now + 4);
      expect(await store.loadStatuses([anna])).toMatchObject([{ readAt: now + 4, errorCode: null, failures: 0 }]);
    });

    test('a failure that began before the reading that stands says nothing any more', async () => {
      const store = await open();
      await read(store, []);
      await fail(store, now - 1);
      expect(await store.loadStatuses([anna])).toMatchObject([{ errorCode: null, failures: 0 }]);
    });

    test('a reading by a clock that was more than an hour ahead is replaced, and hides no failure', async () => {
      const store = await open();
      const kept = { calendarId: anna, range, leasedUntil: lease, nextReadAt: next };
      await store.saveReading({ ...kept, readAt: now + HOUR, busy: [hours(1, 2)] });
      await store.saveReading({ ...kept, readAt: now, busy: [] });
      await fail(store, now);
      expect(await store.loadStatuses([anna])).toMatchObject([{ readAt: now + HOUR, failures: 0 }]);
      await fail(store, now - 1);
      expect(await store.loadStatuses([anna])).toMatchObject([{ readAt: now + HOUR, failures: 1 }]);
      await store.saveReading({ ...kept, readAt: now - 1, busy: [hours(3, 4)] });
      expect(await store.loadReadings([anna], range)).toMatchObject([{ readAt: now - 1, busy: [hours(3, 4)] }]);
    });

    test('a calendar that was put off by more than an hour is due, and leased to one worker at a time', async () => {
      const store = await open();
      await fail(store, now, { nextReadAt: now + HOUR });
      expect(await store.leaseDueCalendars([anna], now, lease, 9)).toEqual([]);
      const leased = { calendarId: anna, failures: 1, leasedUntil: lease };
      expect(await store.leaseDueCalendars([anna], now - 1, lease, 9)).toEqual([leased]);
      expect(await store.leaseDueCalendars([anna], now - 1, lease, 9)).toEqual([]);
      await store.leaseDueCalendars([anna], lease, now + 3 * HOUR, 9);
      const leases = await race(20, () => store.leaseDueCalendars([anna], now, lease, 9));
      expect(leases.flat()).toEqual([leased]);
    });

    test('a calendar is leased when it was never tried or is due again, and to one worker at a time', async () => {
      const store = await open();
      const leased = { calendarId: anna, failures: 0, leasedUntil: lease };
      expect(await store.leaseDueCalendars([anna, anna], now, lease, 9)).toEqual([leased]);
      expect(await store.leaseDueCalendars([anna], now + 1, lease, 9)).toEqual([]);
      await fail(store, now);
      expect(await store.leaseDueCalendars([anna], next - 1, lease, 9)).toEqual([]);
      const later = next + 2 * MINUTE;
      expect(await store.leaseDueCalendars([anna], next, later, 9)).toEqual([{ ...leased, failures: 1, leasedUntil: later }]);
      // A worker that died has lost its lease.
      expect(await store.leaseDueCalendars([anna], later, later + 1, 9)).toHaveLength(1);
    });

    test('only the calendars that are named are leased, those that wait longest first', async () => {
      const store = await open();
      const list = async (limit: number, at: number) =>
        (await store.leaseDueCalendars([anna, bo, 'new'], at, at + HOUR, limit)).map(({ calendarId }) => calendarId).toSorted();
      await fail(store, now, { nextReadAt: now + 2 });
      await fail(store, now, { calendarId: bo, nextReadAt: now + 1 });
      await fail(store, now, { calendarId: 'other', nextReadAt: now });
      expect(await list(2, now + 9)).toEqual([bo, 'new']);
      expect(await list(9, now + 9)).toEqual([anna]);
      expect(await store.leaseDueCalendars([], now + 9, lease, 9)).toEqual([]);
    });

    test('whoever asks for a calendar while it is being read gets it read again', async () => {
      const store = await open();
      await store.leaseDueCalendars([anna], now, lease, 1);
      await store.makeDue([anna, bo], now + 1);
      await store.saveReading({ calendarId: anna, readAt: now, range, busy: [], leasedUntil: lease, nextReadAt: next });
      expect(await store.loadStatuses([anna, bo])).toMatchObject([{ readAt: now, nextReadAt: now + 1 }]);
      expect(await store.leaseDueCalendars([anna], now + 1, lease, 1)).toHaveLength(1);
      await store.makeDue([anna], now + 2);
      await fail(store, now + 2);
      expect(await store.loadStatuses([anna])).toMatchObject([{ failures: 1, nextReadAt: now + 2 }]);
    });

    test('asking for a calendar never puts its reading off', async () => {
      const store = await open();
      await read(store, []);
      await store.makeDue([anna], next + 1);
      expect(await store.loadStatuses([anna])).toMatchObject([{ nextReadAt: next }]);
    });

    test('workers that lease at the same moment never get the same calendar', async () => {
      const store = await open();
      const calendarIds = Array.from({ length: 40 }, (_, index) => `calendar-${index}`);
      await read(store, [], now - HOUR, 'calendar-7');
      const leases = await race(20, (index) =>
        store.leaseDueCalendars(index % 2 === 0 ? calendarIds : calendarIds.toReversed(), next, next + HOUR, 5),
      );
      const leased = leases.flat().map(({ calendarId }) => calendarId);
      expect(new Set(leased).size).toBe(leased.length);
      const rest = await store.leaseDueCalendars(calendarIds, next, next + HOUR, 40);
      expect([...leased, ...rest.map(({ calendarId }) => calendarId)].toSorted()).toEqual(calendarIds.toSorted());
    });

    test('the same calendar of two tenants is two calendars', async () => {
      const { busyTimes, otherTenant } = await factory();
      await read(busyTimes, [hours(1, 2)]);
      expect(await otherTenant.busyTimes.loadReadings([anna], range)).toEqual([]);
      expect(await otherTenant.busyTimes.loadStatuses([anna])).toEqual([]);
      await fail(otherTenant.busyTimes, now + 1);
      await otherTenant.busyTimes.makeDue([anna], 0);
      expect(await busyTimes.loadStatuses([anna])).toMatchObject([{ errorCode: null, nextReadAt: next }]);
    });
  });
}
