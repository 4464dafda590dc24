import { describe, expect, test } from '@jest/globals';
import { createLooks } from '../../../adapters/http/looks.ts';
import { confirmOpenPayment } from '../../../adapters/http/routes/booking-answers.ts';
import { accept, recordPaymentEvent, refuse } from '../../../core/index.ts';
import type { Order, Outcome } from '../../../core/index.ts';
import { buildWorld, reload, startPaying, withGateway } from '../../support/build-world.ts';

const tenantId = 'ten_salon';
const principal = { tenantId } as const;
const payment = { tenantId, provider: 'memory', providerId: 'pi_1' } as const;

describe('looks that are under way', () => {
  test('whoever asks for the same payment waits for the end and gets what was found; others do not wait', async () => {
    const { order } = await startPaying(await buildWorld());
    const looks = createLooks();
    const { promise, resolve } = Promise.withResolvers<Outcome<Order>>();
    const taken = looks.take(payment, () => promise);
    let isOver = false;
    const waiting = looks.waitFor(payment).finally(() => {
      isOver = true;
    });
    for (const other of [{ tenantId: 'ten_other' }, { provider: 'other' }, { providerId: 'pi_2' }] as const)
      expect(await looks.waitFor({ ...payment, ...other })).toBeNull();
    expect(isOver).toBe(false);
    resolve(accept(order));
    expect([await taken, await waiting, await looks.waitFor(payment)]).toEqual([accept(order), order, null]);
  });

  test('the end of an older look does not hide a newer one', async () => {
    const { order } = await startPaying(await buildWorld());
    const looks = createLooks();
    const [older, newer] = [Promise.withResolvers<Outcome<Order>>(), Promise.withResolvers<Outcome<Order>>()];
    const both = [looks.take(payment, () => older.promise), looks.take(payment, () => newer.promise)];
    older.resolve(refuse('not_found'));
    await both[0];
    const waiting = looks.waitFor(payment);
    newer.resolve(accept(order));
    expect(await waiting).toEqual(order);
    await Promise.all(both);
  });
});

describe('the page of whoever has just paid', () => {
  test('waits for the look that a message has begun, and shows what it found; the provider is asked once', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    const [known] = order.payments;
    if (known === undefined) throw new Error('nothing is being paid');
    let asked = 0;
    const { promise: silence, resolve: answer } = Promise.withResolvers<void>();
    const ports = withGateway(world, (gateway) => ({
      fetchPayment: async (id) => {
        asked += 1;
        await silence;
        return gateway.fetchPayment(id);
      },
    }));
    world.ports.payments.current.pay(providerId);
    const dependencies = { looks: createLooks() };
    const news = { key: { paymentId: known.id }, providerEventId: 'evt_1' };
    const message = dependencies.looks.take({ tenantId, provider: known.provider, providerId }, () =>
      recordPaymentEvent(ports, news),
    );
    const page = confirmOpenPayment({ ports, principal, dependencies }, await reload(world, order));
    answer();
    expect(await page).toMatchObject({ ok: true, value: { bookings: [{ state: 'confirmed' }] } });
    expect([(await message).ok, asked]).toEqual([true, 1]);
  });

  test('looks by itself when that look has failed, or nobody looks', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    const dependencies = { looks: createLooks() };
    const provider = order.payments[0]?.provider ?? '';
    const failed = dependencies.looks.take({ tenantId, provider, providerId }, () => Promise.reject(new Error('broken')));
    const page = confirmOpenPayment({ ports: world.ports, principal, dependencies }, order);
    await expect(failed).rejects.toThrow('broken');
    expect(await page).toMatchObject({ ok: true, value: { bookings: [{ state: 'confirmed' }] } });
  });
});
