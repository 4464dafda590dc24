import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { listDays } from '../../../../core/use-cases/list-days.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { computeReadRange } from '../../../../core/use-cases/refresh-busy-times.ts';
import { buildBusiness, buildResource, buildService, customer, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, hold, item, listAlternatives, reload, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { payLate } from '../../../support/late-money.ts';

const long = { durationMinutes: 150, price: { amountMinor: 99_000, currency: 'SEK' } };
const service = buildService({ otherDurations: [long] });
const salon = (changes: Partial<typeof service> = {}): Promise<World> =>
  buildWorld({
    services: [{ ...service, ...changes }],
    resources: [buildResource(), buildResource({ id: 'res_bo', name: 'Bo' })],
  });
const anybody = { needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_bo'], visitorMayChoose: true }] } as const;
const refusalOf = (outcome: Awaited<ReturnType<typeof placeHold>>) => (outcome.ok ? null : outcome.refusal);

describe('a chosen duration', () => {
  test('needs as much free time: fewer starts, and they end later', async () => {
    const world = await salon();
    const range = { from: START - 2 * HOUR, to: START + 8 * HOUR };
    const ask = async (durationMinutes: number | null) =>
      valueOf(await listSlots(world.ports, { serviceId: 'svc_cut', range, partySize: 1, resourceId: null, durationMinutes }));
    expect((await ask(null)).map(({ startsAt, endsAt }) => (endsAt - startsAt) / MINUTE)).toEqual(Array(15).fill(60));
    expect((await ask(150)).map(({ startsAt, endsAt }) => (endsAt - startsAt) / MINUTE)).toEqual(Array(12).fill(150));
    expect((await ask(60)).length).toBe(15);
  });

  test('makes a day full that has room for a shorter one', async () => {
    const world = await buildWorld({
      services: [service],
      resources: [buildResource({ dateOverrides: { '2027-01-14': [{ fromMinute: 600, toMinute: 660 }] } })],
    });
    const ask = async (durationMinutes: number | null) => {
      const request = { serviceId: 'svc_cut', partySize: 1, resourceId: null, durationMinutes } as const;
      const answer = await listDays(world.ports, {
        ...request,
        ...{ fromDate: '2027-01-14', toDate: '2027-01-15', timeZone: 'Europe/Stockholm' },
      });
      return valueOf(answer);
    };
    expect([(await ask(60)).days[0]?.available, (await ask(150)).days[0]?.available]).toEqual([true, false]);
    expect((await ask(150)).nextAvailableDate).toBe('2027-01-15');
  });

  test('is priced, held and claimed', async () => {
    const world = await salon();
    const order = await hold(world, { durationMinutes: 150 });
    expect(order.quote.total.amountMinor).toBe(99_000);
    expect(order.bookings[0]).toMatchObject({
      endsAt: START + 150 * MINUTE,
      claims: [{ resourceId: 'res_anna', during: { from: START, to: START + 150 * MINUTE } }],
    });
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 2 * HOUR })))).toBe('slot_taken');
  });

  test('that is lost is answered with others of its length', async () => {
    const world = await salon();
    await hold(world, { startsAt: START + 2 * HOUR });
    const refused = await placeHold(world.ports, wish({ durationMinutes: 150 }));
    expect(listAlternatives(refused).map((start) => (start - START) / HOUR)).not.toContain(0.5);
    expect(listAlternatives(refused)).toContain(START + 3 * HOUR);
  });

  test('may differ between the bookings of one order', async () => {
    const world = await salon();
    const items = [item({ durationMinutes: 150 }), item({ startsAt: START + 2.5 * HOUR })];
    const order = valueOf(await placeHold(world.ports, cart(items)));
    expect(order.bookings.map(({ startsAt, endsAt }) => (endsAt - startsAt) / MINUTE)).toEqual([150, 60]);
    expect(order.quote.total.amountMinor).toBe(144_000);
  });

  test('that is not offered is refused everywhere, with the booking it is about', async () => {
    const world = await salon();
    const details = { path: 'durationMinutes', offeredMinutes: [60, 150] };
    const held = await placeHold(world.ports, cart([item(), item({ durationMinutes: 90 })]));
    expect(refusalOf(held)).toEqual({ code: 'duration_not_offered', details: { ...details, item: 1 } });
    const quoted = await quoteBookings(world.ports, { items: [item({ durationMinutes: 90 })], codes: [] });
    expect(quoted).toEqual({ ok: false, refusal: { code: 'duration_not_offered', details: { ...details, item: 0 } } });
    const owner = { orderId: null, item: item({ durationMinutes: 90 }), customer, customerTimeZone: 'Europe/Stockholm' };
    for (const override of [false, true])
      expect(endOf(await bookByOwner(world.ports, { ...owner, override }))).toBe('duration_not_offered');
    const order = await hold(world);
    const changed = await changeBooking(world.ports, { bookingId: bookingIdOf(order), durationMinutes: 90 });
    expect(endOf(changed)).toBe('duration_not_offered');
    expect(await reload(world, order)).toEqual(order);
  });

  test.each([false, true])('is what the owner books, with override %p', async (override) => {
    const world = await salon();
    const wanted = {
      orderId: null,
      item: item({ durationMinutes: 150 }),
      customer,
      customerTimeZone: 'Europe/Stockholm',
      override,
    };
    const order = valueOf(await bookByOwner(world.ports, wanted));
    expect([order.bookings[0]?.endsAt, order.quote.total.amountMinor]).toEqual([START + 150 * MINUTE, 99_000]);
  });

  test('is read from calendars to its end', () => {
    const resource = buildResource({ calendar: { calendarId: 'anna@salon.example', whenUnknown: 'closed' } });
    const catalog = { ...{ services: [service], resources: [resource], codes: [] }, business: buildBusiness() };
    expect(computeReadRange(catalog, NOW).to).toBe(NOW + service.horizonDays * DAY + 150 * MINUTE + DAY);
  });
});

describe('a duration changed before the payment', () => {
  test('moves end, claims and price in one write; null is the first again', async () => {
    const world = await salon();
    const order = await hold(world);
    const bookingId = bookingIdOf(order);
    const longer = valueOf(await changeBooking(world.ports, { bookingId, durationMinutes: 150 }));
    expect(longer.bookings[0]).toMatchObject({ startsAt: START, endsAt: START + 150 * MINUTE });
    expect(longer.quote.total.amountMinor).toBe(99_000);
    expect(await reload(world, order)).toEqual(longer);
    const back = valueOf(await changeBooking(world.ports, { bookingId, durationMinutes: null }));
    expect([back.bookings[0]?.endsAt, back.quote.total.amountMinor]).toEqual([START + HOUR, 45_000]);
    expect(endOf(await placeHold(world.ports, wish({ startsAt: START + HOUR })))).toBe('ok');
  });

  test('is refused where somebody comes after it, and nothing changes', async () => {
    const world = await salon();
    const order = await hold(world);
    await hold(world, { startsAt: START + HOUR });
    const refused = await changeBooking(world.ports, { bookingId: bookingIdOf(order), durationMinutes: 150 });
    expect(endOf(refused)).toBe('slot_taken');
    expect(await reload(world, order)).toEqual(order);
  });

  test('stays with the same person, unless anybody will do', async () => {
    const world = await salon(anybody);
    const order = await hold(world, { resourceId: 'res_anna' });
    await hold(world, { startsAt: START + HOUR, resourceId: 'res_anna' });
    const bookingId = bookingIdOf(order);
    expect(endOf(await changeBooking(world.ports, { bookingId, durationMinutes: 150 }))).toBe('slot_taken');
    const other = valueOf(await changeBooking(world.ports, { bookingId, durationMinutes: 150, resourceId: null }));
    expect(other.bookings[0]?.resourceIds).toEqual(['res_bo']);
  });

  test('stays as it is when only the person or the extras change', async () => {
    const world = await salon(anybody);
    const order = await hold(world, { resourceId: 'res_anna', durationMinutes: 150 });
    const changed = valueOf(
      await changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId: 'res_bo', extras: [], codes: [] }),
    );
    expect(changed.bookings[0]).toMatchObject({ endsAt: START + 150 * MINUTE, resourceIds: ['res_bo'] });
    expect(changed.quote.total.amountMinor).toBe(99_000);
  });
});

describe('a booking keeps its length', () => {
  const move = (startsAt: number) => ({ startsAt, resourceId: null, by: 'customer' as const });

  test.each([
    { name: 'as it is offered', otherDurations: [long] },
    { name: 'also when it is not offered any more', otherDurations: [] },
  ])('when it moves, $name', async ({ otherDurations }) => {
    const world = await salon();
    const { order } = await book(world, { durationMinutes: 150 });
    const document = await world.ports.catalog.loadDocument();
    await world.ports.catalog.saveDocument({ ...document, services: [{ ...service, otherDurations }] });
    const moved = valueOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + DAY) }));
    expect(moved.bookings[0]).toMatchObject({
      endsAt: START + DAY + 150 * MINUTE,
      claims: [{ resourceId: 'res_anna', during: { from: START + DAY, to: START + DAY + 150 * MINUTE } }],
    });
    expect(moved.quote).toEqual(order.quote);
  });

  test('so a gap that is too short for it is refused, with times that are not', async () => {
    const world = await salon();
    const { order } = await book(world, { durationMinutes: 150 });
    await hold(world, { startsAt: START + DAY + 2 * HOUR });
    const refused = await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + DAY) });
    expect(endOf(refused)).toBe('slot_taken');
    expect(listAlternatives(refused)).toContain(START + DAY + 3 * HOUR);
    expect(listAlternatives(refused)).not.toContain(START + DAY + HOUR);
  });

  test('when its money comes too late: an owner’s booking in its second hour keeps it from its time', async () => {
    const world = await salon();
    const second = item({ startsAt: START + 2 * HOUR });
    const owner = { orderId: null, item: second, customer, customerTimeZone: 'Europe/Stockholm', override: true };
    const { order } = await payLate(world, () => bookByOwner(world.ports, owner), { durationMinutes: 150 });
    expect([order.bookings[0]?.state, order.lateOffer?.state]).toEqual(['expired', 'open']);
  });
});
