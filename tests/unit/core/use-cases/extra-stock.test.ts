import { describe, expect, test } from '@jest/globals';
import type { Extra } from '../../../../core/catalog/service.ts';
import type { ChosenExtra } from '../../../../core/catalog/extras.ts';
import { money } from '../../../../core/money/money.ts';
import type { Outcome } from '../../../../core/errors/refusal.ts';
import type { Order } from '../../../../core/order/order.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { buildResource, buildService, customer, endOf, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, hold, item, reload, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const people = ['res_anna', 'res_bo', 'res_cia', 'res_dan'] as const;
const resources = people.map((id) => buildResource({ id }));
const extra = (id: Extra['id'], changes: Partial<Extra>): Extra => ({
  ...{ id, name: id, price: money(1_000, 'SEK'), maximumQuantity: 5 },
  ...changes,
});
const bike = extra('ext_bike', { stock: { quantity: 3, per: 'time' } });
const basket = extra('ext_basket', { stock: { quantity: 4, per: 'date' } });
const print = extra('ext_print', { stock: { quantity: 2, per: 'total' } });
const care = extra('ext_care', { durationMinutes: 30 });
const service = buildService({
  extras: [bike, basket, print, care],
  needs: [{ name: 'Guide', anyOf: people, visitorMayChoose: true }],
  otherDurations: [{ durationMinutes: 90, price: money(60_000, 'SEK') }],
});

const buildHire = (): Promise<World> => buildWorld({ services: [service], resources, codes: [] });
const some = (extraId: ChosenExtra['extraId'], quantity = 1) => ({ extras: [{ extraId, quantity }] });
const refusalOf = (outcome: Outcome<unknown>) => (outcome.ok ? null : [outcome.refusal.code, outcome.refusal.details['left']]);
const take = ({ ports }: World, changes: Parameters<typeof wish>[0]) => placeHold(ports, wish(changes));
const asked = { serviceId: 'svc_cut', partySize: 1, resourceId: null } as const;
const listStarts = async ({ ports }: World, extras: readonly ChosenExtra[]) =>
  valueOf(await listSlots(ports, { ...asked, extras, range: { from: START, to: START + 3 * HOUR } })).map(
    ({ startsAt }) => (startsAt - START) / MINUTE,
  );
const change = (world: World, order: Order, changes: Omit<Parameters<typeof changeBooking>[1], 'bookingId'>) =>
  changeBooking(world.ports, { bookingId: bookingIdOf(order), ...changes });
const lengthOf = ({ bookings: [booking] }: Order): number => ((booking?.endsAt ?? 0) - (booking?.startsAt ?? 0)) / MINUTE;

describe('things that are used at times', () => {
  test('are refused beyond what is there, with how many are left and the times at which there are enough', async () => {
    const world = await buildHire();
    const held = await hold(world, some('ext_bike', 2));
    expect(held.bookings[0]?.resourceIds).toEqual(['res_anna']);
    const refused = await take(world, some('ext_bike', 2));
    expect(refusalOf(refused)).toEqual(['extra_sold_out', 1]);
    expect(refused).toMatchObject({ refusal: { details: { item: 0, extraId: 'ext_bike', path: 'extras' } } });
    const { alternatives } = (refused.ok ? {} : refused.refusal.details) as { alternatives: readonly { startsAt: number }[] };
    const nearest = Math.min(...alternatives.map(({ startsAt }) => Math.abs(startsAt - START)));
    expect(nearest).toBe(HOUR);
    expect(endOf(await take(world, some('ext_bike', 1)))).toBe('ok');
    expect(refusalOf(await take(world, some('ext_bike', 1)))).toEqual(['extra_sold_out', 0]);
    expect(endOf(await take(world, {}))).toBe('ok');
  });

  test('times say when there are enough of them, and days too', async () => {
    const world = await buildHire();
    await hold(world, { startsAt: START + HOUR, ...some('ext_bike', 2) });
    expect(await listStarts(world, some('ext_bike', 1).extras)).toEqual([0, 30, 60, 90, 120]);
    expect(await listStarts(world, some('ext_bike', 2).extras)).toEqual([0, 120]);
    const dates = { fromDate: '2027-01-14', toDate: '2027-01-15', timeZone: 'Europe/Stockholm' };
    const none = await listDays(world.ports, { ...asked, ...some('ext_bike', 4), ...dates });
    expect(valueOf(none).days[0]?.available).toBe(false);
  });

  test('twenty at once: as many as there are, none twice', async () => {
    const world = await buildHire();
    const ends = await Promise.all(Array.from({ length: 20 }, () => take(world, some('ext_bike'))));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(3);
    expect(ends.filter(({ ok }) => !ok).every((end) => endOf(end) === 'extra_sold_out')).toBe(true);
  });

  test('two bookings of one order do not have the same piece', async () => {
    const world = await buildHire();
    const two = item(some('ext_bike', 2));
    const refused = await placeHold(world.ports, cart([two, two]));
    expect(refusalOf(refused)).toEqual(['extra_sold_out', 1]);
    const order = valueOf(await placeHold(world.ports, cart([two, item(some('ext_bike'))])));
    expect(order.bookings.flatMap(({ claims }) => claims.map(({ resourceId }) => resourceId))).toEqual([
      ...['res_anna', 'res_ext_bike.1', 'res_ext_bike.2'],
      ...['res_bo', 'res_ext_bike.3'],
    ]);
  });

  test('are given back with the hold that is over, with a change, and with a cancelled booking', async () => {
    const world = await buildHire();
    const order = await hold(world, some('ext_bike', 3));
    valueOf(await change(world, order, some('ext_bike', 1)));
    await hold(world, some('ext_bike', 2));
    expect(refusalOf(await change(world, order, some('ext_bike', 2)))).toEqual(['extra_sold_out', 1]);
    world.ports.clock.advance(11 * MINUTE);
    const { order: paid } = await book(world, some('ext_bike', 3));
    expect(refusalOf(await take(world, some('ext_bike')))).toEqual(['extra_sold_out', 0]);
    valueOf(await cancelBooking(world.ports, bookingIdOf(paid), 'owner'));
    await hold(world, some('ext_bike', 3));
  });
});

describe('so many for a date, or in all', () => {
  test.each([
    { extraId: 'ext_basket', most: 4 },
    { extraId: 'ext_print', most: 2 },
  ] as const)('$extraId: $most, counted in pieces', async ({ extraId, most }) => {
    const world = await buildHire();
    await hold(world, some(extraId, most - 1));
    expect(refusalOf(await take(world, { startsAt: START + HOUR, ...some(extraId, 2) }))).toEqual(['extra_sold_out', 1]);
    expect(await listStarts(world, some(extraId, 2).extras)).toEqual([]);
    const last = await hold(world, { startsAt: START + HOUR, ...some(extraId) });
    expect(refusalOf(await take(world, { startsAt: START + 2 * HOUR, ...some(extraId) }))).toEqual(['extra_sold_out', 0]);
    valueOf(await change(world, last, { extras: [] }));
    await hold(world, { startsAt: START + HOUR, ...some(extraId) });
  });

  test('the next date has its own, and a booking that moves there takes them along', async () => {
    const world = await buildHire();
    const { order } = await book(world, some('ext_basket', 3));
    const moveTo = (startsAt: number) =>
      rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), startsAt, resourceId: null, by: 'owner' });
    valueOf(await moveTo(START + DAY));
    await hold(world, some('ext_basket', 4));
    expect(refusalOf(await moveTo(START))).toEqual(['extra_sold_out', 0]);
    await hold(world, { startsAt: START + DAY, ...some('ext_basket') });
    expect(refusalOf(await take(world, { startsAt: START + DAY, ...some('ext_basket') }))).toEqual(['extra_sold_out', 0]);
  });

  test('thirty at once: as many pieces as there are', async () => {
    const world = await buildHire();
    const starts = [0, 1, 2, 3, 4].map((hour) => START + hour * HOUR);
    const ends = await Promise.all(
      Array.from({ length: 30 }, (_, index) => take(world, { startsAt: starts[index % 5] ?? START, ...some('ext_basket') })),
    );
    expect(ends.filter(({ ok }) => ok)).toHaveLength(4);
    expect(ends.filter(({ ok }) => !ok).every((end) => endOf(end) === 'extra_sold_out')).toBe(true);
  });

  test('holds that are over count no longer', async () => {
    const world = await buildHire();
    await hold(world, some('ext_basket', 4));
    world.ports.clock.advance(11 * MINUTE);
    expect(await listStarts(world, some('ext_basket', 4).extras)).not.toEqual([]);
    await hold(world, some('ext_basket', 4));
  });

  test('an owner who overrides is counted and never refused', async () => {
    const world = await buildHire();
    await hold(world, some('ext_print', 2));
    const request = { orderId: null, item: item(some('ext_print', 2)), customer, customerTimeZone: 'UTC', override: true };
    valueOf(await bookByOwner(world.ports, request));
    expect(refusalOf(await take(world, { startsAt: START + HOUR, ...some('ext_print') }))).toEqual(['extra_sold_out', 0]);
  });

  test('a stock that comes later counts what stands already', async () => {
    const unlimited = { ...service, extras: [{ ...basket, stock: undefined }] };
    const world = await buildWorld({ services: [unlimited], resources, codes: [] });
    await book(world, some('ext_basket', 3));
    valueOf(await saveCatalog(world.ports, { services: [service], resources, codes: [] }));
    expect(refusalOf(await take(world, { startsAt: START + HOUR, ...some('ext_basket', 2) }))).toEqual(['extra_sold_out', 1]);
  });
});

describe('extras that make it longer', () => {
  test('the hold, the price and the times know the longer length', async () => {
    const world = await buildHire();
    const order = await hold(world, some('ext_care', 1));
    expect([lengthOf(order), order.quote.lines[0]?.amountMinor, order.quote.items[0]?.extraMinutes]).toEqual([90, 45_000, 30]);
    for (const resourceId of people) await hold(world, { startsAt: START + 2 * HOUR, resourceId });
    // Until the next appointment of everybody there are two hours, of Anna half of one.
    expect(await listStarts(world, some('ext_care', 2).extras)).toEqual([0]);
  });

  test('a change of extras changes the length, and another length keeps what they add', async () => {
    const world = await buildHire();
    const order = await hold(world, {});
    const longer = valueOf(await change(world, order, some('ext_care', 2)));
    expect([lengthOf(longer), lengthOf(await reload(world, order))]).toEqual([120, 120]);
    const chosen = valueOf(await change(world, order, { durationMinutes: 90 }));
    expect([lengthOf(chosen), chosen.quote.lines[0]?.amountMinor]).toEqual([150, 60_000]);
    const again = valueOf(await change(world, order, { extras: [] }));
    expect([lengthOf(again), again.quote.total.amountMinor]).toEqual([90, 60_000]);
  });

  test('it does not fit any more: the change is refused, and all stays as it was', async () => {
    const world = await buildHire();
    const order = await hold(world, { resourceId: 'res_anna' });
    await hold(world, { resourceId: 'res_anna', startsAt: START + HOUR });
    expect(endOf(await change(world, order, some('ext_care')))).toBe('slot_taken');
    expect((await reload(world, order)).bookings).toEqual(order.bookings);
  });

  test('what the catalogue says later changes nothing about the length of a booking that stands', async () => {
    const world = await buildHire();
    const { order } = await book(world, some('ext_care'));
    const shorter = { ...service, extras: [{ ...care, durationMinutes: 5 }] };
    valueOf(await saveCatalog(world.ports, { services: [shorter], resources, codes: [] }));
    const startsAt = START + DAY;
    const moved = await rescheduleBooking(world.ports, {
      bookingId: bookingIdOf(order),
      startsAt,
      resourceId: null,
      by: 'owner',
    });
    expect(lengthOf(valueOf(moved))).toBe(90);
  });
});

test.each([
  { name: 'none', extras: [{ extraId: 'ext_bike', quantity: 0 }] },
  { name: 'fewer than none', extras: [{ extraId: 'ext_bike', quantity: -1 }] },
  { name: 'a half', extras: [{ extraId: 'ext_bike', quantity: 0.5 }] },
  { name: 'more than are sold at once', extras: [{ extraId: 'ext_bike', quantity: 2 ** 53 }] },
  { name: 'what there is not', extras: [{ extraId: 'ext_none', quantity: 1 }] },
  {
    name: 'the same twice',
    extras: [
      { extraId: 'ext_bike', quantity: 1 },
      { extraId: 'ext_bike', quantity: 1 },
    ],
  },
] as const)('$name is refused with the place where it stands, by times as by holds', async ({ extras }) => {
  const world = await buildHire();
  const listed = await listSlots(world.ports, { ...asked, extras, range: { from: START, to: START + HOUR } });
  expect(listed).toMatchObject({ refusal: { code: 'extra_not_offered', details: { path: 'extras' } } });
  expect(endOf(await take(world, { extras }))).toBe('extra_not_offered');
});
