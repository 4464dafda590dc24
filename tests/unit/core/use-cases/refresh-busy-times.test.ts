import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import type { BusyTimeSource } from '../../../../core/ports/busy-time-source.ts';
import type { Ports } from '../../../../core/ports/ports.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import type { Interval } from '../../../../core/time/instant.ts';
import { listCalendars } from '../../../../core/use-cases/list-calendars.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { refreshBusyTimes } from '../../../../core/use-cases/refresh-busy-times.ts';
import { buildResource, buildService, NOW, START, valueOf } from '../../../support/build-core.ts';
import { buildCalendarWorld, calendarIdOf, cutByAnyone, people, withCalendar } from '../../../support/calendar-world.ts';
import type { CalendarWorld } from '../../../support/calendar-world.ts';

const wide = { from: NOW - DAY, to: NOW + 100 * DAY };
const ids = people.map(calendarIdOf);
const refused = new Fault('provider_rejected', 'no', { retryable: false });
const silent = new Fault('provider_unavailable', 'silent', { retryable: true });

/** The ports with another source, and the questions that it was asked. */
function withSource(world: CalendarWorld, changes: (source: BusyTimeSource) => BusyTimeSource['readBusyTimes']) {
  const questions: (readonly string[])[] = [];
  const source = world.ports.calendars.busyTimeSource;
  const answer = changes(source);
  const readBusyTimes: BusyTimeSource['readBusyTimes'] = (calendarIds, range) => {
    questions.push(calendarIds);
    return answer(calendarIds, range);
  };
  const calendars = { ...world.ports.calendars, busyTimeSource: { ...source, readBusyTimes } };
  return { questions, ports: { ...world.ports, calendars } satisfies Ports };
}

const statesOf = async (ports: Ports): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await listCalendars(ports)).map(({ resourceIds, state }) => [resourceIds.join(), state]));

const busyOf = async ({ ports }: CalendarWorld, id: string): Promise<readonly Interval[] | undefined> =>
  (await ports.busyTimes.loadReadings([id], wide))[0]?.busy;

const hour = { from: START, to: START + HOUR };

describe('refreshBusyTimes', () => {
  test('reads every calendar of active resources with one question, and again after two minutes', async () => {
    const world = await buildCalendarWorld();
    const { ports, questions } = withSource(world, (source) => source.readBusyTimes);
    world.calendar.addPersonalEvent(calendarIdOf('res_anna'), { during: hour, kind: 'busy' });
    expect(await refreshBusyTimes(ports)).toEqual({ calendarsRead: 0, calendarsFailed: 0, failures: [] });
    ports.clock.advance(2 * MINUTE - 1);
    expect((await refreshBusyTimes(ports)).calendarsRead).toBe(0);
    ports.clock.advance(1);
    expect(await refreshBusyTimes(ports)).toEqual({ calendarsRead: 3, calendarsFailed: 0, failures: [] });
    expect(questions).toEqual([ids]);
    expect(await busyOf(world, calendarIdOf('res_anna'))).toEqual([hour]);
    expect(await busyOf(world, calendarIdOf('res_berit'))).toEqual([]);
  });

  test('asks what is firm of those calendars alone whose owner wants tentative times free', async () => {
    const choose = (id: (typeof people)[number], tentative: 'busy' | 'free') =>
      withCalendar(id, { calendar: { calendarId: calendarIdOf(id), whenUnknown: 'closed', tentative } });
    const world = await buildCalendarWorld([choose('res_anna', 'free'), choose('res_berit', 'busy'), withCalendar('res_carl')]);
    for (const id of people) world.calendar.addPersonalEvent(calendarIdOf(id), { during: hour, kind: 'tentative' });
    world.ports.clock.advance(2 * MINUTE);
    await refreshBusyTimes(world.ports);
    const readings = await world.ports.busyTimes.loadReadings(ids, wide);
    expect(readings.map(({ busy, firm }) => [busy, firm])).toEqual([
      [[hour], []],
      [[hour], undefined],
      [[hour], undefined],
    ]);
  });

  test('from a day back to a day beyond the last appointment that may be booked with somebody who has a calendar', async () => {
    const world = await buildCalendarWorld();
    const weekend = buildService({ id: 'svc_far', horizonDays: 90, durationMinutes: 2_880, bufferAfterMinutes: 60 });
    const others = buildService({
      id: 'svc_room',
      horizonDays: 700,
      needs: [{ name: 'Room', anyOf: ['res_room'], visitorMayChoose: false }],
    });
    await world.ports.catalog.saveDocument({
      services: [cutByAnyone, weekend, others],
      resources: [...people.map((id) => withCalendar(id)), buildResource({ id: 'res_room' })],
      codes: [],
    });
    world.ports.clock.advance(5 * MINUTE);
    await refreshBusyTimes(world.ports);
    const now = NOW + 5 * MINUTE;
    const [reading] = await world.ports.busyTimes.loadReadings(ids, wide);
    expect(reading).toMatchObject({ readAt: now, range: { from: now - DAY, to: now + 93 * DAY + HOUR } });
  });

  test('a calendar that nobody needs is read for today', async () => {
    const world = await buildCalendarWorld();
    await world.ports.catalog.saveDocument({ services: [], resources: [withCalendar('res_anna')], codes: [] });
    world.ports.clock.advance(5 * MINUTE);
    await refreshBusyTimes(world.ports);
    const now = NOW + 5 * MINUTE;
    expect((await world.ports.busyTimes.loadReadings(ids, wide))[0]?.range).toEqual({ from: now - DAY, to: now + DAY });
  });

  test('one that cannot be read does not hide the others', async () => {
    const world = await buildCalendarWorld();
    world.calendar.unshareCalendar(calendarIdOf('res_berit'));
    world.calendar.addPersonalEvent(calendarIdOf('res_carl'), { during: hour, kind: 'busy' });
    world.ports.clock.advance(2 * MINUTE);
    expect(await refreshBusyTimes(world.ports)).toEqual({ calendarsRead: 2, calendarsFailed: 1, failures: [] });
    expect(await statesOf(world.ports)).toEqual({ res_anna: 'ok', res_berit: 'failing', res_carl: 'ok' });
    expect(await busyOf(world, calendarIdOf('res_carl'))).toEqual([hour]);
    // The last reading stays: how long it is believed is another question.
    expect(await busyOf(world, calendarIdOf('res_berit'))).toEqual([]);
  });

  test('a question that is refused as a whole is asked about each alone', async () => {
    const world = await buildCalendarWorld();
    const { ports, questions } = withSource(world, (source) => async (calendarIds, range) => {
      if (calendarIds.includes(calendarIdOf('res_berit'))) throw refused;
      return source.readBusyTimes(calendarIds, range);
    });
    ports.clock.advance(2 * MINUTE);
    expect(await refreshBusyTimes(ports)).toEqual({ calendarsRead: 2, calendarsFailed: 1, failures: [] });
    expect(questions).toEqual([ids, ...ids.map((id) => [id])]);
    expect((await listCalendars(ports)).map(({ errorCode }) => errorCode)).toEqual([null, 'provider_rejected', null]);
  });

  test('no calendar is begun alone after a minute; the rest is due at once', async () => {
    const world = await buildCalendarWorld();
    const { ports, questions } = withSource(world, () => async () => {
      world.ports.clock.advance(35_000);
      throw refused;
    });
    ports.clock.advance(2 * MINUTE);
    expect(await refreshBusyTimes(ports)).toMatchObject({ calendarsRead: 0, calendarsFailed: 2 });
    expect(questions).toHaveLength(3);
    expect(await ports.busyTimes.leaseDueCalendars(ids, ports.clock.now(), NOW + DAY, 9)).toMatchObject([
      { calendarId: calendarIdOf('res_carl'), failures: 0 },
    ]);
  });

  test('a provider that is away is asked once, and again after pauses that grow to ten minutes', async () => {
    const world = await buildCalendarWorld();
    const { ports, questions } = withSource(world, () => async () => {
      throw silent;
    });
    ports.clock.advance(2 * MINUTE);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      expect(await refreshBusyTimes(ports)).toEqual({ calendarsRead: 0, calendarsFailed: 3, failures: [] });
      expect(questions).toHaveLength(attempt);
      const [status] = await ports.busyTimes.loadStatuses([calendarIdOf('res_anna')]);
      pauses.push(((status?.nextReadAt ?? 0) - ports.clock.now()) / MINUTE);
      ports.clock.set(status?.nextReadAt ?? 0);
    }
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 10, 10]);
    expect(await refreshBusyTimes(world.ports)).toMatchObject({ calendarsRead: 3 });
    expect(await statesOf(world.ports)).toEqual({ res_anna: 'ok', res_berit: 'ok', res_carl: 'ok' });
  });

  test('what nobody foresaw is told as such, and the calendars are read again later', async () => {
    const world = await buildCalendarWorld();
    const bug = new TypeError('a bug');
    const broken = withSource(world, () => async () => {
      throw bug;
    });
    broken.ports.clock.advance(2 * MINUTE);
    expect((await refreshBusyTimes(broken.ports)).failures).toEqual([bug, bug, bug]);
    const forgetful = withSource(
      world,
      (source) => async (calendarIds, range) => (await source.readBusyTimes(calendarIds, range)).slice(1),
    );
    forgetful.ports.clock.advance(2 * MINUTE);
    const done = await refreshBusyTimes(forgetful.ports);
    expect(done).toMatchObject({ calendarsRead: 2, calendarsFailed: 1 });
    expect(String(done.failures[0])).toContain('missing');
    expect((await listCalendars(forgetful.ports))[0]).toMatchObject({ state: 'failing', errorCode: 'internal_error' });
  });

  test('at most fifty in one round, those first that wait longest', async () => {
    const many = Array.from({ length: 60 }, (_, index) => withCalendar(`res_${String(index).padStart(2, '0')}`));
    const world = await buildCalendarWorld();
    await world.ports.catalog.saveDocument({ services: [], resources: many, codes: [] });
    for (const { calendar } of many) world.calendar.shareCalendar(calendar?.calendarId ?? '', 'Europe/Stockholm');
    expect((await refreshBusyTimes(world.ports)).calendarsRead).toBe(50);
    expect((await refreshBusyTimes(world.ports)).calendarsRead).toBe(10);
  });

  test('two workers at once read each calendar once', async () => {
    const world = await buildCalendarWorld();
    const { ports, questions } = withSource(world, (source) => source.readBusyTimes);
    ports.clock.advance(2 * MINUTE);
    await Promise.all([refreshBusyTimes(ports), refreshBusyTimes(ports)]);
    expect(questions.flat()).toHaveLength(3);
  });

  test.each([
    { name: 'a day', ahead: DAY },
    { name: 'just over an hour', ahead: HOUR + 2 * MINUTE },
  ])('a clock that was ahead for a moment, by $name: what it read is not believed, and is read anew', async ({ ahead }) => {
    const world = await buildCalendarWorld([withCalendar('res_anna')]);
    const { clock } = world.ports;
    const right = clock.now();
    clock.set(right + ahead);
    await refreshBusyTimes(world.ports);
    clock.set(right + MINUTE);
    expect(await statesOf(world.ports)).toEqual({ res_anna: 'waiting' });
    world.calendar.addPersonalEvent(calendarIdOf('res_anna'), { during: hour, kind: 'busy' });
    const wanted = { serviceId: 'svc_cut', range: hour, partySize: 1, resourceId: null } as const;
    for (let look = 0; look < 30; look += 1) {
      await refreshBusyTimes(world.ports);
      clock.advance(2 * MINUTE);
      const slots = valueOf(await listSlots(world.ports, wanted));
      expect(slots.filter(({ startsAt }) => startsAt === START)).toEqual([]);
    }
    expect(await statesOf(world.ports)).toEqual({ res_anna: 'ok' });
    expect(await busyOf(world, calendarIdOf('res_anna'))).toEqual([hour]);
  });

  test('without an account it is said of each calendar, and looked at again in two minutes', async () => {
    const world = await buildCalendarWorld();
    const ports = { ...world.ports, calendars: null };
    ports.clock.advance(2 * MINUTE);
    expect(await refreshBusyTimes(ports)).toEqual({ calendarsRead: 0, calendarsFailed: 3, failures: [] });
    expect((await listCalendars(ports))[0]).toMatchObject({ state: 'failing', errorCode: 'calendars_not_configured' });
    ports.clock.advance(2 * MINUTE);
    expect((await refreshBusyTimes(world.ports)).calendarsRead).toBe(3);
  });
});

describe('listCalendars', () => {
  test('waits until it was read, is well while what is known is recent, and waits again when it is not', async () => {
    const world = await buildCalendarWorld();
    const shared = withCalendar('res_anna').calendar;
    await world.ports.catalog.saveDocument({
      services: [],
      resources: [
        withCalendar('res_anna'),
        buildResource({ id: 'res_room', calendar: shared }),
        withCalendar('res_dora'),
        buildResource({ id: 'res_bo' }),
      ],
      codes: [],
    });
    expect(await listCalendars(world.ports)).toEqual([
      { calendarId: calendarIdOf('res_anna'), resourceIds: ['res_anna', 'res_room'], state: 'ok', readAt: NOW, errorCode: null },
      { calendarId: calendarIdOf('res_dora'), resourceIds: ['res_dora'], state: 'waiting', readAt: null, errorCode: null },
    ]);
    world.ports.clock.advance(15 * MINUTE);
    expect((await statesOf(world.ports))['res_anna,res_room']).toBe('ok');
    world.ports.clock.advance(1);
    expect((await statesOf(world.ports))['res_anna,res_room']).toBe('waiting');
  });

  test('no calendars at all', async () => {
    const world = await buildCalendarWorld([buildResource()]);
    expect(await listCalendars(world.ports)).toEqual([]);
  });
});
