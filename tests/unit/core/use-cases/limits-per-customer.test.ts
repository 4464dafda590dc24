import { describe, expect, test } from '@jest/globals';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { customer, endOf, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, cart, item, LATER, reload, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { payLate } from '../../../support/late-money.ts';
import { counted, offered, read, salon } from '../../../support/limited-salon.ts';

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
