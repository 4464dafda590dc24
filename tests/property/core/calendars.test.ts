import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MemoryPorts } from '../../../adapters/memory/create-memory-ports.ts';
import { Fault } from '../../../core/errors/fault.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { cancelBooking } from '../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../core/use-cases/deliver-effects.ts';
import { rescheduleBooking } from '../../../core/use-cases/reschedule-booking.ts';
import { endOf, START } from '../../support/build-core.ts';
import { book, bookingIdOf, reload } from '../../support/build-world.ts';
import { buildCalendarWorld, calendarIdOf, listShown, people, withCalendar } from '../../support/calendar-world.ts';
import type { CalendarWorld } from '../../support/calendar-world.ts';

// fast-check decides who goes on next: the owner who moves and cancels, and the workers who deliver, before and after each call of a calendar and
// each look at the booking. Calls fail before or after they take effect, and workers die in the middle of them.

/** What becomes of a call of a calendar. */
type Fate = 'done' | 'fails before' | 'fails after' | 'dies before' | 'dies after';
type Change =
  { readonly kind: 'cancel' } | { readonly kind: 'move'; readonly to: (typeof people)[number]; readonly hours: number };

const fates = fc.array(
  fc.constantFrom<Fate>('done', 'done', 'done', 'fails before', 'fails after', 'dies before', 'dies after'),
  {
    maxLength: 12,
  },
);
const changes = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom(...people), hours: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'cancel' as const }) },
  ),
  { maxLength: 4 },
);

/** Nobody reads these calendars, so nothing is ever known of them. */
const open = people.map((id) => withCalendar(id, { calendar: { calendarId: calendarIdOf(id), whenUnknown: 'open' } }));

class Killed extends Error {}

/** The ports of a worker whose calls may be overtaken, fail, or be its last. */
function interruptWorker({ ports }: CalendarWorld, scheduler: fc.Scheduler, nextFate: () => Fate): MemoryPorts {
  let isDead = false;
  let leaseEnds = 0;
  const pause = (label: string): Promise<unknown> => scheduler.schedule(Promise.resolve(), label);
  const requireLife = (): void => {
    if (isDead) throw new Killed('a worker died');
  };
  const call = async (label: string, work: () => Promise<void>): Promise<void> => {
    const meant = nextFate();
    await pause(`${label} asked`);
    requireLife();
    // Whoever outlives his lease, undoes what another did and dies before he can look again leaves nobody who knows: docs/algorithms/calendars.md.
    const fate = meant.startsWith('dies') && ports.clock.now() >= leaseEnds ? 'done' : meant;
    if (fate.endsWith('after') || fate === 'done') await work();
    isDead = fate.startsWith('dies');
    requireLife();
    await pause(`${label} answered`);
    if (fate.startsWith('fails')) throw new Fault('provider_unavailable', fate, { retryable: true });
  };
  const { sink } = ports.calendars;
  return {
    ...ports,
    bookings: {
      ...ports.bookings,
      loadOrder: async (id) => {
        const order = await ports.bookings.loadOrder(id);
        await pause('booking seen');
        requireLife();
        return order;
      },
    },
    effects: {
      ...ports.effects,
      // Mails are nobody's business here: without them workers meet more often.
      leaseEffects: async (now, leasedUntil, limit) => {
        await pause('work sought');
        leaseEnds = leasedUntil;
        const leased = await ports.effects.leaseEffects(now, leasedUntil, limit);
        for (const effect of leased) if (effect.payload.kind !== 'sync_calendar') await ports.effects.finishEffect(effect, now);
        return leased.filter(({ payload }) => payload.kind === 'sync_calendar');
      },
      finishEffect: async (effect, now) => {
        requireLife();
        return ports.effects.finishEffect(effect, now);
      },
      retryEffect: async (effect, retryAt, code) => {
        requireLife();
        return ports.effects.retryEffect(effect, retryAt, code);
      },
      reopenEffect: async (key, retryAt, code) => {
        requireLife();
        return ports.effects.reopenEffect(key, retryAt, code);
      },
    },
    calendars: {
      ...ports.calendars,
      sink: {
        ...sink,
        putEvent: (event) => call('put', () => sink.putEvent(event)),
        removeEvent: (event) => call('remove', () => sink.removeEvent(event)),
      },
    },
  };
}

describe('whoever goes first, fails or dies', () => {
  test('in the end every calendar shows what stands', async () => {
    const property = fc.asyncProperty(fc.scheduler(), changes, fates, async (scheduler, planned, fate) => {
      const world = await buildCalendarWorld(open);
      const { order } = await book(world, { resourceId: 'res_anna' });
      const remaining = fate.values();
      const nextFate = (): Fate => remaining.next().value ?? 'done';
      const own = async (): Promise<void> => {
        for (const change of planned) {
          await scheduler.schedule(Promise.resolve(), change.kind);
          await apply(world, order.id, change);
        }
      };
      const work = async (): Promise<void> => {
        for (let round = 0; round < 4; round += 1) {
          await deliverEffects(interruptWorker(world, scheduler, nextFate), 10).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
          await scheduler.schedule(Promise.resolve(), 'time passes');
          world.ports.clock.advance(HOUR / 4);
        }
      };
      await scheduler.waitFor(Promise.all([own(), work(), work(), work()]));
      for (let round = 0; round < 5; round += 1) {
        world.ports.clock.advance(HOUR);
        await deliverEffects(world.ports, 50);
      }
      expect([...world.tenant.effects.values()].filter(({ state }) => state === 'pending')).toEqual([]);
      const [booking] = (await reload(world, order)).bookings;
      if (booking === undefined) throw new Error('the booking is gone');
      const [resourceId = 'res_anna'] = booking.resourceIds;
      const shown = [[(booking.startsAt - START) / HOUR, booking.sequence]];
      expect(listShown(world)).toEqual(booking.state === 'confirmed' ? { [resourceId]: shown } : {});
    });
    await fc.assert(property, { numRuns: 400, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true });
  }, 60_000);
});

/** The owner changes the booking; what is refused (it is cancelled, the time is his own calendar's) changes nothing. */
async function apply({ ports }: CalendarWorld, orderId: `ord_${string}`, change: Change): Promise<void> {
  const order = await ports.bookings.loadOrder(orderId);
  if (order === null) throw new Error('the order is gone');
  const bookingId = bookingIdOf(order);
  const outcome =
    change.kind === 'cancel'
      ? await cancelBooking(ports, bookingId, 'owner')
      : await rescheduleBooking(ports, { bookingId, startsAt: START + change.hours * HOUR, resourceId: change.to, by: 'owner' });
  expect(['ok', 'not_cancellable', 'not_reschedulable', 'slot_taken', 'slot_not_offered']).toContain(endOf(outcome));
}
