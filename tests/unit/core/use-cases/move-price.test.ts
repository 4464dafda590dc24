import { describe, expect, test } from '@jest/globals';
import type { CancellationPolicy } from '../../../../core/catalog/cancellation-policy.ts';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import type { Order } from '../../../../core/order/order.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { describeMovePrice, rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { recordOnSite } from '../../../../core/use-cases/move-money.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildCode, buildService, endOf, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, hold, reload } from '../../../support/build-world.ts';

type World = Awaited<ReturnType<typeof buildWorld>>;

const [friday, saturday, nextWeek] = [START + DAY, START + 2 * DAY, START + 7 * DAY];
const rule = (id: 'pru_friday' | 'pru_saturday', weekday: number, percent: number) =>
  ({
    id,
    name: id,
    serviceIds: null,
    when: { weekdays: [weekday] },
    adjustment: { kind: 'percent', percent },
    then: 'continue',
  }) as const;
const priceRules = [rule('pru_friday', 5, 20), rule('pru_saturday', 6, -20)];
const { cancellationPolicy } = buildService();
const moving = (...reschedule: NonNullable<CancellationPolicy['reschedule']>): CancellationPolicy => ({
  ...cancellationPolicy,
  reschedule,
});
const fee = { minimumNoticeMinutes: 1_440, fee: { amountMinor: 5_000, currency: 'SEK' } };
const share = { minimumNoticeMinutes: 1_440, feePercent: 20 };

type Case = {
  readonly name: string;
  readonly to: number;
  readonly service?: Partial<Service>;
  readonly wish?: { readonly codes?: readonly string[]; readonly tip?: { readonly percent: number } };
  readonly by?: 'customer' | 'owner';
  /** Price, fee, back, later. */
  readonly end: readonly [number, number, number, number];
};

const deposit = { amount: { kind: 'percent', percent: 20 }, mayPayAll: false, balance: { due: 'on_site' } } as const;
const cases: readonly Case[] = [
  { name: 'to a time that costs the same', to: nextWeek, end: [0, 0, 0, 0] },
  { name: 'to a Friday, 20 % more', to: friday, end: [9_000, 0, 0, 9_000] },
  { name: 'to a Saturday, 20 % less', to: saturday, end: [-9_000, 0, 9_000, 0] },
  { name: 'the same price, for 50.00', to: nextWeek, service: { cancellationPolicy: moving(fee) }, end: [0, 5_000, 0, 5_000] },
  { name: 'to a Friday, for 50.00', to: friday, service: { cancellationPolicy: moving(fee) }, end: [9_000, 5_000, 0, 14_000] },
  {
    name: 'to a Saturday, for 50.00',
    to: saturday,
    service: { cancellationPolicy: moving(fee) },
    end: [-9_000, 5_000, 4_000, 0],
  },
  { name: 'to a Saturday, for 20 %', to: saturday, service: { cancellationPolicy: moving(share) }, end: [-9_000, 9_000, 0, 0] },
  {
    name: 'the cheaper of two that may be',
    to: nextWeek,
    service: { cancellationPolicy: moving(share, fee) },
    end: [0, 5_000, 0, 5_000],
  },
  { name: 'to a Friday, to be paid at the place', to: friday, service: { payment: 'on_site' }, end: [9_000, 0, 0, 9_000] },
  { name: 'to a Saturday, to be paid at the place', to: saturday, service: { payment: 'on_site' }, end: [-9_000, 0, 0, -9_000] },
  { name: 'to a Saturday, a deposit of 20 % paid', to: saturday, service: { deposit }, end: [-9_000, 0, 0, -9_000] },
  { name: 'to a Friday, a deposit of 20 % paid', to: friday, service: { deposit }, end: [9_000, 0, 0, 9_000] },
  {
    name: 'to a Saturday, with a tip of 10 %',
    to: saturday,
    service: { tips: { percents: [10], mayChooseAmount: false } },
    wish: { tip: { percent: 10 } },
    end: [-9_900, 0, 9_900, 0],
  },
  { name: 'to a Saturday, with a code of 10 %', to: saturday, wish: { codes: ['TEN'] }, end: [-8_100, 0, 8_100, 0] },
  {
    name: 'to a Friday, with a code of 10 % for Thursdays',
    to: friday,
    wish: { codes: ['THURSDAY'] },
    end: [13_500, 0, 0, 13_500],
  },
  { name: 'to a Friday, by the owner', to: friday, by: 'owner', service: { cancellationPolicy: moving(fee) }, end: [0, 0, 0, 0] },
];

const catalogOf = (service: Partial<Service> = {}): Partial<CatalogDocument> => ({
  services: [buildService(service)],
  codes: [buildCode(), buildCode({ code: 'THURSDAY', when: { weekdays: [4] } })],
  priceRules,
});

async function confirm(world: World, { service, wish = {} }: Pick<Case, 'service' | 'wish'>): Promise<Order> {
  if (service?.payment !== 'on_site') return (await book(world, wish)).order;
  const held = await hold(world, wish);
  return valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null })).order;
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

function expectSound(order: Order): void {
  expect(computeBalance(order.ledger)).toBe(0);
  expect(sumOf(order.lines.map(({ netMinor }) => netMinor))).toBe(order.quote.total.amountMinor);
  expect(order.quote.dueNow.amountMinor + order.quote.dueLater.amountMinor).toBe(order.quote.total.amountMinor);
  expect(sumOf(order.quote.items.map(({ dueNowMinor = 0 }) => dueNowMinor))).toBe(order.quote.dueNow.amountMinor);
  expect(computeTotals(order).dueMinor).toBe(0);
}

describe('moving a booking of SEK 450.00', () => {
  test.each(cases)('$name', async ({ to, service, wish, by = 'customer', end }) => {
    const world = await buildWorld(catalogOf(service));
    const order = await confirm(world, { service, wish });
    const request = { bookingId: bookingIdOf(order), startsAt: to, resourceId: null, by };
    const { quote, difference } = valueOf(await describeMovePrice(world.ports, order, request));
    const { priceMinor, feeMinor, refundMinor, laterMinor } = difference;
    expect([priceMinor, feeMinor, refundMinor, laterMinor]).toEqual(end);
    expect(priceMinor + feeMinor).toBe(laterMinor - refundMinor);
    const moved = valueOf(await rescheduleBooking(world.ports, { ...request, quoteHash: quote.hash }));
    expectSound(moved);
    expect(await reload(world, moved)).toEqual(moved);
    const before = computeTotals(order);
    const after = computeTotals(moved);
    expect([after.refundDueMinor, after.dueOnSiteMinor - before.dueOnSiteMinor]).toEqual([refundMinor, laterMinor]);
    expect(moved.refunds.map(({ amountMinor, reason }) => [amountMinor, reason])).toEqual(
      refundMinor === 0 ? [] : [[refundMinor, 'rescheduled']],
    );
    expect(moved.quote.hash).toBe(quote.hash);
  });

  test('there and back again costs what it did at first; the fee stays', async () => {
    const world = await buildWorld(catalogOf({ cancellationPolicy: moving(fee) }));
    let order = await confirm(world, {});
    for (const startsAt of [friday, START]) {
      const request = { bookingId: bookingIdOf(order), startsAt, resourceId: null, by: 'customer' } as const;
      const { quote } = valueOf(await describeMovePrice(world.ports, order, request));
      order = valueOf(await rescheduleBooking(world.ports, { ...request, quoteHash: quote.hash }));
      expectSound(order);
    }
    expect(order.quote.total.amountMinor).toBe(55_000);
    expect(computeTotals(order)).toMatchObject({ paidMinor: 45_000, dueOnSiteMinor: 10_000, refundDueMinor: 0 });
    // The fees were owed before: no notice gives them back.
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(computeTotals(cancelled)).toMatchObject({ refundDueMinor: 35_000, dueOnSiteMinor: 0 });
  });

  test('what was paid at the place for a dearer time goes back by hand when it moves to a cheaper one', async () => {
    const world = await buildWorld(catalogOf({ payment: 'on_site' }));
    const order = await confirm(world, { service: { payment: 'on_site' } });
    const paid = valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 45_000, key: 'one' }));
    const request = { bookingId: bookingIdOf(paid), startsAt: saturday, resourceId: null, by: 'customer' } as const;
    const moved = valueOf(await rescheduleBooking(world.ports, request));
    expectSound(moved);
    expect([moved.refunds, computeTotals(moved).refundDueMinor]).toEqual([[], 9_000]);
  });

  test('codes that do not count there are named', async () => {
    const world = await buildWorld(catalogOf());
    const order = await confirm(world, { wish: { codes: ['THURSDAY'] } });
    const request = { bookingId: bookingIdOf(order), startsAt: friday, resourceId: null, by: 'customer' } as const;
    expect(valueOf(await describeMovePrice(world.ports, order, request)).difference.lostCodes).toEqual(['THURSDAY']);
  });

  test('a price that was raised since changes nothing about a move to a time that costs the same', async () => {
    const world = await buildWorld(catalogOf());
    const order = await confirm(world, {});
    await world.ports.catalog.saveDocument({
      ...(await world.ports.catalog.loadDocument()),
      services: [buildService({ price: { amountMinor: 60_000, currency: 'SEK' } })],
    });
    const request = { bookingId: bookingIdOf(order), startsAt: nextWeek, resourceId: null, by: 'customer' } as const;
    expect(valueOf(await rescheduleBooking(world.ports, request)).quote).toEqual(order.quote);
  });

  test('nobody pays more than he agreed to, and reads what it costs now', async () => {
    const world = await buildWorld(
      catalogOf({ cancellationPolicy: moving({ minimumNoticeMinutes: 2_880, feePercent: 0 }, fee) }),
    );
    const order = await confirm(world, {});
    const request = { bookingId: bookingIdOf(order), startsAt: nextWeek, resourceId: null, by: 'customer' } as const;
    const { quote } = valueOf(await describeMovePrice(world.ports, order, request));
    world.ports.clock.set(START - 48 * HOUR + 1);
    const refused = await rescheduleBooking(world.ports, { ...request, quoteHash: quote.hash });
    expect(endOf(refused)).toBe('quote_changed');
    if (!refused.ok) expect(refused.refusal.details['difference']).toMatchObject({ feeMinor: 5_000, laterMinor: 5_000 });
    expect(endOf(await rescheduleBooking(world.ports, request))).toBe('quote_changed');
    expect((await reload(world, order)).bookings[0]?.startsAt).toBe(START);
    const agreed = valueOf(await describeMovePrice(world.ports, order, request)).quote.hash;
    expect(endOf(await rescheduleBooking(world.ports, { ...request, quoteHash: agreed }))).toBe('ok');
  });

  test.each([
    { name: 'with the notice of the last tier', policy: moving(fee), notice: 24 * HOUR, end: 'ok' },
    { name: 'a millisecond less', policy: moving(fee), notice: 24 * HOUR - 1, end: 'not_reschedulable' },
    { name: 'never, with no tier', policy: moving(), notice: 70 * HOUR, end: 'not_reschedulable' },
    {
      name: 'until it begins, also when cancelling would cost',
      policy: moving({ ...fee, minimumNoticeMinutes: 0 }),
      notice: MINUTE,
      end: 'ok',
    },
    { name: 'where nothing is said, while cancelling is free', policy: cancellationPolicy, notice: 24 * HOUR, end: 'ok' },
    { name: '… and not after that', policy: cancellationPolicy, notice: 24 * HOUR - 1, end: 'not_reschedulable' },
  ])('a customer may move it $name: $end', async ({ policy, notice, end }) => {
    const world = await buildWorld(catalogOf({ cancellationPolicy: policy }));
    const order = await confirm(world, {});
    world.ports.clock.set(START - notice);
    const request = { bookingId: bookingIdOf(order), startsAt: nextWeek, resourceId: null, by: 'customer' } as const;
    expect(endOf(await describeMovePrice(world.ports, order, request))).toBe(end);
  });
});
