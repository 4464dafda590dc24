import { describe, expect, test } from '@jest/globals';
import type { AvailabilityRequest } from '../../../../core/use-cases/load-availability.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import type { Interval } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { refreshBusyTimes } from '../../../../core/use-cases/refresh-busy-times.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { at, buildService, endOf, everyDay, hours, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, hold, listAlternatives, wish } from '../../../support/build-world.ts';
import { buildCalendarWorld, calendarIdOf, cutByAnyone, move, readAgain, withCalendar } from '../../../support/calendar-world.ts';
import type { CalendarWorld } from '../../../support/calendar-world.ts';
import { weekly } from '../../../support/weekly.ts';

/** Anna alone, open from nine to twelve: her starts are −1 to 1 hours from START, every half hour. */
const morning = { weeklyHours: everyDay(hours(9, 12)) };
const anna = (whenUnknown: 'closed' | 'open' = 'closed') =>
  withCalendar('res_anna', { ...morning, calendar: { calendarId: calendarIdOf('res_anna'), whenUnknown } });
const justAnna = (whenUnknown: 'closed' | 'open' = 'closed'): Promise<CalendarWorld> => buildCalendarWorld([anna(whenUnknown)]);

const day = { from: at('2027-01-13T23:00Z'), to: at('2027-01-14T23:00Z') };
const request: AvailabilityRequest = { serviceId: 'svc_cut', range: day, partySize: 1, resourceId: null };
const hoursFromStart = (from: number, to: number): Interval => ({ from: START + from * HOUR, to: START + to * HOUR });

const starts = async ({ ports }: CalendarWorld, changes: Partial<AvailabilityRequest> = {}): Promise<readonly number[]> =>
  valueOf(await listSlots(ports, { ...request, ...changes })).map(({ startsAt }) => (startsAt - START) / HOUR);

const reasonOf = async ({ ports }: CalendarWorld, date = '2027-01-14') => {
  const days = {
    ...request,
    fromDate: date,
    toDate: date.replace(/\d\d$/, (dd) => String(Number(dd) + 1)),
    timeZone: 'Europe/Stockholm',
  };
  const [found] = valueOf(await listDays(ports, days)).days;
  return found?.available === true ? 'free' : found?.reason;
};

async function addPrivate(world: CalendarWorld, during: Interval): Promise<void> {
  world.calendar.addPersonalEvent(calendarIdOf('res_anna'), { during, kind: 'busy' });
  await readAgain(world);
}

const allStarts = [-1, -0.5, 0, 0.5, 1];

describe('what the owner has written into the calendar', () => {
  test('closes its times', async () => {
    const world = await justAnna();
    expect(await starts(world)).toEqual(allStarts);
    await addPrivate(world, hoursFromStart(0, 1));
    expect(await starts(world)).toEqual([-1, 1]);
    expect(await reasonOf(world)).toBe('free');
  });

  test('that fills a date makes it full; a hold of its time is told the nearest others', async () => {
    const world = await justAnna();
    await addPrivate(world, hoursFromStart(-2, 3));
    expect([await starts(world), await reasonOf(world), await reasonOf(world, '2027-01-15')]).toEqual([[], 'full', 'free']);
    const refused = await placeHold(world.ports, wish());
    expect(endOf(refused)).toBe('slot_taken');
    expect(listAlternatives(refused)).toContain(START + DAY);
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + DAY })))).toBe('ok');
  });

  test('closes only whose calendar it is: anybody else is taken instead', async () => {
    const world = await buildCalendarWorld([anna(), withCalendar('res_berit', morning)]);
    await world.ports.catalog.saveDocument({
      services: [cutByAnyone],
      resources: [anna(), withCalendar('res_berit', morning)],
      codes: [],
    });
    await addPrivate(world, hoursFromStart(0, 1));
    const slots = valueOf(await listSlots(world.ports, request));
    expect(slots.find(({ startsAt }) => startsAt === START)).toMatchObject({ resourceIds: ['res_berit'], remaining: 1 });
    expect((await hold(world)).bookings[0]?.resourceIds).toEqual(['res_berit']);
    expect(endOf(await placeHold(world.ports, wish({ resourceId: 'res_anna' })))).toBe('slot_taken');
  });

  test('a long appointment with a long buffer is looked at to its end', async () => {
    const world = await buildCalendarWorld();
    const needs = [{ name: 'Van', anyOf: ['res_anna'], visitorMayChoose: true }] as const;
    const rental = buildService({ id: 'svc_van', durationMinutes: 1_440, bufferAfterMinutes: 1_440, stepMinutes: 1_440, needs });
    const resources = [withCalendar('res_anna', { weeklyHours: everyDay(hours(0, 24)) })];
    await world.ports.catalog.saveDocument({ services: [rental], resources, codes: [] });
    const midnight = at('2027-01-13T23:00Z');
    await addPrivate(world, { from: midnight + 1.9 * DAY, to: midnight + 1.95 * DAY });
    const wanted = (startsAt: number) => wish({ serviceId: 'svc_van', startsAt });
    expect(endOf(await placeHold(world.ports, wanted(midnight)))).toBe('slot_taken');
    expect(endOf(await placeHold(world.ports, wanted(midnight + 2 * DAY)))).toBe('ok');
  });

  test('does not cancel a class', async () => {
    const yoga = buildService({
      id: 'svc_yoga',
      kind: 'class',
      capacity: 5,
      sessions: [weekly(4, 600)],
      needs: [{ name: 'Teacher', anyOf: ['res_anna'], visitorMayChoose: false }],
    });
    const world = await justAnna();
    await world.ports.catalog.saveDocument({ services: [yoga], resources: [anna()], codes: [] });
    await planClassSessions(world.ports);
    await addPrivate(world, hoursFromStart(-2, 3));
    expect(await starts(world, { serviceId: 'svc_yoga' })).toEqual([0]);
    world.ports.clock.advance(20 * MINUTE);
    expect(await starts(world, { serviceId: 'svc_yoga' })).toEqual([0]);
    expect(endOf(await placeHold(world.ports, wish({ serviceId: 'svc_yoga' })))).toBe('ok');
  });
});

describe('a calendar that is not known', () => {
  test.each([
    { whenUnknown: 'closed', open: [], day: 'closed', held: 'slot_not_offered' },
    { whenUnknown: 'open', open: [-1, 1], day: 'free', held: 'ok' },
  ] as const)('read longer than 15 minutes ago: $whenUnknown', async ({ whenUnknown, open, day: reason, held }) => {
    const world = await justAnna(whenUnknown);
    await addPrivate(world, hoursFromStart(0, 1));
    world.ports.clock.advance(15 * MINUTE);
    expect(await starts(world)).toEqual([-1, 1]);
    world.ports.clock.advance(1);
    expect([await starts(world), await reasonOf(world)]).toEqual([open, reason]);
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + HOUR })))).toBe(held);
    await refreshBusyTimes(world.ports);
    const left = held === 'ok' ? [-1] : [-1, 1];
    expect(await starts(world)).toEqual(left);
  });

  test.each([
    { whenUnknown: 'closed', open: [], day: 'closed' },
    { whenUnknown: 'open', open: allStarts, day: 'free' },
  ] as const)('never read: $whenUnknown', async ({ whenUnknown, open, day: reason }) => {
    const { ports, tenant } = await buildWorld({ resources: [anna(whenUnknown)] });
    const world = { ports, tenant, calendar: ports.calendars.sink };
    expect([await starts(world), await reasonOf(world)]).toEqual([open, reason]);
  });

  test('a horizon that was just made longer is unknown beyond what was read, and known two minutes later', async () => {
    const world = await justAnna();
    const service = {
      ...cutByAnyone,
      needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
      horizonDays: 90,
    } as const;
    await world.ports.catalog.saveDocument({ services: [service], resources: [anna()], codes: [] });
    const late = { range: { from: START + 70 * DAY, to: START + 71 * DAY } };
    expect((await starts(world)).length).toBeGreaterThan(0);
    expect(await starts(world, late)).toEqual([]);
    await readAgain(world);
    expect((await starts(world, late)).length).toBeGreaterThan(0);
  });

  test('a booking cannot move to it', async () => {
    const world = await buildCalendarWorld();
    const { order } = await book(world, { resourceId: 'res_anna' });
    world.ports.clock.advance(16 * MINUTE);
    const moved = await rescheduleBooking(world.ports, {
      bookingId: bookingIdOf(order),
      startsAt: START + HOUR,
      resourceId: null,
      by: 'owner',
    });
    expect(endOf(moved)).toBe('slot_not_offered');
  });
});

describe('what is only tentative in the calendar', () => {
  const choose = (tentative: 'busy' | 'free') =>
    withCalendar('res_anna', {
      ...morning,
      calendar: { calendarId: calendarIdOf('res_anna'), whenUnknown: 'closed', tentative },
    });
  const addTentative = async (world: CalendarWorld, during: Interval): Promise<void> => {
    world.calendar.addPersonalEvent(calendarIdOf('res_anna'), { during, kind: 'tentative' });
    await readAgain(world);
  };

  test('closes its times or does not, as the owner chose; a hold decides alike', async () => {
    const busy = await buildCalendarWorld([choose('busy')]);
    await addTentative(busy, hoursFromStart(0, 1));
    expect(await starts(busy)).toEqual([-1, 1]);
    expect(endOf(await placeHold(busy.ports, wish()))).toBe('slot_taken');
    const free = await buildCalendarWorld([choose('free')]);
    await addTentative(free, hoursFromStart(0, 1));
    expect(await starts(free)).toEqual(allStarts);
    expect(endOf(await placeHold(free.ports, wish()))).toBe('ok');
  });

  test('is opened by a choice made later only when the calendar was read again', async () => {
    const world = await justAnna();
    await addTentative(world, hoursFromStart(0, 1));
    await world.ports.catalog.saveDocument({ services: [cutByAnyone], resources: [choose('free')], codes: [] });
    expect(await starts(world)).toEqual([-1, 1]);
    await readAgain(world);
    expect(await starts(world)).toEqual(allStarts);
  });

  test('does not stand in the way of a booking that moves, and neither does its own event', async () => {
    const world = await buildCalendarWorld([choose('free')]);
    const { order } = await book(world);
    await doDueWork(world.ports, 0);
    await addTentative(world, hoursFromStart(-1, 2));
    expect(await starts(world)).toEqual([-1, 1]);
    await move(world, order, { startsAt: START + HOUR / 2 });
    expect(await starts(world)).toEqual([-1]);
    await doDueWork(world.ports, 0);
    expect(await starts(world)).toEqual([-1, -0.5]);
  });
});

describe('a booking’s own event', () => {
  const booked = async () => {
    const world = await justAnna();
    const { order } = await book(world);
    await doDueWork(world.ports, 0);
    return { world, order };
  };

  test('closes what its claim closes already', async () => {
    const { world } = await booked();
    expect(await starts(world)).toEqual([-1, 1]);
  });

  test('does not stand in its way when it moves, and opens its old time as soon as the calendar was read again', async () => {
    const { world, order } = await booked();
    await move(world, order, { startsAt: START + HOUR / 2 });
    expect(await starts(world)).toEqual([-1]);
    await doDueWork(world.ports, 0);
    expect(await starts(world)).toEqual([-1, -0.5]);
  });

  test('does not stand in its way either where it is joined with something beside it, which does', async () => {
    const { world, order } = await booked();
    await addPrivate(world, hoursFromStart(1, 1.5));
    const to = (hour: number) =>
      rescheduleBooking(world.ports, {
        bookingId: bookingIdOf(order),
        startsAt: START + hour * HOUR,
        resourceId: null,
        by: 'owner',
      });
    expect(endOf(await to(0.5))).toBe('slot_taken');
    expect(endOf(await to(-0.5))).toBe('ok');
  });

  test('is gone for its time alone: what the owner has written into its buffer stands', async () => {
    const world = await justAnna();
    const buffered = {
      ...cutByAnyone,
      bufferAfterMinutes: 30,
      needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
    } as const;
    await world.ports.catalog.saveDocument({ services: [buffered], resources: [anna()], codes: [] });
    const { order } = await book(world, { startsAt: START - HOUR });
    await doDueWork(world.ports, 0);
    await addPrivate(world, hoursFromStart(0.25, 0.5));
    const moved = await rescheduleBooking(world.ports, {
      bookingId: bookingIdOf(order),
      startsAt: START - HOUR / 2,
      resourceId: null,
      by: 'owner',
    });
    expect(endOf(moved)).toBe('slot_taken');
  });

  test('moves between people who share a calendar', async () => {
    const shared = { calendarId: calendarIdOf('res_anna'), whenUnknown: 'closed' } as const;
    const world = await buildCalendarWorld([anna(), withCalendar('res_berit', { ...morning, calendar: shared })]);
    const { order } = await book(world, { resourceId: 'res_anna' });
    await doDueWork(world.ports, 0);
    expect((await move(world, order, { startsAt: START + HOUR / 2, resourceId: 'res_berit' })).bookings[0]?.resourceIds).toEqual([
      'res_berit',
    ]);
  });

  test('opens after a cancellation once the calendar was read again', async () => {
    const { world, order } = await booked();
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(await starts(world)).toEqual([-1, 1]);
    await doDueWork(world.ports, 0);
    expect(await starts(world)).toEqual(allStarts);
  });

  test('counts once when the least occupied is chosen', async () => {
    const resources = [withCalendar('res_anna', { calendar: null }), withCalendar('res_berit')];
    const world = await buildCalendarWorld(resources);
    const { order } = await book(world, { resourceId: 'res_berit', startsAt: START + 2 * HOUR });
    await book(world, { resourceId: 'res_anna', startsAt: START + 2 * HOUR });
    await book(world, { resourceId: 'res_anna', startsAt: START + 3.5 * HOUR });
    await doDueWork(world.ports, 0);
    expect(order.bookings[0]?.resourceIds).toEqual(['res_berit']);
    // Berit has an hour, shown by a claim and an event; Anna has two.
    expect((await hold(world)).bookings[0]?.resourceIds).toEqual(['res_berit']);
  });
});
