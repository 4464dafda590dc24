import { describe, expect, test } from '@jest/globals';
import type { Order } from '../../../../core/order/order.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import type { HoldItem, HoldRequest } from '../../../../core/use-cases/hold-request.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { at, buildCode, buildResource, buildService, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  buildWorld,
  cart,
  countClaims,
  countUses,
  findDisagreements,
  hold,
  item,
  LATER,
  listAlternatives,
  reload,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

const needs = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
const cut = buildService({ needs });
const colour = buildService({ id: 'svc_colour', name: 'Colour', needs, price: { amountMinor: 90_000, currency: 'SEK' } });
const yoga = buildService({
  id: 'svc_yoga',
  kind: 'class',
  name: 'Yoga',
  capacity: 5,
  maximumPartySize: 4,
  sessions: [weekly(4, 1_080), weekly(5, 1_080)],
  priceUnit: 'person',
  price: { amountMinor: 20_000, currency: 'SEK' },
});
const euro = buildService({ id: 'svc_euro', needs, price: { amountMinor: 4_000, currency: 'EUR' } });
const thursday = at('2027-01-14T17:00Z');
const friday = at('2027-01-15T17:00Z');

async function salon(): Promise<World> {
  const world = await buildWorld({
    services: [cut, colour, yoga, euro],
    resources: [buildResource(), buildResource({ id: 'res_berit', name: 'Berit' })],
    codes: [
      buildCode({ maximumRedemptions: 1 }),
      buildCode({ code: 'YOGA', discount: { kind: 'percent', percent: 50 }, serviceIds: ['svc_yoga'] }),
    ],
  });
  await planClassSessions(world.ports);
  return world;
}

const seats = (startsAt: number, partySize: number): HoldItem => item({ serviceId: 'svc_yoga', startsAt, partySize });
const holdCart = async (world: World, items: readonly HoldItem[], changes: Partial<HoldRequest> = {}): Promise<Order> =>
  valueOf(await placeHold(world.ports, cart(items, changes)));
const seatsTaken = (world: World): readonly number[] =>
  [...world.tenant.sessions.values()].toSorted((a, b) => a.startsAt - b.startsAt).map((session) => session.seatsTaken);
const bookingId = (order: Order, index: number) => order.bookings[index]?.id ?? 'bkg_none';

/** Pays the whole order through one of its bookings. */
async function pay(world: World, order: Order, index = 0): Promise<Order> {
  const { payment } = valueOf(await startCheckout(world.ports, { bookingId: bookingId(order, index), quoteHash: null }));
  if (payment?.providerId === null || payment === null) throw new Error('no payment was opened');
  world.ports.payments.current.pay(payment.providerId);
  return valueOf(await recordPaymentEvent(world.ports, { key: { paymentId: payment.id }, providerEventId: null }));
}

describe('an order of several bookings', () => {
  test('holds them all: each with its claims or seats, its line and its extras, at one price and until one moment', async () => {
    const world = await salon();
    const order = await holdCart(world, [item(), item({ serviceId: 'svc_colour' }), seats(thursday, 2)]);
    expect(await reload(world, order)).toEqual(order);
    expect(order.bookings.map(({ serviceId, resourceIds }) => [serviceId, ...resourceIds])).toEqual([
      // Anna gives the class, so Berit has less to do.
      ['svc_cut', 'res_berit'],
      ['svc_colour', 'res_anna'],
      ['svc_yoga', 'res_anna'],
    ]);
    expect(order.lines.map(({ bookingId: id, netMinor }) => [id, netMinor])).toEqual(
      order.bookings.map(({ id }, index) => [id, [45_000, 90_000, 40_000][index]]),
    );
    expect(order.bookings.map(({ lineId }) => lineId)).toEqual(order.lines.map(({ id }) => id));
    expect(new Set(order.bookings.map(({ holdExpiresAt }) => holdExpiresAt))).toEqual(new Set([NOW + 10 * MINUTE]));
    expect([order.quote.total.amountMinor, seatsTaken(world)[0]]).toEqual([175_000, 2]);
  });

  test('is kept as long as its shortest hold allows', async () => {
    const world = await salon();
    const short = { ...colour, holdMinutes: 5 };
    await world.ports.catalog.saveDocument({
      services: [cut, short],
      resources: [buildResource(), buildResource({ id: 'res_berit' })],
      codes: [],
    });
    const order = await holdCart(world, [item(), item({ serviceId: 'svc_colour' })]);
    expect(order.bookings.map(({ holdExpiresAt }) => holdExpiresAt)).toEqual([NOW + 5 * MINUTE, NOW + 5 * MINUTE]);
  });

  test('a code counts once, and takes its part from each booking', async () => {
    const world = await salon();
    const order = await holdCart(world, [item(), item({ serviceId: 'svc_colour' })], { codes: ['ten'] });
    expect([order.redemptions, countUses(world)]).toEqual([[{ code: 'TEN', state: 'reserved' }], 1]);
    expect(order.lines.map(({ discountMinor }) => discountMinor)).toEqual([4_500, 9_000]);
  });

  test('a code for one service takes nothing from the others', async () => {
    const world = await salon();
    const order = await holdCart(world, [item(), seats(thursday, 2)], { codes: ['YOGA'] });
    expect(order.lines.map(({ netMinor }) => netMinor)).toEqual([45_000, 20_000]);
    expect(endOf(await placeHold(world.ports, cart([item({ startsAt: START + HOUR })], { codes: ['YOGA'] })))).toBe(
      'code_not_applicable',
    );
  });

  test.each([
    { name: 'nothing', items: [], code: 'invalid_request' },
    { name: 'more than ten', items: Array.from({ length: 11 }, () => item()), code: 'invalid_request' },
    { name: 'two currencies', items: [item(), item({ serviceId: 'svc_euro' })], code: 'currency_mismatch' },
    { name: 'one time that is not offered', items: [item(), item({ startsAt: START + MINUTE })], code: 'slot_not_offered' },
    { name: 'one service that is not there', items: [item(), item({ serviceId: 'svc_none' })], code: 'service_not_found' },
    {
      name: 'the same person twice',
      items: [item({ resourceId: 'res_anna' }), item({ resourceId: 'res_anna' })],
      code: 'slot_taken',
    },
    { name: 'three for two people', items: [item(), item(), item()], code: 'slot_taken' },
    { name: 'more seats than there are', items: [seats(thursday, 3), seats(thursday, 3)], code: 'slot_taken' },
  ] as const)('$name is refused, and nothing is written: $code', async ({ items, code }) => {
    const world = await salon();
    const refused = await placeHold(world.ports, cart(items, { codes: ['TEN'] }));
    expect(endOf(refused)).toBe(code);
    if (!refused.ok && code !== 'invalid_request') expect(refused.refusal.details.item).toBe(items.length - 1);
    expect([world.tenant.orders.size, countUses(world), seatsTaken(world)[0]]).toEqual([0, 0, 0]);
  });

  test('two sessions and an appointment, one of them full: nothing is written, and the full one is named with other times', async () => {
    const world = await salon();
    await hold(world, { serviceId: 'svc_yoga', startsAt: friday, partySize: 4 });
    const claims = countClaims(world);
    const refused = await placeHold(world.ports, cart([seats(thursday, 2), item(), seats(friday, 2)]));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'slot_taken', details: { item: 2 } } });
    // A week of classes: the one before, where this order wants two of five seats already, and those after.
    expect(listAlternatives(refused)).toContain(thursday);
    expect([countClaims(world), seatsTaken(world).slice(0, 2)]).toEqual([claims, [0, 4]]);
  });

  test('the other times that are named are not those that the order itself would take', async () => {
    const world = await salon();
    await Promise.all([hold(world), hold(world)]);
    const beside = [item({ startsAt: START + HOUR }), item({ startsAt: START + HOUR })];
    const refused = await placeHold(world.ports, cart([...beside, item()]));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'slot_taken', details: { item: 2 } } });
    const starts = listAlternatives(refused).map((start) => (start - START) / HOUR);
    expect(starts).not.toContain(1);
    expect(starts).toContain(2);
  });

  test('orders of two for two people at once: one has both, the others nothing', async () => {
    const world = await salon();
    const claims = countClaims(world);
    const ends = await Promise.all(Array.from({ length: 4 }, () => placeHold(world.ports, cart([item(), item()]))));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'slot_taken', 'slot_taken', 'slot_taken']);
    expect([world.tenant.orders.size, countClaims(world) - claims]).toEqual([1, 2]);
  });

  test('only what was lost to somebody else is chosen again', async () => {
    const world = await salon();
    const two = [item({ startsAt: START + 2 * HOUR, resourceId: 'res_anna' }), item()];
    const [both, single] = await Promise.all([placeHold(world.ports, cart(two)), placeHold(world.ports, cart([item()]))]);
    const people = [...valueOf(both).bookings, ...valueOf(single).bookings].map(({ startsAt, resourceIds }) => [
      (startsAt - START) / HOUR,
      resourceIds[0],
    ]);
    expect(people).toContainEqual([2, 'res_anna']);
    expect(people.filter(([offset]) => offset === 0).toSorted()).toEqual([
      [0, 'res_anna'],
      [0, 'res_berit'],
    ]);
  });
});

describe('the way of an order', () => {
  const items = [item(), item({ serviceId: 'svc_colour' }), seats(thursday, 2)];

  test('the checkout of any of its bookings pays the whole order, and each booking is confirmed and told', async () => {
    const world = await salon();
    const paid = await pay(world, await holdCart(world, items), 2);
    expect(paid.bookings.map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(computeTotals(paid)).toMatchObject({ paidMinor: 175_000, dueMinor: 0 });
    await deliverEffects(world.ports, 50);
    const mails = world.ports.notifier.listMessages().filter(({ to }) => to.email === 'eva@mail.example');
    expect(mails.map(({ subject }) => subject.slice(0, 18)).toSorted()).toEqual([
      'Confirmed: Colour ',
      'Confirmed: Cut at ',
      'Confirmed: Yoga at',
    ]);
    expect(mails.every(({ text }) => text.includes('for 3 bookings'))).toBe(true);
    expect(new Set(mails.map(({ invitation }) => invitation?.content)).size).toBe(3);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('starting to pay keeps all of them equally long, never past the first start', async () => {
    const world = await salon();
    world.ports.clock.set(START - 15 * MINUTE);
    const order = await holdCart(world, [seats(thursday, 1), item()]);
    world.ports.clock.advance(9 * MINUTE);
    const started = valueOf(await startCheckout(world.ports, { bookingId: bookingId(order, 0), quoteHash: null })).order;
    expect(started.bookings.map(({ holdExpiresAt }) => holdExpiresAt)).toEqual([START, START]);
  });

  test('cancelling one of several gives back that one’s money and time only', async () => {
    const world = await salon();
    const claims = countClaims(world);
    const paid = await pay(world, await holdCart(world, items, { codes: ['TEN'] }));
    const cancelled = valueOf(await cancelBooking(world.ports, bookingId(paid, 1), 'customer'));
    expect(cancelled.bookings.map(({ state }) => state)).toEqual(['confirmed', 'cancelled', 'confirmed']);
    expect(cancelled.refunds.map(({ amountMinor }) => amountMinor)).toEqual([81_000]);
    expect([countClaims(world) - claims, seatsTaken(world)[0]]).toEqual([1, 2]);
    await deliverEffects(world.ports, 50);
    const rest = valueOf(await cancelBooking(world.ports, bookingId(paid, 0), 'owner'));
    const last = valueOf(await cancelBooking(world.ports, bookingId(rest, 2), 'owner'));
    expect(last.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(157_500);
    await deliverEffects(world.ports, 50);
    expect([countClaims(world) - claims, findDisagreements(world)]).toEqual([0, []]);
  });

  test('giving up one before the payment gives up the order; so does the end of the hold', async () => {
    const world = await salon();
    const claims = countClaims(world);
    const order = await holdCart(world, items, { codes: ['TEN'] });
    const left = valueOf(await cancelBooking(world.ports, bookingId(order, 1), 'customer'));
    expect(left.bookings.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect([countClaims(world), seatsTaken(world)[0], countUses(world)]).toEqual([claims, 0, 0]);
    const again = await holdCart(world, items, { codes: ['TEN'] });
    world.ports.clock.set(LATER);
    await hold(world, { resourceId: 'res_anna' });
    expect((await reload(world, again)).bookings.map(({ state }) => state)).toEqual(['expired', 'expired', 'expired']);
    expect([countClaims(world), seatsTaken(world)[0], countUses(world)]).toEqual([claims + 1, 0, 0]);
  });

  test.each([
    { name: 'all its times are still free: all are confirmed', isTaken: false, states: ['confirmed', 'confirmed', 'confirmed'] },
    {
      name: 'one of its times is gone: none is, and all of the money goes back',
      isTaken: true,
      states: ['expired', 'expired', 'expired'],
    },
  ])('paid after the hold, $name', async ({ isTaken, states }) => {
    const world = await salon();
    const wanted = [item({ resourceId: 'res_anna' }), item({ resourceId: 'res_berit' }), seats(thursday, 2)];
    const order = await holdCart(world, wanted);
    const { payment } = valueOf(await startCheckout(world.ports, { bookingId: bookingId(order, 0), quoteHash: null }));
    world.ports.clock.set(LATER);
    // The provider says that it can no longer be paid, and is wrong.
    const mistaken = withGateway(world, (gateway) => ({
      cancelPayment: gateway.fetchPayment,
      fetchPayment: async (id) => ({ ...(await gateway.fetchPayment(id)), state: 'cancelled' }),
    }));
    await expireHolds(mistaken, 10);
    expect((await reload(world, order)).bookings.map(({ state }) => state)).toEqual(['expired', 'expired', 'expired']);
    if (isTaken) await hold(world, { resourceId: 'res_berit' });
    world.ports.payments.current.pay(payment?.providerId ?? '');
    const news = { key: { paymentId: payment?.id ?? 'pay_none' }, providerEventId: null } as const;
    const late = valueOf(await recordPaymentEvent(world.ports, news));
    expect(late.bookings.map(({ state }) => state)).toEqual(states);
    expect(late.refunds.map(({ amountMinor }) => amountMinor)).toEqual(isTaken ? [130_000] : []);
    expect(seatsTaken(world)[0]).toBe(isTaken ? 0 : 2);
    await deliverEffects(world.ports, 50);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('one of several confirmed bookings moves by itself', async () => {
    const world = await salon();
    const paid = await pay(world, await holdCart(world, items));
    const startsAt = START + 3 * HOUR;
    const moved = valueOf(
      await rescheduleBooking(world.ports, { bookingId: bookingId(paid, 0), startsAt, resourceId: null, by: 'customer' }),
    );
    expect(moved.bookings.map((booking) => booking.startsAt)).toEqual([startsAt, START, thursday]);
  });
});
