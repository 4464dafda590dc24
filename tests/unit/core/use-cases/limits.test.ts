import { describe, expect, test } from '@jest/globals';
import type { ResourceId } from '../../../../core/ids.ts';
import type { DateLimits, ServiceLimits } from '../../../../core/catalog/limits.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
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
import {
  at,
  buildResource,
  buildService,
  customer,
  endOf,
  everyDay,
  hours,
  NOW,
  START,
  valueOf,
} from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  cart,
  hold,
  item,
  LATER,
  listAlternatives,
  reload,
  startPaying,
  wish,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { payLate } from '../../../support/late-money.ts';

type Said = { readonly service?: ServiceLimits; readonly anna?: DateLimits; readonly berit?: DateLimits };

const WINDOWS = everyDay(hours(9, 12));
const anybody = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
const PEOPLE: Readonly<Record<string, ResourceId>> = { Anna: 'res_anna', Berit: 'res_berit' };

/** Anna and Berit work from nine to twelve every day; a cut takes an hour and begins on the hour. */
const salon = ({ service, anna, berit }: Said = {}, more: Partial<ReturnType<typeof buildService>> = {}): Promise<World> =>
  buildWorld({
    services: [buildService({ needs: anybody, stepMinutes: 60, limits: service, ...more })],
    resources: [
      buildResource({ weeklyHours: WINDOWS, limits: anna }),
      buildResource({ id: 'res_berit', name: 'Berit', weeklyHours: WINDOWS, limits: berit }),
    ],
  });

const MIDNIGHTS = {
  Mo: '2027-01-11',
  We: '2027-01-13',
  Th: '2027-01-14',
  Fr: '2027-01-15',
  next: '2027-01-18',
  Feb: '2027-02-01',
} as const;
type DateName = keyof typeof MIDNIGHTS;

const timeOn = (date: DateName, hour: number): EpochMillis => at(`${MIDNIGHTS[date]}T00:00+01:00`) + hour * HOUR;

/** "Th 9 Anna": when, and with whom. */
function read(text: string): { readonly startsAt: EpochMillis; readonly resourceId: ResourceId | null } {
  const [date = 'Th', hour = '9', name = ''] = text.split(' ');
  return { startsAt: timeOn(date as DateName, Number(hour)), resourceId: PEOPLE[name] ?? null };
}

const take = (world: World, text: string) => hold(world, read(text));
const tryTake = (world: World, text: string) => placeHold(world.ports, wish(read(text)));

/** What is offered on a date: "9 AB, 10 B", or "–". */
async function offered(world: World, date: DateName): Promise<string> {
  const from = timeOn(date, 0);
  const request = { serviceId: 'svc_cut', range: { from, to: from + DAY }, partySize: 1, resourceId: null } as const;
  const slots = valueOf(await listSlots(world.ports, request));
  const line = slots.map(({ startsAt, resourceIds, remaining }) => {
    const names = resourceIds.map((id) => (id === 'res_anna' ? 'A' : 'B')).join('');
    return `${(startsAt - from) / HOUR} ${names}${remaining === resourceIds.length ? '' : ` (${remaining})`}`;
  });
  return line.length === 0 ? '–' : line.join(', ');
}

/** How many bookings a key counts in the store's own memory. */
const counted = ({ tenant }: World, key: string): number => tenant.limits.get(key)?.bookings.size ?? 0;

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

describe('a limit per customer', () => {
  const eva = customer;
  const adam = { name: 'Adam Alm', email: 'adam@mail.example', phone: null };
  const whose = (world: World, text: string, who: typeof eva | typeof adam | null) =>
    placeHold(world.ports, wish({ ...read(text), customer: who }));
  const keysOf = ({ tenant }: World): readonly string[] =>
    [...tenant.limits].filter(([, { bookings }]) => bookings.size > 0).map(([key]) => key);

  test.each([
    ['1 a day', { maximum: 1, per: 'day' }, ['Th 9', 'Th 10', 'Fr 9'], ['ok', 'limit_reached', 'ok']],
    ['2 a week', { maximum: 2, per: 'week' }, ['Th 9', 'We 9', 'Fr 9', 'next 9'], ['ok', 'ok', 'limit_reached', 'ok']],
    ['1 a month', { maximum: 1, per: 'month' }, ['Th 9', 'next 9', 'Feb 9'], ['ok', 'limit_reached', 'ok']],
    ['1 ever', { maximum: 1, per: 'ever' }, ['Th 9', 'Feb 9'], ['ok', 'limit_reached']],
  ] as const)('%s', async (_, perCustomer, wanted, ends) => {
    const world = await salon({ service: { perCustomer } });
    const told: string[] = [];
    for (const text of wanted) told.push(endOf(await whose(world, text, eva)));
    expect(told).toEqual(ends);
    expect(endOf(await whose(world, 'Th 11', adam))).toBe('ok');
    expect(keysOf(world).some((key) => key.includes('mail'))).toBe(false);
  });

  test('one address is one customer however it is written, and two services are two counts', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 1, per: 'week' } } });
    expect(endOf(await whose(world, 'Th 9', eva))).toBe('ok');
    const refused = await whose(world, 'Fr 9', { ...eva, name: 'Other', email: ' EVA@Mail.example' });
    expect(refused.ok ? null : refused.refusal).toEqual({
      code: 'limit_reached',
      details: { per: 'week', item: 0 },
    });
    expect(await offered(world, 'Fr')).toBe('9 AB, 10 AB, 11 AB');
  });

  test('who he is counts from when he says it: before the payment, and not twice', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 1, per: 'week' }, perDay: 2 } });
    await whose(world, 'Th 9', eva);
    const second = valueOf(await whose(world, 'Th 10', null));
    expect(counted(world, 'svc_cut/day/2027-01-14')).toBe(2);
    const say = async (who: typeof eva | typeof adam) =>
      endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(second), customer: who }));
    expect([await say(eva), (await reload(world, second)).customer]).toEqual(['limit_reached', null]);
    expect(await say(adam)).toBe('ok');
    const taken = (await reload(world, second)).bookings[0];
    expect([await say({ ...adam, name: 'Adam A.' }), (await reload(world, second)).bookings[0]?.limits]).toEqual([
      'ok',
      taken?.limits,
    ]);
    expect([endOf(await whose(world, 'Fr 9', adam)), counted(world, 'svc_cut/day/2027-01-14')]).toEqual(['limit_reached', 2]);
    // He was somebody else after all: Adam may book again.
    const eve = { ...adam, email: 'eve@mail.example' };
    expect([await say(eve), endOf(await whose(world, 'Fr 9', adam)), endOf(await whose(world, 'Fr 10', eve))]).toEqual([
      'ok',
      'ok',
      'limit_reached',
    ]);
  });

  test('a new customer and another person in one change move all counts at once', async () => {
    const world = await salon({
      service: { perCustomer: { maximum: 1, per: 'day' } },
      anna: { perDay: 2 },
      berit: { perDay: 1 },
    });
    const order = valueOf(await whose(world, 'Th 9 Anna', eva));
    const change = { bookingId: bookingIdOf(order), customer: adam, resourceId: 'res_berit' } as const;
    expect(endOf(await changeBooking(world.ports, change))).toBe('ok');
    expect(keysOf(world).length).toBe(2);
    expect(endOf(await whose(world, 'Th 10 Anna', eva))).toBe('ok');
    expect(endOf(await whose(world, 'Th 11', adam))).toBe('limit_reached');
  });

  test('all bookings of an order are his, and none is taken where one is too many', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 2, per: 'week' } } });
    const three = cart([item(read('Th 9')), item(read('Fr 9')), item(read('We 9'))]);
    const refused = await placeHold(world.ports, three);
    expect(refused.ok ? null : refused.refusal).toMatchObject({ code: 'limit_reached', details: { item: 2 } });
    expect(keysOf(world)).toEqual([]);
    const held = valueOf(await placeHold(world.ports, { ...three, items: three.items.slice(0, 2), customer: null }));
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(held), customer: eva }))).toBe('ok');
    expect(endOf(await whose(world, 'We 9', eva))).toBe('limit_reached');
  });

  test('his own hold that ran out does not stand in his way; a booking that he moves counts where it comes to', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 1, per: 'day' } } });
    await whose(world, 'Th 9', eva);
    world.ports.clock.set(LATER);
    const { order } = await book(world, read('Th 10'));
    await book(world, read('Fr 10'));
    const move = async (text: string) =>
      endOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...read(text), by: 'customer' }));
    expect([await move('Th 11'), await move('Fr 9'), await move('next 9')]).toEqual(['ok', 'limit_reached', 'ok']);
    expect(endOf(await whose(world, 'Th 9', eva))).toBe('ok');
  });

  test('the owner books for him as for himself; an override counts and is never refused', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 1, per: 'day' } } });
    await whose(world, 'Th 9', eva);
    const request = { orderId: null, item: item(read('Th 10')), customer: eva, customerTimeZone: 'Europe/Stockholm' };
    expect(endOf(await bookByOwner(world.ports, { ...request, override: false }))).toBe('limit_reached');
    expect(endOf(await bookByOwner(world.ports, { ...request, override: true }))).toBe('ok');
    expect([...world.tenant.limits.values()].map(({ bookings }) => bookings.size)).toEqual([2]);
  });

  test('whose money comes late when he has another booking by then is offered another time', async () => {
    const world = await salon({ service: { perCustomer: { maximum: 1, per: 'day' } } });
    const late = await payLate(world, () => whose(world, 'Th 11', eva), read('Th 9'));
    expect([late.order.bookings[0]?.state, late.order.lateOffer?.state]).toEqual(['expired', 'open']);
  });
});
