import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { computeReadRange } from '../../../../core/use-cases/refresh-busy-times.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import {
  at,
  buildBusiness,
  buildResource,
  buildService,
  endOf,
  everyDay,
  hours,
  NOW,
  START,
  valueOf,
} from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, hold, listAlternatives, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

// Anna works 09–17 in Stockholm, an hour every half-hour; START is 10:00.
const avoiding = (changes: Partial<Service> = {}): Promise<World> =>
  buildWorld({
    services: [buildService({ gaps: 'avoid', ...changes })],
    resources: [buildResource(), buildResource({ id: 'res_bo', name: 'Bo' })],
  });
const two = { needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_bo'], visitorMayChoose: true }] } as const;

const listHours = async (world: World): Promise<readonly number[]> => {
  const range = { from: START - 2 * HOUR, to: START + 8 * HOUR };
  const slots = valueOf(await listSlots(world.ports, { serviceId: 'svc_cut', range, partySize: 1, resourceId: null }));
  return slots.map(({ startsAt }) => 10 + (startsAt - START) / HOUR);
};

describe('no dead gaps', () => {
  test('a hold is judged by the same rule as the times that are shown', async () => {
    const world = await avoiding();
    expect(await listHours(world)).toEqual([9, 10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 16]);
    const refused = await placeHold(world.ports, wish({ startsAt: START - HOUR / 2 }));
    expect(endOf(refused)).toBe('slot_taken');
    expect(listAlternatives(refused)).toContain(START - HOUR);
    await hold(world, { startsAt: START });
    expect(await listHours(world)).toEqual([9, 11, 12, 12.5, 13, 13.5, 14, 14.5, 15, 16]);
  });

  test('what others booked meanwhile may make a gap of a start, and another start good', async () => {
    const world = await avoiding({ otherDurations: [{ durationMinutes: 90, price: { amountMinor: 60_000, currency: 'SEK' } }] });
    await hold(world, { startsAt: START - HOUR, durationMinutes: 90 });
    expect(await listHours(world)).toEqual([10.5, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15, 16]);
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + HOUR })))).toBe('slot_taken');
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + HOUR / 2 })))).toBe('ok');
  });

  test('with anybody somebody else is taken whose day has no gap from it', async () => {
    const world = await avoiding(two);
    for (const hour of [-1, 0, 1]) await hold(world, { startsAt: START + hour * HOUR, resourceId: 'res_anna' });
    await hold(world, { startsAt: START + HOUR / 2, resourceId: 'res_bo' });
    // Bo is the less occupied one, and half an hour before it would be lost.
    const order = await hold(world, { startsAt: START + 2 * HOUR, resourceId: null });
    expect(order.bookings[0]?.resourceIds).toEqual(['res_anna']);
  });

  test('a start off the grid is not offered, as ever', async () => {
    const world = await avoiding();
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 10 * MINUTE })))).toBe('slot_not_offered');
  });

  test('whoever moves or changes his booking is judged as if it were gone', async () => {
    const world = await avoiding({ otherDurations: [{ durationMinutes: 90, price: { amountMinor: 60_000, currency: 'SEK' } }] });
    const bookingId = bookingIdOf((await book(world)).order);
    const move = (startsAt: number) => rescheduleBooking(world.ports, { bookingId, startsAt, resourceId: null, by: 'owner' });
    expect(endOf(await move(START - HOUR / 2))).toBe('slot_taken');
    expect(endOf(await move(START + HOUR))).toBe('ok');
    const held = await hold(world, { startsAt: START + 3 * HOUR });
    const longer = await changeBooking(world.ports, { bookingId: bookingIdOf(held), durationMinutes: 90 });
    expect(endOf(longer)).toBe('ok');
  });
});

test('start times and steps from the window are what can be held', async () => {
  const times = await avoiding({ gaps: 'allowed', startTimes: [605] });
  expect(endOf(await placeHold(times.ports, wish({ startsAt: START })))).toBe('slot_not_offered');
  expect(endOf(await placeHold(times.ports, wish({ startsAt: START + 5 * MINUTE })))).toBe('ok');
  const window = await buildWorld({
    services: [buildService({ grid: 'window' })],
    resources: [buildResource({ weeklyHours: everyDay({ fromMinute: 550, toMinute: 1_020 }) })],
  });
  expect(endOf(await placeHold(window.ports, wish({ startsAt: START })))).toBe('slot_not_offered');
  expect(endOf(await placeHold(window.ports, wish({ startsAt: START + 10 * MINUTE })))).toBe('ok');
});

describe('a horizon in working days', () => {
  // NOW is Monday 11 January 2027; the shop is closed on the holiday of Wednesday 13, by a schedule that recurs.
  const service = buildService({ horizonUnit: 'working_days', horizonDays: 2 });
  const closed = {
    kind: 'recurring',
    name: 'Closed',
    change: 'closed',
    windows: [],
    startsOn: '2027-01-13',
    rule: 'FREQ=MONTHLY',
  } as const;
  const world = () =>
    buildWorld({
      services: [service],
      resources: [buildResource({ weeklyHours: everyDay(hours(9, 17)), exceptions: [closed] })],
    });

  test('knows the days on which nobody works, also when only one date is asked for', async () => {
    const { ports } = await world();
    const ask = { serviceId: 'svc_cut', partySize: 1, resourceId: null, timeZone: 'Europe/Stockholm' } as const;
    const of = async (fromDate: string, toDate: string) => valueOf(await listDays(ports, { ...ask, fromDate, toDate })).days;
    expect((await of('2027-01-12', '2027-01-16')).map(({ reason }) => reason)).toEqual([null, 'closed', null, 'too_far']);
    expect(await of('2027-01-14', '2027-01-15')).toMatchObject([{ available: true }]);
    expect(await of('2027-01-15', '2027-01-16')).toMatchObject([{ reason: 'too_far' }]);
    expect(await of('2040-01-15', '2040-01-16')).toMatchObject([{ reason: 'too_far' }]);
  });

  test('decides holds too', async () => {
    const { ports } = await world();
    expect(endOf(await placeHold(ports, wish({ startsAt: START })))).toBe('ok');
    expect(endOf(await placeHold(ports, wish({ startsAt: START + DAY })))).toBe('slot_not_offered');
  });

  test('has calendars read as far as it may reach', () => {
    const anna = buildResource({ calendar: { calendarId: 'anna@salon.example', whenUnknown: 'closed' } });
    const { to } = computeReadRange({ business: buildBusiness(), services: [service], resources: [anna] }, NOW);
    expect(to).toBeGreaterThanOrEqual(at('2027-02-25T09:00Z'));
  });
});

describe('on whose clock a start lies', () => {
  const bo = { id: 'res_bo', name: 'Bo' } as const;
  const listFree = async (world: World): Promise<readonly string[]> => {
    const range = { from: START, to: START + 2 * HOUR };
    const slots = valueOf(await listSlots(world.ports, { serviceId: 'svc_cut', range, partySize: 1, resourceId: null }));
    return slots.map(({ startsAt, resourceIds }) => `${(startsAt - START) / MINUTE} ${resourceIds.join()}`);
  };

  test.each([
    {
      name: 'counted from the beginning of his own window',
      rules: { grid: 'window' } as const,
      resources: [buildResource(bo), buildResource({ weeklyHours: everyDay({ fromMinute: 550, toMinute: 1_020 }) })],
      free: ['0 res_bo', '10 res_anna', '30 res_bo', '40 res_anna', '60 res_bo'],
    },
    {
      name: 'on the clock of his own zone',
      rules: { startTimes: [610] },
      resources: [buildResource({ ...bo, timeZone: 'Europe/London' }), buildResource()],
      free: ['10 res_anna'],
    },
  ])('a hold takes only whom it is offered with: $name', async ({ rules, resources, free }) => {
    const world = await buildWorld({ services: [buildService({ ...two, ...rules })], resources });
    expect(await listFree(world)).toEqual(free);
    const startsAt = START + 10 * MINUTE;
    const held = await hold(world, { startsAt });
    expect(held.bookings[0]?.resourceIds).toEqual(['res_anna']);
    expect(endOf(await placeHold(world.ports, wish({ startsAt })))).toBe('slot_taken');
    expect(await listFree(world)).not.toContain('10 res_anna');
  });
});
