import { describe, expect, test } from '@jest/globals';
import { createMemoryCalendar } from '../../../../adapters/memory/create-memory-calendar.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import type { Outcome } from '../../../../core/errors/refusal.ts';
import { money } from '../../../../core/money/money.ts';
import type { Order } from '../../../../core/order/order.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { cancelSession, listSessions } from '../../../../core/use-cases/cancel-session.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { DAY } from '../../../../core/time/instant.ts';
import { at, buildResource, buildService, customer, endOf, NOW, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, hold, item, listEffects, reload, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

/** Three Thursdays and three Fridays at 17:00Z from 14 January 2027; NOW is the Monday before. Five seats. */
const course = buildService({
  ...({ id: 'svc_course', kind: 'course', name: 'Pottery', timeZone: 'UTC', capacity: 5, maximumPartySize: 4 } as const),
  ...({
    priceUnit: 'person',
    price: money(60_000, 'SEK'),
    durationMinutes: 90,
    horizonDays: 60,
    minimumNoticeMinutes: 0,
  } as const),
  sessions: [
    { kind: 'recurring', startMinute: 1_020, startsOn: '2027-01-14', rule: 'FREQ=WEEKLY;COUNT=3' },
    { kind: 'recurring', startMinute: 1_020, startsOn: '2027-01-15', rule: 'FREQ=WEEKLY;COUNT=3' },
  ],
  lateJoining: { untilSession: 2, price: 'per_session' },
  dropIn: { price: money(25_000, 'SEK') },
});
const [thursday, friday] = [at('2027-01-14T17:00Z'), at('2027-01-15T17:00Z')];
const weeks = (startsAt: number) => [0, 7, 14].map((days) => startsAt + days * DAY);

async function studio(resources: readonly Resource[] = [buildResource()]): Promise<World> {
  const world = await buildWorld({ services: [course], resources, codes: [] });
  expect(await planClassSessions(world.ports)).toEqual([]);
  return world;
}

const refusalIn = (outcome: Outcome<unknown>) => (outcome.ok ? null : outcome.refusal);
const seatsTaken = (world: World): readonly number[] =>
  [...world.tenant.sessions.values()].toSorted((a, b) => a.startsAt - b.startsAt).map(({ seatsTaken: taken }) => taken);
const startsOf = (order: Order): readonly number[] =>
  order.bookings.flatMap(({ sessions }) => sessions.map(({ startsAt }) => startsAt));
const enrol = (world: World, changes: Parameters<typeof hold>[1] = {}) =>
  hold(world, { serviceId: 'svc_course', startsAt: thursday, ...changes });
const dropIn = (startsAt: number, partySize = 1) => item({ serviceId: 'svc_course', startsAt, partySize, enrolment: 'drop_in' });
const range = { from: NOW, to: NOW + 30 * DAY };
const asked = { serviceId: 'svc_course', partySize: 1, resourceId: null } as const;

describe('enrolling', () => {
  test('one enrolment has a seat for everybody in each session, at one price', async () => {
    const world = await studio();
    const order = await enrol(world, { partySize: 2 });
    expect(await reload(world, order)).toEqual(order);
    expect([startsOf(order), order.bookings[0]?.startsAt]).toEqual([weeks(thursday), thursday]);
    expect([order.quote.total.amountMinor, order.quote.lines[0]?.explanation]).toEqual([
      120_000,
      'course of 3 sessions, price per person × 2',
    ]);
    expect(seatsTaken(world)).toEqual([2, 0, 2, 0, 2, 0]);
  });

  test('when one session is full there is no seat in the others either', async () => {
    const world = await studio();
    const [, second = 0] = weeks(thursday);
    valueOf(await placeHold(world.ports, cart([dropIn(second, 4)])));
    const refused = await placeHold(world.ports, wish({ serviceId: 'svc_course', startsAt: thursday, partySize: 2 }));
    expect(refusalIn(refused)).toMatchObject({ code: 'slot_taken', details: { item: 0, alternatives: [{ startsAt: friday }] } });
    expect(seatsTaken(world)).toEqual([0, 0, 4, 0, 0, 0]);
    await enrol(world);
    expect(seatsTaken(world)).toEqual([1, 0, 5, 0, 1, 0]);
  });

  test('a cart with the course and a session of it counts both', async () => {
    const world = await studio();
    const [, second = 0] = weeks(thursday);
    const both = [item({ serviceId: 'svc_course', startsAt: thursday, partySize: 3 }), dropIn(second, 3)];
    expect(refusalIn(await placeHold(world.ports, cart(both)))).toMatchObject({ code: 'slot_taken', details: { item: 1 } });
    const order = valueOf(await placeHold(world.ports, cart([both[0] ?? item(), dropIn(second, 2)])));
    expect(seatsTaken(world)).toEqual([3, 0, 5, 0, 3, 0]);
    expect(order.quote.total.amountMinor).toBe(3 * 60_000 + 2 * 25_000);
    expect(order.quote.items.map(({ enrolment }) => enrolment)).toEqual([undefined, 'drop_in']);
  });

  test('joined late it is what is left of it, for the share of that', async () => {
    const world = await studio();
    world.ports.clock.advance(4 * DAY);
    expect(
      valueOf(await listSlots(world.ports, { ...asked, range })).map(({ startsAt, sessions }) => [startsAt, sessions.length]),
    ).toEqual([
      [friday, 3],
      [thursday + 7 * DAY, 2],
    ]);
    const order = await enrol(world, { startsAt: thursday + 7 * DAY });
    expect([startsOf(order), order.quote.total.amountMinor]).toEqual([weeks(thursday).slice(1), 40_000]);
    world.ports.clock.advance(7 * DAY);
    expect(endOf(await placeHold(world.ports, wish({ serviceId: 'svc_course', startsAt: thursday + 14 * DAY })))).toBe(
      'slot_not_offered',
    );
  });

  test('what was shown is what is held: a quote for a start, and its hash', async () => {
    const world = await studio();
    world.ports.clock.advance(4 * DAY);
    const startsAt = thursday + 7 * DAY;
    const one = { serviceId: 'svc_course', partySize: 1, extras: [] } as const;
    const late = valueOf(await quoteBookings(world.ports, { items: [{ ...one, startsAt }], codes: [] }));
    const whole = valueOf(await quoteBookings(world.ports, { items: [one], codes: [] }));
    expect([late.total.amountMinor, whole.total.amountMinor]).toEqual([40_000, 60_000]);
    const refused = await placeHold(world.ports, wish({ serviceId: 'svc_course', startsAt, quoteHash: whole.hash }));
    expect(endOf(refused)).toBe('quote_changed');
    const order = await enrol(world, { startsAt, quoteHash: late.hash });
    // Everything that is priced anew before the payment is priced from the same start.
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), partySize: 2 }));
    expect([changed.quote.total.amountMinor, startsOf(changed).length]).toEqual([80_000, 2]);
    expect(seatsTaken(world)).toEqual([0, 0, 2, 0, 2, 0]);
  });

  test('a late joiner reads in the price and in the mail with which session he begins', async () => {
    const world = await studio();
    world.ports.clock.advance(4 * DAY);
    const { order } = await book(world, { serviceId: 'svc_course', startsAt: thursday + 7 * DAY });
    expect([order.quote.items[0]?.joins, order.quote.lines[0]?.explanation]).toEqual([
      { session: 2, of: 3 },
      '2 of 3 sessions, beginning with session 2, price per person × 1',
    ]);
    await deliverEffects(world.ports, 10);
    const mail = world.ports.notifier.listMessages().find(({ key }) => key.startsWith('booking_confirmed/'))?.text ?? '';
    expect(mail).toContain('You begin with session 2 of 3.');
    expect(mail.match(/Session \d of \d/g)).toEqual(['Session 2 of 3', 'Session 3 of 3']);
  });

  test('an owner enrols somebody; a course has no override', async () => {
    const world = await studio();
    const request = {
      orderId: null,
      item: item({ serviceId: 'svc_course', startsAt: thursday }),
      customer,
      customerTimeZone: 'UTC',
    };
    const order = valueOf(await bookByOwner(world.ports, { ...request, override: false }));
    expect([order.bookings[0]?.state, startsOf(order)]).toEqual(['confirmed', weeks(thursday)]);
    expect(endOf(await bookByOwner(world.ports, { ...request, override: true }))).toBe('slot_not_offered');
  });
});

describe('dropping in', () => {
  test('a single session at its own price, also on dates on which the course cannot be joined', async () => {
    const world = await studio();
    const drop = { ...asked, enrolment: 'drop_in' } as const;
    expect(valueOf(await listSlots(world.ports, { ...drop, range }))).toHaveLength(6);
    expect(valueOf(await listSlots(world.ports, { ...asked, range })).map(({ startsAt }) => startsAt)).toEqual([
      thursday,
      friday,
    ]);
    const order = valueOf(await placeHold(world.ports, cart([dropIn(thursday + 14 * DAY)])));
    expect([startsOf(order), order.quote.total.amountMinor]).toEqual([[thursday + 14 * DAY], 25_000]);
    const dates = { ...asked, fromDate: '2027-01-13', toDate: '2027-01-23', timeZone: 'UTC' };
    const show = async (request: typeof dates) =>
      valueOf(await listDays(world.ports, request))
        .days.filter(({ available }) => available)
        .map(({ date }) => date.slice(8));
    expect([await show(dates), await show({ ...dates, ...drop })]).toEqual([
      ['14', '15'],
      ['14', '15', '21', '22'],
    ]);
  });

  test('a course that is sold as a whole only refuses it, in every way to ask', async () => {
    const world = await buildWorld({ services: [{ ...course, dropIn: undefined }], resources: [buildResource()], codes: [] });
    await planClassSessions(world.ports);
    const drop = { ...asked, enrolment: 'drop_in' } as const;
    const ends = [
      await listSlots(world.ports, { ...drop, range }),
      await listDays(world.ports, { ...drop, fromDate: '2027-01-13', toDate: '2027-01-23', timeZone: 'UTC' }),
      await quoteBookings(world.ports, { items: [{ ...drop, extras: [] }], codes: [] }),
      await placeHold(world.ports, cart([dropIn(thursday)])),
    ];
    expect(ends.map(endOf)).toEqual(ends.map(() => 'drop_in_not_offered'));
  });

  test('before the payment one session becomes the course and the course one session, seats and price with it', async () => {
    const world = await studio();
    const order = valueOf(await placeHold(world.ports, cart([dropIn(thursday)])));
    const bookingId = bookingIdOf(order);
    const whole = valueOf(await changeBooking(world.ports, { bookingId, enrolment: 'course' }));
    expect([startsOf(whole).length, whole.quote.total.amountMinor, seatsTaken(world)]).toEqual([3, 60_000, [1, 0, 1, 0, 1, 0]]);
    const single = valueOf(await changeBooking(world.ports, { bookingId, enrolment: 'drop_in' }));
    expect([startsOf(single), single.quote.total.amountMinor, seatsTaken(world)]).toEqual([
      [thursday],
      25_000,
      [1, 0, 0, 0, 0, 0],
    ]);
    expect(valueOf(await changeBooking(world.ports, { bookingId, enrolment: 'drop_in' })).quote.hash).toBe(single.quote.hash);
  });

  test('one that stands is moved as one, also when it is no longer sold', async () => {
    const world = await studio();
    const { order } = await book(world, { ...dropIn(thursday) });
    await world.ports.catalog.saveDocument({
      services: [{ ...course, dropIn: undefined }],
      resources: [buildResource()],
      codes: [],
    });
    const move = { bookingId: bookingIdOf(order), resourceId: null, by: 'owner' } as const;
    const moved = valueOf(await rescheduleBooking(world.ports, { ...move, startsAt: friday + 7 * DAY }));
    expect([startsOf(moved), seatsTaken(world)]).toEqual([[friday + 7 * DAY], [0, 0, 0, 1, 0, 0]]);
  });
});

describe('a course that is booked', () => {
  test('moves to another run as a whole, to as many sessions, or not at all', async () => {
    const world = await studio();
    const { order } = await book(world, { serviceId: 'svc_course', startsAt: thursday, partySize: 2 });
    const move = { bookingId: bookingIdOf(order), resourceId: null, by: 'owner' } as const;
    const blocker = valueOf(await placeHold(world.ports, cart([dropIn(friday + 14 * DAY, 4)])));
    expect(endOf(await rescheduleBooking(world.ports, { ...move, startsAt: friday }))).toBe('slot_taken');
    expect(seatsTaken(world)).toEqual([2, 0, 2, 0, 2, 4]);
    valueOf(await cancelBooking(world.ports, bookingIdOf(blocker), 'customer'));
    const moved = valueOf(await rescheduleBooking(world.ports, { ...move, startsAt: friday }));
    expect([startsOf(moved), moved.bookings[0]?.sequence, seatsTaken(world)]).toEqual([weeks(friday), 1, [0, 2, 0, 2, 0, 2]]);
    world.ports.clock.advance(3 * DAY + 12 * 3_600_000);
    expect(endOf(await rescheduleBooking(world.ports, { ...move, startsAt: thursday + 7 * DAY }))).toBe('slot_not_offered');
  });

  test('cancelled, it gives back all its seats, by the terms that count from its first session', async () => {
    const world = await studio();
    const { order } = await book(world, { serviceId: 'svc_course', startsAt: thursday });
    world.ports.clock.advance(3 * DAY);
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(seatsTaken(world)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(cancelled.refunds.map(({ amountMinor }) => amountMinor)).toEqual([30_000]);
    expect(listEffects(world)).toContain('booking_cancelled');
  });

  test('the mail names each session, and its calendar has each', async () => {
    const world = await studio();
    await book(world, { serviceId: 'svc_course', startsAt: thursday });
    await deliverEffects(world.ports, 100);
    const mail = world.ports.notifier.listMessages().find(({ key }) => key.startsWith('booking_confirmed'));
    for (const [index, startsAt] of weeks(thursday).entries()) {
      const day = Number(formatInstant(startsAt).slice(8, 10));
      expect(mail?.text).toMatch(new RegExp(`Session ${index + 1} of 3: .*${day} January`));
    }
    expect(mail?.invitation?.method).toBe('PUBLISH');
  });

  test('the teacher’s calendar shows each session, and none once it is cancelled', async () => {
    const calendar = createMemoryCalendar();
    const calendarId = 'anna@salon.example';
    calendar.shareCalendar(calendarId, 'UTC');
    const world = await studio([buildResource({ calendar: { calendarId, whenUnknown: 'open' } })]);
    const ports = {
      ...world.ports,
      calendars: { sink: calendar, busyTimeSource: calendar, accountEmail: 'calendar@service.example' },
    };
    const { order } = await book(world, { serviceId: 'svc_course', startsAt: thursday });
    await deliverEffects(ports, 100);
    const shown = () => calendar.listEvents(calendarId).map(({ startsAt, revision }) => [startsAt, revision]);
    expect(shown()).toEqual(weeks(thursday).map((startsAt) => [startsAt, 0]));
    valueOf(
      await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), startsAt: friday, resourceId: null, by: 'owner' }),
    );
    await deliverEffects(ports, 100);
    expect(shown()).toEqual(weeks(friday).map((startsAt) => [startsAt, 1]));
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliverEffects(ports, 100);
    expect(shown()).toEqual([]);
  });
});

describe('a session that the owner cancels', () => {
  const sessionAt = (world: World, startsAt: number) =>
    [...world.tenant.sessions.values()].find((session) => session.startsAt === startsAt)?.id ?? 'ses_none';

  test('its bookings are cancelled with everything back, its teacher is free, and nobody can book it any more', async () => {
    const world = await studio();
    const [, second = 0] = weeks(thursday);
    const { order } = await book(world, { serviceId: 'svc_course', startsAt: thursday });
    const drop = await book(world, { ...dropIn(second) });
    const other = await book(world, { ...dropIn(thursday) });
    const held = await enrol(world);
    // Inside every notice of the terms: whoever cancels himself gets nothing back.
    world.ports.clock.advance(8 * 60_000);
    const claims = [...world.tenant.claims.values()].flat().length;
    const ended = valueOf(await cancelSession(world.ports, sessionAt(world, second)));
    expect([ended.session.isCancelled, ended.bookingsLeft]).toEqual([true, 0]);
    const states = await Promise.all(
      [order, drop.order, other.order, held].map(async (one) => (await reload(world, one)).bookings[0]?.state),
    );
    expect(states).toEqual(['cancelled', 'cancelled', 'confirmed', 'cancelled']);
    const returned = await Promise.all(
      [order, drop.order].map(async (one) => (await reload(world, one)).refunds.map(({ amountMinor }) => amountMinor)),
    );
    expect(returned).toEqual([[60_000], [25_000]]);
    expect(seatsTaken(world)).toEqual([1, 0, 0, 0, 0, 0]);
    expect([...world.tenant.claims.values()].flat()).toHaveLength(claims - 1);
    const drops = valueOf(await listSlots(world.ports, { ...asked, enrolment: 'drop_in', range }));
    expect(drops.map(({ startsAt }) => startsAt)).not.toContain(second);
    expect(valueOf(await listSlots(world.ports, { ...asked, range })).map(({ startsAt }) => startsAt)).toEqual([friday]);
    expect(endOf(await placeHold(world.ports, cart([dropIn(second)])))).toBe('slot_not_offered');
    // It is not planned anew, and cancelling it again changes nothing.
    await planClassSessions(world.ports);
    expect(valueOf(await cancelSession(world.ports, sessionAt(world, second))).bookingsLeft).toBe(0);
    expect(world.tenant.sessions.size).toBe(6);
    expect(endOf(await cancelSession(world.ports, 'ses_none'))).toBe('session_not_found');
  });

  test('what a crash leaves is cancelled with the due work', async () => {
    const world = await studio();
    const orders = [
      await book(world, { serviceId: 'svc_course', startsAt: thursday }),
      await book(world, { ...dropIn(thursday) }),
    ];
    // The crash came right after the session was cancelled.
    await world.ports.bookings.cancelSession(sessionAt(world, thursday));
    expect((await doDueWork(world.ports, 0)).bookingsCancelled).toBe(2);
    const states = await Promise.all(orders.map(async ({ order }) => (await reload(world, order)).bookings[0]?.state));
    expect([states, seatsTaken(world)]).toEqual([
      ['cancelled', 'cancelled'],
      [0, 0, 0, 0, 0, 0],
    ]);
    expect((await doDueWork(world.ports, 0)).bookingsCancelled).toBe(0);
  });

  test('sessions are listed with their seats', async () => {
    const world = await studio();
    await enrol(world, { partySize: 3 });
    await cancelSession(world.ports, sessionAt(world, friday));
    const listed = valueOf(await listSessions(world.ports, { serviceId: 'svc_course', range }));
    expect(listed.map(({ seatsTaken: taken, isCancelled }) => [taken, isCancelled])).toEqual([
      [3, undefined],
      [0, true],
      [3, undefined],
      [0, undefined],
      [3, undefined],
      [0, undefined],
    ]);
    expect(endOf(await listSessions(world.ports, { serviceId: null, range: { from: 5, to: 5 } }))).toBe('invalid_range');
  });
});
