import { describe, expect, test } from '@jest/globals';
import type { ResourceId } from '../../../../core/ids.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import type { EpochMillis } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { buildResource, buildService, customer, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  cart,
  item,
  LATER,
  listAlternatives,
  reload,
  startPaying,
  wish,
} from '../../../support/build-world.ts';
import { payLate } from '../../../support/late-money.ts';
import { counted, offered, read, salon, take, timeOn, tryTake } from '../../../support/limited-salon.ts';
import type { Said } from '../../../support/limited-salon.ts';

describe('what is offered under limits (the table of docs/algorithms/availability.md)', () => {
  const none = '9 AB, 10 AB, 11 AB';
  const one = '9 AB (1), 10 AB (1), 11 AB (1)';
  const rows: readonly (readonly [string, Said, readonly string[], string, string, string])[] = [
    ['no limit', {}, ['Th 9 Anna', 'Th 9 Berit'], '10 AB, 11 AB', none, none],
    ['3 a day', { service: { perDay: 3 } }, ['Th 9 Anna'], '9 B, 10 AB, 11 AB', none, none],
    ['3 a day', { service: { perDay: 3 } }, ['Th 9 Anna', 'Th 9 Berit'], '10 AB (1), 11 AB (1)', none, none],
    ['2 a day', { service: { perDay: 2 } }, ['Th 9 Anna', 'Th 9 Berit'], '–', none, none],
    ['2 a week', { service: { perWeek: 2 } }, ['Th 9 Anna', 'We 9 Anna'], '–', '–', none],
    [
      '3 a week',
      { service: { perWeek: 3 } },
      ['Th 9 Anna', 'We 9 Anna'],
      '9 B, 10 AB (1), 11 AB (1)',
      '9 AB (1), 10 AB (1), 11 AB (1)',
      none,
    ],
    ['1 a day, 2 a week', { service: { perDay: 1, perWeek: 2 } }, ['Th 9 Anna'], '–', one, one],
    ['Anna 2 a day', { anna: { perDay: 2 } }, ['Th 9 Anna', 'Th 10 Anna'], '9 B, 10 B, 11 B', none, none],
    ['Anna 2 a week', { anna: { perWeek: 2 } }, ['Th 9 Anna', 'We 9 Anna'], '9 B, 10 B, 11 B', '9 B, 10 B, 11 B', none],
    ['Anna 1, Berit 1 a day', { anna: { perDay: 1 }, berit: { perDay: 1 } }, ['Th 9 Anna', 'Th 10 Berit'], '–', none, none],
  ];
  test.each(rows)('%s %j; booked %j', async (_, said, booked, thursday, friday, monday) => {
    const world = await salon(said);
    for (const text of booked) await take(world, text);
    expect([await offered(world, 'Th'), await offered(world, 'Fr'), await offered(world, 'next')]).toEqual([
      thursday,
      friday,
      monday,
    ]);
  });

  test('a date that has reached its limit is full in the month, as is every other date of a full week', async () => {
    const world = await salon({ service: { perDay: 1, perWeek: 2 } });
    await take(world, 'Th 9 Anna');
    const ask = async () => {
      const request = { serviceId: 'svc_cut', partySize: 1, resourceId: null, timeZone: 'Europe/Stockholm' } as const;
      const { days, nextAvailableDate } = valueOf(
        await listDays(world.ports, { ...request, fromDate: '2027-01-14', toDate: '2027-01-19' }),
      );
      return [days.map(({ reason }) => reason ?? 'free').join(' '), nextAvailableDate];
    };
    expect(await ask()).toEqual(['full free free free free', '2027-01-15']);
    await take(world, 'We 9 Anna');
    expect(await ask()).toEqual(['full full full full free', '2027-01-18']);
  });

  test('dates are those of the service’s zone, and of the resource’s own', async () => {
    const abroad = await salon({ service: { perDay: 1 } }, { timeZone: 'Pacific/Auckland' });
    await take(abroad, 'Th 9 Anna');
    // In Auckland Thursday ends at noon in Stockholm.
    expect([await offered(abroad, 'Th'), await offered(abroad, 'We')]).toEqual(['–', '9 AB (1), 10 AB (1), 11 AB (1)']);
    const world = await salon({ anna: { perDay: 1 } }, { timeZone: 'Pacific/Auckland' });
    await take(world, 'Th 9 Anna');
    expect([counted(world, 'res_anna/day/2027-01-14'), await offered(world, 'Th')]).toEqual([1, '9 B, 10 B, 11 B']);
  });
});

describe('taking a time under a limit', () => {
  test('the last place of a day goes once, and the next one is told where there is room', async () => {
    const world = await salon({ service: { perDay: 2 } });
    const ends = await Promise.all(['Th 9', 'Th 10', 'Th 11', 'Th 9', 'Th 10'].map((text) => tryTake(world, text)));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'slot_taken', 'slot_taken', 'slot_taken']);
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(2);
    const alternatives = listAlternatives(await tryTake(world, 'Th 9'));
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.every((start) => start < timeOn('Th', 0) || start >= timeOn('Fr', 0))).toBe(true);
  });

  test('"anybody" goes to whoever has not reached hers, also when that shows only in the race', async () => {
    const world = await salon({ anna: { perDay: 1 } });
    const ends = await Promise.all(['Th 9', 'Th 10', 'Th 11', 'Th 11'].map((text) => tryTake(world, text)));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'ok', 'slot_taken']);
    expect(counted(world, 'res_anna/day/2027-01-14')).toBe(1);
    expect(endOf(await tryTake(world, 'Th 10 Anna'))).toBe('slot_taken');
  });

  test('two bookings of one order count as two, and neither is taken where only one has room', async () => {
    const world = await salon({ service: { perDay: 1 } });
    const both = await placeHold(world.ports, cart([item(read('Th 9')), item(read('Th 10'))]));
    expect([endOf(both), both.ok ? null : both.refusal.details.item]).toEqual(['slot_taken', 1]);
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(0);
    expect(endOf(await placeHold(world.ports, cart([item(read('Th 9')), item(read('Fr 9'))])))).toBe('ok');
  });

  test('a hold that is over and unpaid gives its place to the next taker', async () => {
    const world = await salon({ service: { perDay: 1 }, anna: { perWeek: 1 } });
    const stale = await take(world, 'Th 9 Anna');
    expect(endOf(await tryTake(world, 'Th 11 Anna'))).toBe('slot_taken');
    world.ports.clock.set(LATER);
    expect(await offered(world, 'Th')).toBe('9 AB (1), 10 AB (1), 11 AB (1)');
    expect(endOf(await tryTake(world, 'Th 11 Anna'))).toBe('ok');
    expect((await reload(world, stale)).bookings[0]?.state).toBe('expired');
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(1);
  });

  test('one that is over and in payment gives it up as soon as its provider lets go', async () => {
    const world = await salon({ service: { perDay: 1 } });
    const { order } = await startPaying(world, read('Th 9 Anna'));
    world.ports.clock.set(LATER);
    expect(await offered(world, 'Th')).toBe('–');
    expect(endOf(await tryTake(world, 'Th 11'))).toBe('ok');
    expect((await reload(world, order)).bookings[0]?.state).toBe('expired');
  });

  test('an override of the owner counts and is never refused; without it he is refused like anybody', async () => {
    const world = await salon({ service: { perDay: 1 } });
    await take(world, 'Th 9 Anna');
    const request = { orderId: null, item: item(read('Th 10 Anna')), customer, customerTimeZone: 'Europe/Stockholm' };
    expect(endOf(await bookByOwner(world.ports, { ...request, override: false }))).toBe('slot_taken');
    expect(endOf(await bookByOwner(world.ports, { ...request, override: true }))).toBe('ok');
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(2);
    expect(endOf(await bookByOwner(world.ports, { ...request, item: item(read('Fr 9')), override: false }))).toBe('ok');
    expect(endOf(await tryTake(world, 'Fr 10'))).toBe('slot_taken');
  });

  test('bookings of a class count, not its seats and not on its teacher', async () => {
    const yoga = buildService({
      ...{ id: 'svc_yoga', kind: 'class', capacity: 9, maximumPartySize: 4, limits: { perDay: 2 } },
      needs: [{ name: 'Teacher', anyOf: ['res_anna'], visitorMayChoose: false }],
      sessions: [{ kind: 'dates', startMinute: 600, dates: ['2027-01-14', '2027-01-21'] }],
    });
    const world = await buildWorld({ services: [], resources: [] });
    const document = { services: [yoga], resources: [buildResource({ limits: { perDay: 1 } })], codes: [] };
    expect(valueOf(await saveCatalog(world.ports, document)).conflicts).toEqual([]);
    const seats = (partySize: number) => placeHold(world.ports, wish({ serviceId: 'svc_yoga', startsAt: START, partySize }));
    expect([endOf(await seats(4)), endOf(await seats(1)), endOf(await seats(1))]).toEqual(['ok', 'ok', 'slot_taken']);
    expect(counted(world, 'res_anna/day/2027-01-14')).toBe(0);
    const slots = async (startsAt: EpochMillis) => {
      const range = { from: startsAt, to: startsAt + DAY };
      return valueOf(await listSlots(world.ports, { serviceId: 'svc_yoga', range, partySize: 1, resourceId: null }));
    };
    expect([(await slots(START)).length, (await slots(START + 7 * DAY))[0]?.remaining]).toEqual([0, 2]);
  });
});

describe('a booking under a limit', () => {
  test('moves from a full day to another, and back; another one has its place meanwhile, or not', async () => {
    const world = await salon({ service: { perDay: 1, perWeek: 2 } });
    const { order } = await book(world, read('Th 9 Anna'));
    const bookingId = bookingIdOf(order);
    const move = async (text: string) => endOf(await rescheduleBooking(world.ports, { bookingId, ...read(text), by: 'owner' }));
    // Its own place does not stand in its way.
    expect([await move('Th 10'), await move('Fr 10'), await offered(world, 'Th')]).toEqual([
      'ok',
      'ok',
      '9 AB (1), 10 AB (1), 11 AB (1)',
    ]);
    await take(world, 'Th 9');
    expect([await move('Th 11'), counted(world, 'svc_cut/week/2027-01-11')]).toEqual(['slot_taken', 2]);
    expect([await move('next 9'), counted(world, 'svc_cut/week/2027-01-11')]).toEqual(['ok', 1]);
    expect([counted(world, 'svc_cut/day/2027-01-15'), counted(world, 'svc_cut/day/2027-01-18')]).toEqual([0, 1]);
  });

  test('gives its place back when it is cancelled, when its hold is given up and when it runs out', async () => {
    const world = await salon({ service: { perDay: 3 } });
    const { order } = await book(world, read('Th 9 Anna'));
    const held = await take(world, 'Th 10 Anna');
    await take(world, 'Th 11 Anna');
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(3);
    for (const each of [order, held]) await cancelBooking(world.ports, bookingIdOf(each), 'owner');
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(1);
    world.ports.clock.set(LATER);
    await expireHolds(world.ports, 10);
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(0);
  });

  test('changes its person before it is paid: the other one counts it from then on, unless she takes no more', async () => {
    const world = await salon({ anna: { perDay: 1 }, berit: { perDay: 1 } });
    const order = await take(world, 'Th 9 Anna');
    const change = async (resourceId: ResourceId) =>
      endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId }));
    expect(await change('res_berit')).toBe('ok');
    expect([counted(world, 'res_anna/day/2027-01-14'), counted(world, 'res_berit/day/2027-01-14')]).toEqual([0, 1]);
    await take(world, 'Th 11 Anna');
    expect(await change('res_anna')).toBe('slot_taken');
    expect(counted(world, 'res_berit/day/2027-01-14')).toBe(1);
  });

  test('whose money comes late is confirmed while there is room under the limit, else it is offered another time', async () => {
    const roomy = await salon({ service: { perDay: 1 } });
    const seated = await payLate(roomy, undefined, read('Th 9 Anna'));
    expect([seated.order.bookings[0]?.state, counted(roomy, 'svc_cut/day/2027-01-14')]).toEqual(['confirmed', 1]);
    const full = await salon({ service: { perDay: 1 } });
    const late = await payLate(full, () => tryTake(full, 'Th 11'), read('Th 9 Anna'));
    expect([late.order.bookings[0]?.state, late.order.lateOffer?.state]).toEqual(['expired', 'open']);
    const bookingId = bookingIdOf(late.order);
    const choose = async (text: string) =>
      endOf(await rescheduleBooking(full.ports, { bookingId, ...read(text), by: 'customer' }));
    expect([await choose('Th 10'), await choose('Fr 10')]).toEqual(['slot_taken', 'ok']);
    expect([counted(full, 'svc_cut/day/2027-01-14'), counted(full, 'svc_cut/day/2027-01-15')]).toEqual([1, 1]);
  });

  test('keeps the limit that it was made under when the owner lowers it', async () => {
    const world = await salon({ service: { perDay: 3 } });
    const orders = [await take(world, 'Th 9 Anna'), await take(world, 'Th 9 Berit'), await take(world, 'Th 10 Anna')];
    const document = await world.ports.catalog.loadDocument();
    const services = document.services.map((service) => ({ ...service, limits: { perDay: 2 } }));
    await saveCatalog(world.ports, { ...document, services });
    const extend = {
      bookingId: bookingIdOf(orders[0] ?? (await take(world, 'Th 11'))),
      customer: { ...customer, name: 'Eva Ås' },
    };
    expect(endOf(await changeBooking(world.ports, extend))).toBe('ok');
    expect([await offered(world, 'Th'), counted(world, 'svc_cut/day/2027-01-14')]).toEqual(['–', 3]);
    world.ports.clock.set(NOW + 5 * MINUTE);
    for (const each of orders.slice(1)) await cancelBooking(world.ports, bookingIdOf(each), 'customer');
    expect(endOf(await tryTake(world, 'Th 11'))).toBe('ok');
    expect(endOf(await tryTake(world, 'Th 10'))).toBe('slot_taken');
  });
});
