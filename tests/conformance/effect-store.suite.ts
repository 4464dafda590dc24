import { describe, expect, test } from '@jest/globals';
import type { Effect, LeasedEffect } from '../../core/order/effect.ts';
import type { EffectStore } from '../../core/ports/effect-store.ts';
import { DAY, HOUR, MINUTE } from '../../core/time/instant.ts';
import { buildOrder, fixtureNow } from '../support/fixtures-core.ts';
import { changeTo, loadOrder, prepare, race } from './booking-store/helpers.ts';
import type { BookingSubjectFactory } from './booking-store/subject.ts';

const effect = (key: string): Effect => ({
  orderId: 'ord_1',
  key,
  payload: { kind: 'notify_waiting_list', serviceId: 'svc_cut', localDate: '2030-01-08' },
});

const message = (
  template: 'booking_confirmed' | 'booking_cancelled' | 'owner_booking_confirmed',
  bookingId: 'bkg_1' | 'bkg_2',
): Effect => ({
  orderId: 'ord_1',
  key: `${template}/${bookingId}`,
  payload: { kind: 'send_message', template, bookingId, refundId: null },
});
const until = fixtureNow + MINUTE;

/** Leases whatever is due for a minute: one effect or more. */
async function leaseAll(effects: EffectStore, now: number): Promise<readonly [LeasedEffect, ...LeasedEffect[]]> {
  const [first, ...more] = await effects.leaseEffects(now, now + MINUTE, 9);
  if (first === undefined) throw new Error('nothing was due');
  return [first, ...more];
}

/** Checks what `EffectStore` promises, with effects that come the only way they can: with a change of an order. */
export function effectStoreSuite(name: string, factory: BookingSubjectFactory): void {
  describe(`EffectStore: ${name}`, () => {
    test('effects come oldest first, as they were written, each to one worker at a time', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('z'), effect('a'), effect('m')]);
      const leased = { attempts: 1, leasedUntil: until };
      expect(await effects.leaseEffects(fixtureNow, until, 2)).toEqual([
        { ...effect('z'), ...leased },
        { ...effect('a'), ...leased },
      ]);
      expect(await effects.leaseEffects(fixtureNow, until, 2)).toEqual([{ ...effect('m'), ...leased }]);
      expect(await effects.leaseEffects(until - 1, until + MINUTE, 9)).toEqual([]);
    });

    test('a lease ends, and the attempt that was lost is counted', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a')]);
      await effects.leaseEffects(fixtureNow, until, 1);
      expect(await effects.leaseEffects(until, until + MINUTE, 1)).toEqual([
        { ...effect('a'), attempts: 2, leasedUntil: until + MINUTE },
      ]);
    });

    test('a delivered effect is not handed out again, even if it is written or given back again', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a')]);
      const [leased] = await leaseAll(effects, fixtureNow);
      await effects.finishEffect(leased, fixtureNow);
      await effects.finishEffect(leased, fixtureNow + 1);
      await effects.retryEffect(leased, 0, 'internal_error');
      const order = await loadOrder(bookings, 'ord_1');
      await bookings.saveOrder(changeTo(order, order, { effects: [effect('a'), effect('b')] }));
      expect((await effects.leaseEffects(until + MINUTE, until + 2 * MINUTE, 9)).map(({ key }) => key)).toEqual(['b']);
    });

    test('an effect that is given back waits until it is to be tried again', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a')]);
      const [leased] = await leaseAll(effects, fixtureNow);
      await effects.retryEffect(leased, until + MINUTE, 'provider_unavailable');
      expect(await effects.leaseEffects(until + MINUTE - 1, until + 2 * MINUTE, 1)).toEqual([]);
      expect(await effects.leaseEffects(until + MINUTE, until + 2 * MINUTE, 1)).toMatchObject([{ key: 'a', attempts: 2 }]);
    });

    test('a worker whose lease went to another neither finishes the effect nor gives it back', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a')]);
      const [slow] = await leaseAll(effects, fixtureNow);
      const [next] = await leaseAll(effects, until);
      await effects.finishEffect(slow, until);
      await effects.retryEffect(slow, until, 'internal_error');
      expect(await effects.leaseEffects(until, until + HOUR, 9)).toEqual([]);
      expect(await effects.leaseEffects(next.leasedUntil, next.leasedUntil + MINUTE, 9)).toMatchObject([
        { key: 'a', attempts: 3 },
      ]);
    });

    test('an effect that is reopened is carried out anew, whether another worker has finished it or is about to', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a')]);
      const [finished] = await leaseAll(effects, fixtureNow);
      await effects.finishEffect(finished, fixtureNow);
      await effects.reopenEffect('a', fixtureNow + 1, 'provider_unavailable');
      expect(await effects.leaseEffects(fixtureNow, until, 9)).toEqual([]);
      const [again] = await leaseAll(effects, fixtureNow + 1);
      await effects.reopenEffect('a', fixtureNow + 2, 'provider_unavailable');
      await effects.finishEffect(again, fixtureNow + 2);
      await effects.retryEffect(again, fixtureNow + DAY, 'internal_error');
      expect(await effects.leaseEffects(fixtureNow + 2, until, 9)).toMatchObject([{ key: 'a', attempts: 3 }]);
    });

    test('an effect is overdue when it was to be tried again long ago, or was tried too often; not before, and not once delivered', async () => {
      const { bookings, effects, otherTenant } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a'), effect('b'), effect('c')]);
      expect(await effects.countOverdue(fixtureNow, 2)).toBe(0);
      const [first] = await effects.leaseEffects(fixtureNow, until, 2);
      if (first === undefined) throw new Error('nothing was leased');
      await effects.retryEffect(first, fixtureNow + 1, 'provider_unavailable');
      expect(await effects.countOverdue(fixtureNow, 2)).toBe(0);
      expect(await effects.countOverdue(fixtureNow + 1, 2)).toBe(1);
      // The lease of b has ended too: both are tried once more, and c for the first time.
      const [again] = await leaseAll(effects, until);
      expect(await effects.countOverdue(fixtureNow, 2)).toBe(2);
      expect(await otherTenant.effects.countOverdue(until, 1)).toBe(0);
      await effects.finishEffect(again, until);
      expect(await effects.countOverdue(fixtureNow, 2)).toBe(1);
    });

    test('a message waits for an earlier one about the same booking to the same people, also while that one is leased or put off', async () => {
      const { bookings, effects } = await prepare(factory);
      const first = message('booking_confirmed', 'bkg_1');
      const others = [message('owner_booking_confirmed', 'bkg_1'), message('booking_confirmed', 'bkg_2'), effect('a')];
      await bookings.insertOrder(buildOrder(), [first, ...others, message('booking_cancelled', 'bkg_1')]);
      const lease = (now: number) => effects.leaseEffects(now, now + MINUTE, 9);
      const [confirmed, ...more] = await leaseAll(effects, fixtureNow);
      expect([confirmed, ...more].map(({ key }) => key)).toEqual([first, ...others].map(({ key }) => key));
      for (const other of more) await effects.finishEffect(other, fixtureNow);
      expect(await lease(fixtureNow)).toEqual([]);
      await effects.retryEffect(confirmed, fixtureNow + HOUR, 'provider_unavailable');
      expect(await lease(fixtureNow + HOUR - 1)).toEqual([]);
      const [again] = await leaseAll(effects, fixtureNow + HOUR);
      expect(again.key).toBe(first.key);
      await effects.finishEffect(again, fixtureNow + HOUR);
      expect(await lease(fixtureNow + HOUR)).toMatchObject([{ key: 'booking_cancelled/bkg_1' }]);
    });

    test('an effect is written once by its key, whichever order brings it', async () => {
      const { bookings, effects } = await prepare(factory);
      await bookings.insertOrder(buildOrder(), [effect('a'), effect('a')]);
      const order = await loadOrder(bookings, 'ord_1');
      const changed: Effect = { ...effect('a'), payload: { kind: 'refund_payment', refundId: 'ref_1' } };
      await bookings.saveOrder(changeTo(order, order, { effects: [changed] }));
      expect(await effects.leaseEffects(fixtureNow, until, 9)).toMatchObject([effect('a')]);
    });

    test('workers that lease at the same moment never get the same effect', async () => {
      const { bookings, effects } = await prepare(factory);
      const keys = Array.from({ length: 60 }, (_, index) => `effect_${index}`);
      await bookings.insertOrder(buildOrder(), keys.map(effect));
      const leases = await race(30, () => effects.leaseEffects(fixtureNow, until, 5));
      const leased = leases.flat().map(({ key }) => key);
      expect(new Set(leased).size).toBe(leased.length);
      const rest = await effects.leaseEffects(fixtureNow, until, 60);
      expect([...leased, ...rest.map(({ key }) => key)].toSorted()).toEqual(keys.toSorted());
    });
  });
}
