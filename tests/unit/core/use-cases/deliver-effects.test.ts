import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { joinWaitingList } from '../../../../core/use-cases/join-waiting-list.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { buildBusiness, endOf, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  findDisagreements,
  noGateways,
  reload,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const sent = (world: World): readonly string[] =>
  world.ports.notifier.listMessages().map((message) => `${message.key.split('/')[0]} → ${message.to.email}`);

describe('messages', () => {
  test('customer and owner hear of a booking once, the customer with an invitation', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 3, failed: 0 });
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 0, failed: 0 });
    expect(sent(world)).toEqual(['booking_confirmed → eva@mail.example', 'owner_booking_confirmed → owner@salon.example']);
    const [message, forOwner] = world.ports.notifier.listMessages();
    expect(message).toMatchObject({
      invitation: { method: 'REQUEST', content: `REQUEST ${bookingIdOf(order)} 0` },
      from: { name: 'Salon', replyTo: 'owner@salon.example' },
    });
    expect(message?.text).toContain('https://book.example/manage#');
    expect(forOwner?.invitation).toBeNull();
  });

  test('a move raises the sequence, a cancellation ends the invitation', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    valueOf(
      await rescheduleBooking(world.ports, {
        bookingId: bookingIdOf(order),
        startsAt: START + DAY,
        resourceId: null,
        by: 'owner',
      }),
    );
    await deliverEffects(world.ports, 50);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliverEffects(world.ports, 50);
    const invitations = world.ports.notifier
      .listMessages()
      .flatMap((message) => (message.invitation === null ? [] : [message.invitation.content]));
    // Each is written from the order as it stands when it is sent.
    expect(invitations).toEqual([
      `REQUEST ${bookingIdOf(order)} 1`,
      `REQUEST ${bookingIdOf(order)} 1`,
      `CANCEL ${bookingIdOf(order)} 2`,
    ]);
  });

  test('what fails is tried again, later and later, and never dropped', async () => {
    const world = await buildWorld();
    await book(world);
    world.ports.notifier.failNextCalls(1_000);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      expect(await deliverEffects(world.ports, 1)).toEqual({ delivered: 0, failed: 1 });
      const [effect] = world.tenant.effects.values();
      pauses.push(((effect?.retryAt ?? 0) - world.ports.clock.now()) / 1_000);
      expect(effect).toMatchObject({ state: 'pending', lastErrorCode: 'provider_unavailable' });
      // Only the first is looked at: the others are put off.
      const others = [...world.tenant.effects.keys()].slice(1);
      for (const other of others) await world.ports.effects.reopenEffect(other, Number.MAX_SAFE_INTEGER, 'put_off');
      expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 0, failed: 0 });
      world.ports.clock.set(effect?.retryAt ?? 0);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 3_600, 3_600, 3_600]);
    world.ports.notifier.failNextCalls(0);
    expect(await deliverEffects(world.ports, 1)).toEqual({ delivered: 1, failed: 0 });
    expect(sent(world)).toEqual(['booking_confirmed → eva@mail.example']);
  });

  test('one that fails does not hold up the next', async () => {
    const world = await buildWorld();
    await book(world);
    world.ports.notifier.failNextCalls(1);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 2, failed: 1 });
    expect(sent(world)).toEqual(['owner_booking_confirmed → owner@salon.example']);
  });

  test('a worker that dies loses its lease, another carries on', async () => {
    const world = await buildWorld();
    await book(world);
    const now = world.ports.clock.now();
    await world.ports.effects.leaseEffects(now, now + 2 * MINUTE, 50);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 0, failed: 0 });
    world.ports.clock.advance(2 * MINUTE);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 3, failed: 0 });
  });

  test('nobody to write to: done without a message', async () => {
    const world = await buildWorld();
    world.tenant.business = buildBusiness({ email: null });
    await book(world);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 3, failed: 0 });
    expect(sent(world)).toEqual(['booking_confirmed → eva@mail.example']);
  });

  test('a service that was retired is still named as it was sold', async () => {
    const world = await buildWorld();
    await book(world);
    await world.ports.catalog.saveDocument({ services: [], resources: [], codes: [] });
    await deliverEffects(world.ports, 50);
    expect(world.ports.notifier.listMessages()[0]?.subject).toBe('Confirmed: Cut at Salon');
  });
});

describe('refunds', () => {
  const cancelled = async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    await deliverEffects(world.ports, 50);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    const refunds = async () => (await world.ports.payments.current.fetchPayment(providerId)).refunds;
    return { world, order, providerId, refunds };
  };

  test.each(['before', 'after'] as const)('a call that fails %s it was done: one refund in the end', async (when) => {
    const { world, order, refunds } = await cancelled();
    world.ports.payments.current.failNextCalls(1, when);
    const first = await deliverEffects(world.ports, 50);
    expect(first.failed).toBe(1);
    world.ports.clock.advance(HOUR);
    expect(await deliverEffects(world.ports, 50)).toEqual({ delivered: 1, failed: 0 });
    expect((await refunds()).map((refund) => refund.amountMinor)).toEqual([45_000]);
    expect((await reload(world, order)).refunds).toMatchObject([
      { state: 'pending', providerId: (await refunds())[0]?.providerId },
    ]);
  });

  test('a crash after the provider did it and before we noted it: one refund', async () => {
    const { world, refunds } = await cancelled();
    const forgetful = {
      ...world.ports.effects,
      finishEffect: async () => {
        throw new Error('killed');
      },
      retryEffect: async () => {
        throw new Error('killed');
      },
    };
    await expect(deliverEffects({ ...world.ports, effects: forgetful }, 50)).rejects.toThrow('killed');
    world.ports.clock.advance(HOUR);
    await deliverEffects(world.ports, 50);
    expect(await refunds()).toHaveLength(1);
  });

  test('two workers at once: one refund', async () => {
    const { world, refunds } = await cancelled();
    await Promise.all([deliverEffects(world.ports, 50), deliverEffects(world.ports, 50)]);
    expect(await refunds()).toHaveLength(1);
  });

  test('returned for certain only when the provider says so; a failed one is owed again and the owner is told', async () => {
    const { world, order, refunds } = await cancelled();
    await deliverEffects(world.ports, 50);
    expect(computeTotals(await reload(world, order))).toMatchObject({ refundedMinor: 0, refundDueMinor: 45_000 });
    const [refund] = await refunds();
    world.ports.payments.current.settleRefund(refund?.providerId ?? '', 'failed');
    await recordPaymentEvent(world.ports, {
      key: { paymentId: order.payments[0]?.id ?? 'pay_none' },
      providerEventId: 'evt_refund',
    });
    expect(computeTotals(await reload(world, order))).toMatchObject({ refundedMinor: 0, refundDueMinor: 45_000 });
    await deliverEffects(world.ports, 50);
    expect(sent(world).at(-1)).toBe('owner_refund_failed → owner@salon.example');
    expect(findDisagreements(world)).toEqual([]);
  });

  test('without an account the refund waits', async () => {
    const { world, refunds } = await cancelled();
    const summary = await deliverEffects({ ...world.ports, payments: noGateways }, 50);
    expect(summary.failed).toBe(1);
    world.ports.clock.advance(HOUR);
    await deliverEffects(
      withGateway(world, () => ({})),
      50,
    );
    expect(await refunds()).toHaveLength(1);
  });
});

describe('the waiting list', () => {
  const request = { serviceId: 'svc_cut', localDate: '2027-01-14', partySize: 1 } as const;

  test('all who wait hear of a free time, each once', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    for (const email of ['one@x.example', 'two@x.example', 'one@x.example'])
      valueOf(await joinWaitingList(world.ports, { ...request, email }));
    valueOf(await joinWaitingList(world.ports, { ...request, localDate: '2027-01-15', email: 'other@x.example' }));
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    await deliverEffects(world.ports, 50);
    expect(sent(world).filter((line) => line.startsWith('waiting'))).toEqual([
      'waiting_list_time_free → one@x.example',
      'waiting_list_time_free → two@x.example',
    ]);
    expect(world.tenant.waitingList.size).toBe(1);
  });

  test('those who could not be told stay on the list and hear of it later', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    await deliverEffects(world.ports, 50);
    for (const email of ['one@x.example', 'two@x.example']) valueOf(await joinWaitingList(world.ports, { ...request, email }));
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    world.ports.notifier.failNextCalls(3);
    await deliverEffects(world.ports, 50);
    world.ports.clock.advance(HOUR);
    await deliverEffects(world.ports, 50);
    expect(sent(world).filter((line) => line.startsWith('waiting'))).toEqual([
      'waiting_list_time_free → one@x.example',
      'waiting_list_time_free → two@x.example',
    ]);
    expect(world.tenant.waitingList.size).toBe(0);
  });

  test.each([
    { name: 'an unknown service', changes: { serviceId: 'svc_none' as const }, code: 'service_not_found' },
    { name: 'a day gone by at the place', changes: { localDate: '2027-01-10' }, code: 'slot_in_past' },
    { name: 'today', changes: { localDate: '2027-01-11' }, code: 'ok' },
  ])('$name: $code', async ({ changes, code }) => {
    const world = await buildWorld();
    expect(endOf(await joinWaitingList(world.ports, { ...request, email: 'one@x.example', ...changes }))).toBe(code);
  });
});
