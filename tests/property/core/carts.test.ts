import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '../../../core/time/instant.ts';
import { cancelBooking } from '../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../core/use-cases/change-booking.ts';
import { expireHolds } from '../../../core/use-cases/expire-holds.ts';
import { placeHold } from '../../../core/use-cases/place-hold.ts';
import type { HoldItem } from '../../../core/use-cases/hold-request.ts';
import { planClassSessions } from '../../../core/use-cases/plan-class-sessions.ts';
import { recordPaymentEvent } from '../../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../../core/use-cases/start-checkout.ts';
import { isOverlapping } from '../../../core/time/instant.ts';
import { at, buildCode, buildResource, buildService, START } from '../../support/build-core.ts';
import {
  bookingIdOf,
  buildWorld,
  cart,
  countUses,
  findDisagreements,
  hold,
  item,
  LATER,
  startPaying,
} from '../../support/build-world.ts';
import type { World } from '../../support/build-world.ts';
import { interruptAll, runAll } from '../../support/interrupt.ts';
import { weekly } from '../../support/weekly.ts';

const needs = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit', 'res_cleo'], visitorMayChoose: true }] as const;
const session = at('2027-01-14T17:00Z');
const yoga = buildService({
  id: 'svc_yoga',
  kind: 'class',
  needs: [],
  capacity: 4,
  maximumPartySize: 3,
  sessions: [weekly(4, 1_080)],
});

async function salon(): Promise<World> {
  const world = await buildWorld({
    services: [buildService({ needs }), yoga],
    resources: [buildResource(), buildResource({ id: 'res_berit' }), buildResource({ id: 'res_cleo' })],
    codes: [buildCode({ maximumRedemptions: 1 })],
  });
  await planClassSessions(world.ports);
  return world;
}

/** What somebody may put into an order: a person or anybody, at one of two overlapping starts or an hour later; or seats. */
const items: fc.Arbitrary<HoldItem> = fc.oneof(
  fc
    .record({
      startsAt: fc.constantFrom(START, START + HOUR / 2, START + HOUR),
      who: fc.constantFrom(null, 'res_anna', 'res_berit'),
    })
    .map(({ startsAt, who }) => item({ startsAt, resourceId: who === null ? null : `res_${who.slice(4)}` })),
  fc.integer({ min: 1, max: 3 }).map((partySize) => item({ serviceId: 'svc_yoga', startsAt: session, partySize })),
);
const carts = fc.array(fc.record({ items: fc.array(items, { minLength: 1, maxLength: 3 }), hasCode: fc.boolean() }), {
  minLength: 2,
  maxLength: 4,
});

/** Finds what is wrong with what stands, in words. */
function findMistakes(world: World): readonly string[] {
  const { tenant } = world;
  const orders = [...tenant.orders.values()];
  const bookings = orders.flatMap((order) => order.bookings);
  const standing = bookings.filter(({ state }) => state !== 'cancelled' && state !== 'expired');
  const wanted = standing.flatMap(({ id, claims }) => claims.map((claim) => ({ ...claim, holder: id })));
  const kept = [...tenant.claims].flatMap(([resourceId, claims]) => claims.map((claim) => ({ ...claim, resourceId })));
  const doubled = kept.filter((claim, index) =>
    kept.slice(0, index).some((other) => other.resourceId === claim.resourceId && isOverlapping(other.during, claim.during)),
  );
  const ofBookings = kept.filter(({ holder }) => holder.startsWith('bkg_'));
  const seats = standing.reduce((sum, { sessions, partySize }) => sum + sessions.length * partySize, 0);
  const taken = [...tenant.sessions.values()].reduce((sum, { seatsTaken }) => sum + seatsTaken, 0);
  // Once they are paid, each can be cancelled by itself; before that and after the end of the hold they share one fate.
  const together = orders.filter(({ bookings: own }) => {
    const states = new Set(own.map(({ state }) => state));
    return states.size > 1 && [...states].some((state) => state !== 'confirmed' && state !== 'cancelled');
  });
  const uses = orders.filter(({ redemptions }) => redemptions.some(({ state }) => state !== 'released')).length;
  return [
    ...doubled.map(({ resourceId }) => `${resourceId} is taken twice`),
    ...(ofBookings.length === wanted.length ? [] : [`${wanted.length} claims are wanted and ${ofBookings.length} are kept`]),
    ...(seats === taken && taken <= 4 ? [] : [`${seats} seats are wanted and ${taken} taken`]),
    ...together.map(({ id }) => `${id} stands in part`),
    ...(uses === countUses(world) ? [] : ['a code is counted wrong']),
  ];
}

describe('orders of several bookings, whoever goes first at each await', () => {
  test('each is held whole or not at all, and nothing is taken twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), carts, fc.boolean(), async (scheduler, wishes, hasStale) => {
        const world = await salon();
        if (hasStale) {
          await hold(world, { codes: ['TEN'] });
          await startPaying(world);
          world.ports.clock.set(LATER);
        }
        const before = world.tenant.orders.size;
        const ports = interruptAll(world, scheduler);
        const ends = await runAll(
          scheduler,
          wishes.map(
            ({ items: wanted, hasCode }) =>
              () =>
                placeHold(ports, cart(wanted, { codes: hasCode ? ['TEN'] : [] })),
          ),
        );
        const held = ends.filter((end) => end !== 'fault' && end.ok).length;
        expect(findMistakes(world)).toEqual([]);
        expect(world.tenant.orders.size - before).toBe(held);
        for (const end of ends)
          if (end !== 'fault' && !end.ok) expect(['slot_taken', 'code_used_up']).toContain(end.refusal.code);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('paid, changed, given up and run out at once: its bookings share one fate until they are paid, and money and books agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isLate) => {
        const world = await salon();
        const wanted = [item(), item(), item({ serviceId: 'svc_yoga', startsAt: session, partySize: 2 })];
        const placed = await placeHold(world.ports, cart(wanted, { codes: ['TEN'] }));
        if (!placed.ok) throw new Error('not held');
        const order = placed.value;
        const bookingId = order.bookings[1]?.id ?? 'bkg_none';
        const started = await startCheckout(world.ports, { bookingId: bookingIdOf(order), quoteHash: null });
        const providerId = started.ok ? (started.value.payment?.providerId ?? '') : '';
        if (isLate) world.ports.clock.set(LATER);
        const ports = interruptAll(world, scheduler);
        await runAll<unknown>(scheduler, [
          async () => {
            await scheduler.schedule(Promise.resolve(), 'the card is charged');
            const payment = await world.ports.payments.current.fetchPayment(providerId);
            if (payment.state === 'open') world.ports.payments.current.pay(providerId);
            return recordPaymentEvent(ports, { key: { provider: 'memory', providerId }, providerEventId: 'evt_1' });
          },
          () => changeBooking(ports, { bookingId, resourceId: 'res_cleo', codes: [] }),
          () => cancelBooking(ports, bookingId, 'customer'),
          () => expireHolds(ports, 10),
          () => placeHold(ports, cart([item(), item()])),
        ]);
        expect(findMistakes(world)).toEqual([]);
        expect(findDisagreements(world)).toEqual([]);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);
});
