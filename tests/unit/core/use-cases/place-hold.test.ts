import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import {
  at,
  buildCode,
  buildResource,
  buildService,
  endOf,
  everyDay,
  hours,
  NOW,
  START,
  valueOf,
} from '../../../support/build-core.ts';
import {
  buildWorld,
  countClaims,
  countUses,
  hold,
  listAlternatives,
  listEffects,
  reload,
  startPaying,
  wish,
  withGateway,
} from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

const staffNeed = { name: 'Stylist', anyOf: ['res_anna', 'res_berit', 'res_cleo'], visitorMayChoose: true } as const;
const staff = [
  buildResource(),
  buildResource({ id: 'res_berit', name: 'Berit' }),
  buildResource({ id: 'res_cleo', name: 'Cleo' }),
];
const rooms = [buildResource({ id: 'res_room1', kind: 'room' }), buildResource({ id: 'res_room2', kind: 'room' })];
const roomNeed = { name: 'Room', anyOf: ['res_room1', 'res_room2'], visitorMayChoose: false } as const;
const yoga = buildService({
  id: 'svc_yoga',
  kind: 'class',
  name: 'Yoga',
  capacity: 5,
  maximumPartySize: 4,
  sessions: [weekly(4, 1_080)],
  priceUnit: 'person',
});
const session = at('2027-01-14T17:00Z');

describe('placeHold', () => {
  test('writes the order with its booking, claims and price, and no effects', async () => {
    const world = await buildWorld();
    const order = await hold(world);
    expect(await reload(world, order)).toEqual(order);
    expect(order.bookings[0]).toMatchObject({ state: 'held', holdExpiresAt: NOW + 10 * MINUTE, resourceIds: ['res_anna'] });
    expect(order.quote.total.amountMinor).toBe(45_000);
    expect([countClaims(world), listEffects(world)]).toEqual([1, []]);
  });

  test('the same order id again answers the first hold', async () => {
    const world = await buildWorld();
    const first = await hold(world, { orderId: 'ord_mine' });
    expect(await hold(world, { orderId: 'ord_mine' })).toEqual(first);
    expect(countClaims(world)).toBe(1);
  });

  test('the same order id twice at once is one hold', async () => {
    const world = await buildWorld({ services: [buildService({ needs: [staffNeed] })], resources: staff });
    const twins = await Promise.all([hold(world, { orderId: 'ord_mine' }), hold(world, { orderId: 'ord_mine' })]);
    expect(twins[0]).toEqual(twins[1]);
    expect(countClaims(world)).toBe(1);
  });

  test.each([
    { name: 'the past', changes: { startsAt: NOW }, code: 'slot_in_past' },
    { name: 'a time outside the hours', changes: { startsAt: at('2027-01-14T03:00Z') }, code: 'slot_not_offered' },
    { name: 'a time off the grid', changes: { startsAt: START + MINUTE }, code: 'slot_not_offered' },
    { name: 'a time beyond the horizon', changes: { startsAt: at('2027-06-14T08:00Z') }, code: 'slot_not_offered' },
    { name: 'an unknown service', changes: { serviceId: 'svc_none' }, code: 'service_not_found' },
    { name: 'somebody who does not do it', changes: { resourceId: 'res_cleo' }, code: 'resource_not_offered' },
    { name: 'a party too large', changes: { partySize: 2 }, code: 'party_too_large' },
    { name: 'a party of nobody', changes: { partySize: 0 }, code: 'party_too_small' },
    { name: 'an unknown code', changes: { codes: ['NONE'] }, code: 'code_invalid' },
    { name: 'two codes', changes: { codes: ['TEN', 'NONE'] }, code: 'code_invalid' },
    { name: 'an unknown extra', changes: { extras: [{ extraId: 'ext_none', quantity: 1 }] }, code: 'extra_not_offered' },
    { name: 'another price than the one shown', changes: { quoteHash: '0000000000000000' }, code: 'quote_changed' },
  ] as const)('refuses $name: $code', async ({ changes, code }) => {
    const world = await buildWorld();
    expect(endOf(await placeHold(world.ports, wish(changes)))).toBe(code);
    expect([world.tenant.orders.size, countUses(world)]).toEqual([0, 0]);
  });

  test('a taken time is refused with the nearest free ones', async () => {
    const world = await buildWorld();
    await hold(world);
    const refused = await placeHold(world.ports, wish());
    expect(endOf(refused)).toBe('slot_taken');
    const starts = listAlternatives(refused).map((start) => (start - START) / HOUR);
    expect(starts).toEqual([-1, 1, 1.5, 2, 2.5, 3]);
  });

  test('any of three for five takers at once: three holds, two refusals with alternatives', async () => {
    const world = await buildWorld({ services: [buildService({ needs: [staffNeed] })], resources: staff });
    const ends = await Promise.all(Array.from({ length: 5 }, () => placeHold(world.ports, wish())));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'ok', 'slot_taken', 'slot_taken']);
    const people = ends.flatMap((end) => (end.ok ? end.value.bookings.flatMap((booking) => booking.resourceIds) : []));
    expect(people.toSorted()).toEqual(['res_anna', 'res_berit', 'res_cleo']);
    for (const end of ends.filter((one) => !one.ok)) expect(listAlternatives(end).length).toBeGreaterThan(0);
  });

  test('person and room: the second room is found when the first is lost, and the third taker has none', async () => {
    const world = await buildWorld({
      services: [buildService({ needs: [staffNeed, roomNeed] })],
      resources: [...staff, ...rooms],
    });
    const ends = await Promise.all(Array.from({ length: 3 }, () => placeHold(world.ports, wish())));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'slot_taken']);
    expect(countClaims(world)).toBe(4);
  });

  test('somebody who is lost in one step is still taken for another one', async () => {
    const steps = ['Colour', 'Cut'].map((name) => ({ name, durationMinutes: 30 }));
    const needs = [0, 1].map(
      (step) => ({ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], steps: [step], visitorMayChoose: false }) as const,
    );
    const world = await buildWorld({
      services: [buildService({ steps, needs }), buildService({ id: 'svc_short', durationMinutes: 30 })],
      // Berit comes when the colour is done.
      resources: [buildResource(), buildResource({ id: 'res_berit', weeklyHours: everyDay(hours(10.5, 17)) })],
    });
    await hold(world, { serviceId: 'svc_short', startsAt: START + HOUR / 2 });
    const { bookings } = world.ports;
    // Whoever took Anna for the cut did so after everybody had looked.
    const loadOccupancy: typeof bookings.loadOccupancy = async (query) => ({
      ...(await bookings.loadOccupancy(query)),
      busy: [],
    });
    const held = valueOf(await placeHold({ ...world.ports, bookings: { ...bookings, loadOccupancy } }, wish()));
    expect(held.bookings[0]?.claims.map(({ resourceId, during }) => [resourceId, during.from - START])).toEqual([
      ['res_anna', 0],
      ['res_berit', HOUR / 2],
    ]);
  });

  test('class seats: parties of two for five seats', async () => {
    const world = await buildWorld({ services: [yoga] });
    await planClassSessions(world.ports);
    const request = (partySize: number) => wish({ serviceId: 'svc_yoga', startsAt: session, partySize });
    const ends = await Promise.all(Array.from({ length: 4 }, () => placeHold(world.ports, request(2))));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'slot_taken', 'slot_taken']);
    expect(endOf(await placeHold(world.ports, request(1)))).toBe('ok');
    expect(endOf(await placeHold(world.ports, request(1)))).toBe('slot_taken');
  });
});

describe('holds that are over', () => {
  test('the next taker has the time of an ended hold', async () => {
    const world = await buildWorld();
    const old = await hold(world, { codes: ['ten'] });
    world.ports.clock.advance(10 * MINUTE);
    await hold(world);
    const left = await reload(world, old);
    expect(left.bookings[0]?.state).toBe('expired');
    expect([countClaims(world), countUses(world)]).toEqual([1, 0]);
    expect(listEffects(world)).toEqual(['notify_waiting_list']);
  });

  test('a millisecond before it is over it stands', async () => {
    const world = await buildWorld();
    await hold(world);
    world.ports.clock.advance(10 * MINUTE - 1);
    expect(endOf(await placeHold(world.ports, wish()))).toBe('slot_taken');
  });

  test('one in payment is ended by the next taker, who has the time as soon as its payment is withdrawn', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.clock.advance(HOUR);
    await hold(world);
    expect((await reload(world, order)).bookings[0]?.state).toBe('expired');
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('cancelled');
    expect(countClaims(world)).toBe(1);
  });

  test('one whose hold is not over is left alone, also in payment', async () => {
    const world = await buildWorld();
    const { providerId } = await startPaying(world);
    const refused = await placeHold(world.ports, wish());
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'slot_taken', details: { item: 0 } } });
    expect(refused).not.toHaveProperty('refusal.details.retryAfterSeconds');
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('open');
  });

  test.each([
    { name: 'the provider is silent', state: 'silent', retryAfterSeconds: 30 },
    { name: 'the money is moving', state: 'processing', retryAfterSeconds: 30 },
    { name: 'the money has arrived', state: 'paid', retryAfterSeconds: undefined },
  ])('one in payment stands while $name', async ({ state, retryAfterSeconds }) => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.clock.advance(HOUR);
    if (state === 'processing') world.ports.payments.current.startProcessing(providerId);
    if (state === 'paid') world.ports.payments.current.pay(providerId);
    let questions = 0;
    const ports =
      state === 'silent'
        ? withGateway(world, () => ({
            cancelPayment: async () => {
              questions += 1;
              throw new Fault('provider_unavailable', 'away', { retryable: true });
            },
          }))
        : world.ports;
    const refused = await placeHold(ports, wish());
    expect(endOf(refused)).toBe('slot_taken');
    expect(refused.ok ? null : refused.refusal.details.retryAfterSeconds).toBe(retryAfterSeconds);
    expect(listAlternatives(refused).length).toBeGreaterThan(0);
    expect(questions).toBe(state === 'silent' ? 1 : 0);
    expect((await reload(world, order)).bookings[0]?.state).toBe(state === 'paid' ? 'confirmed' : 'awaiting_payment');
    expect(countClaims(world)).toBe(1);
  });

  test('seats in payment are freed for the next party too', async () => {
    const world = await buildWorld({ services: [yoga] });
    await planClassSessions(world.ports);
    await startPaying(world, { serviceId: 'svc_yoga', startsAt: session, partySize: 4 });
    const request = wish({ serviceId: 'svc_yoga', startsAt: session, partySize: 4 });
    expect(endOf(await placeHold(world.ports, request))).toBe('slot_taken');
    world.ports.clock.advance(HOUR);
    expect(endOf(await placeHold(world.ports, request))).toBe('ok');
  });

  test('ended holds of several people are found one after the other while others race', async () => {
    const world = await buildWorld({ services: [buildService({ needs: [staffNeed] })], resources: staff });
    await Promise.all(Array.from({ length: 3 }, () => hold(world)));
    world.ports.clock.advance(HOUR);
    const ends = await Promise.all(Array.from({ length: 5 }, () => placeHold(world.ports, wish())));
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'ok', 'ok', 'slot_taken', 'slot_taken']);
  });

  test('seats of ended holds are free for the next party', async () => {
    const world = await buildWorld({ services: [yoga] });
    await planClassSessions(world.ports);
    await hold(world, { serviceId: 'svc_yoga', startsAt: session, partySize: 4 });
    world.ports.clock.advance(HOUR);
    await hold(world, { serviceId: 'svc_yoga', startsAt: session, partySize: 4 });
    const slots = valueOf(
      await listSlots(world.ports, {
        serviceId: 'svc_yoga',
        range: { from: session, to: session + HOUR },
        partySize: 1,
        resourceId: null,
      }),
    );
    expect(slots[0]?.remaining).toBe(1);
  });
});

describe('codes', () => {
  const world = () =>
    buildWorld({
      services: [buildService({ needs: [staffNeed] })],
      resources: staff,
      codes: [buildCode({ maximumRedemptions: 1 })],
    });

  test('one use for many at once: one has it', async () => {
    const salon = await world();
    const ends = await Promise.all(Array.from({ length: 3 }, () => placeHold(salon.ports, wish({ codes: [' ten '] }))));
    expect(ends.map(endOf).toSorted()).toEqual(['code_used_up', 'code_used_up', 'ok']);
    expect([countUses(salon), countClaims(salon)]).toEqual([1, 1]);
  });

  test('a code that only an ended hold keeps is free', async () => {
    const salon = await world();
    const old = await hold(salon, { codes: ['TEN'] });
    expect(endOf(await placeHold(salon.ports, wish({ codes: ['TEN'] })))).toBe('code_used_up');
    salon.ports.clock.advance(10 * MINUTE);
    await hold(salon, { codes: ['TEN'], startsAt: START + 2 * HOUR });
    expect((await reload(salon, old)).redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
    expect(countUses(salon)).toBe(1);
  });
});

test('whoever has least to do that day is chosen', async () => {
  const world = await buildWorld({
    services: [buildService({ needs: [staffNeed] })],
    resources: staff.map((one) => ({ ...one, weeklyHours: everyDay(hours(9, 17)) })),
  });
  const people = [];
  for (const offset of [0, 2, 4, 6])
    people.push((await hold(world, { startsAt: START + offset * HOUR })).bookings[0]?.resourceIds[0]);
  expect(people).toEqual(['res_anna', 'res_berit', 'res_cleo', 'res_anna']);
});
