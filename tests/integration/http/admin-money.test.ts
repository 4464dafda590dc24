import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { addDays, computeLocalDate } from '../../../core/index.ts';
import type { CatalogDocument, Resource, Service } from '../../../core/index.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { bookAndPay, findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { connectHarness } from '../../support/bridge.ts';
import type { TestBridge } from '../../support/bridge.ts';
import { expectSoon } from '../../support/expect-soon.ts';
import { endOffer, payTooLate } from '../../support/late-payment.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { CallOptions, Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { readCode } from '../../support/settings-steps.ts';

/** Somebody who works on two days of the year only, far apart, for one hour: whoever loses that hour finds no other. */
const withOneHour = (dates: readonly string[]): CatalogDocument => {
  const cut = demoCatalog.services.find(({ id }) => id === 'svc_cut');
  if (cut === undefined) throw new Error('the demo has no cut');
  const once: Service = {
    ...cut,
    ...{ id: 'svc_once', name: 'Once', durationMinutes: 60, bufferAfterMinutes: 0, stepMinutes: 60, extras: [] },
    needs: [{ name: 'Guest', anyOf: ['res_guest'], visitorMayChoose: false }],
  };
  const guest: Resource = {
    id: 'res_guest',
    name: 'A guest',
    kind: 'staff',
    timeZone: 'Europe/Stockholm',
    weeklyHours: {},
    dateOverrides: Object.fromEntries(dates.map((date) => [date, [{ fromMinute: 600, toMinute: 660 }]])),
    calendar: null,
  };
  return { ...demoCatalog, services: [...demoCatalog.services, once], resources: [...demoCatalog.resources, guest] };
};

let harness: ServiceHarness;
let bridge: TestBridge;

beforeAll(async () => {
  const today = computeLocalDate(systemClock.now(), 'Europe/Stockholm');
  harness = await startServiceHarness({ catalog: withOneHour([addDays(today, 16), addDays(today, 45)]) });
  bridge = await connectHarness(harness, harness.a);
});
afterAll(() => harness.stop());

const post = (path: string, body: unknown = {}, options: CallOptions = {}): Promise<TestAnswer> =>
  harness.call('POST', `/v1/admin/${path}`, { ...options, body });
const showOrder = async (orderId: string): Promise<Json> => (await harness.call('GET', `/v1/admin/orders/${orderId}`)).body;
const listKinds = async (orderId: string): Promise<readonly string[]> =>
  (await harness.call('GET', '/v1/admin/attention')).body.items
    .filter((item: Json) => item.orderId === orderId)
    .map((item: Json) => item.kind);
const sumLedger = ({ order }: Json): number => order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0);
const bookAtDesk = (serviceId: string, startsAt: string, more: object = {}, options: CallOptions = {}): Promise<TestAnswer> =>
  post('bookings', { serviceId, startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer, ...more }, options);

/** Takes all that is free of a service's start, so that nobody else finds it. */
const takeAll = async (serviceId: string, startsAt: string): Promise<void> => {
  for (let booked = 201; booked === 201;) booked = (await bookAtDesk(serviceId, startsAt)).status;
};

const expectPromised = (path: string, method: string, body: Json): void => {
  const route = allRoutes.find((candidate) => candidate.path === path && candidate.method === method);
  expect(route?.answer?.safeParse(body).error?.issues ?? []).toEqual([]);
};

/** Money that waits for its customer's choice. */
const payIntoOffer = async () => {
  const late = await payTooLate(harness, 'svc_cut', (startsAt) => takeAll('svc_cut', startsAt));
  const shown = await late.look();
  expect(shown.order.lateOffer).toMatchObject({ state: 'open', amount: { amountMinor: 45_000, currency: 'SEK' } });
  return { ...late, shown };
};

describe('money that comes when its time was released by hand', () => {
  test('the time is still free: the customer has it again, and everything adds up', async () => {
    const late = await payTooLate(harness, 'svc_beard');
    const shown = await late.look();
    expect([shown.booking.state, shown.booking.startsAt, shown.order.lateOffer]).toEqual(['confirmed', late.startsAt, null]);
    const whole = await showOrder(late.orderId);
    expectPromised('/admin/orders/{id}', 'get', whole);
    expect([sumLedger(whole), whole.order.paid.amountMinor, whole.attention]).toEqual([0, 25_000, []]);
  });

  test('the time is gone: another is offered, the owner sees it, and the customer takes one by moving his booking', async () => {
    const { bookingId, orderId, manageToken, shown } = await payIntoOffer();
    expect(shown.booking.state).toBe('expired');
    expect(shown.cancellation).toMatchObject({
      allowed: true,
      reschedulable: true,
      refund: { amountMinor: 45_000 },
      fee: { amountMinor: 0 },
    });
    // What only the owner may know is not told to the customer.
    expect(JSON.stringify(shown.order)).not.toMatch(/ledger|providerId/);
    const { items } = (await harness.call('GET', '/v1/admin/attention')).body;
    const item = items.find((candidate: Json) => candidate.orderId === orderId);
    expect(item).toMatchObject({
      ...{ kind: 'late_payment_offered', bookingId, customerName: 'Maria Lind', serviceName: 'Cut' },
      ...{
        amount: { amountMinor: 45_000, currency: 'SEK' },
        until: shown.order.lateOffer.expiresAt,
        payment: { provider: 'stripe_test' },
      },
    });
    expectPromised('/admin/attention', 'get', { items });
    expect((await harness.call('GET', '/v1/admin/status')).body.work.attention).toBeGreaterThan(0);
    const { startsAt } = await findSlot(harness, 'svc_cut', 9);
    const moved = await harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, { key: manageToken, body: { startsAt } });
    expect([moved.status, moved.body.booking.state, moved.body.booking.startsAt]).toEqual([200, 'confirmed', startsAt]);
    const whole = await showOrder(orderId);
    expect([sumLedger(whole), whole.order.lateOffer.state, whole.order.offered.amountMinor, whole.attention]).toEqual([
      0,
      'taken',
      0,
      [],
    ]);
  });

  test('declined by the customer: all of it goes back, and a repeat whose first answer was lost finds the same', async () => {
    const { bookingId, orderId, manageToken } = await payIntoOffer();
    const decline = (headers = {}) =>
      harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { key: manageToken, body: {}, headers });
    const declined = await decline();
    expect([declined.status, declined.body.booking.state, declined.body.refund.amount.amountMinor]).toEqual([
      200,
      'expired',
      45_000,
    ]);
    const again = await decline({ 'idempotency-key': randomUUID() });
    expect([again.status, again.body.refund.id]).toEqual([200, declined.body.refund.id]);
    await expectSoon(async () => (await showOrder(orderId)).order.refunds.map(({ state }: Json) => state), ['succeeded']);
    expect((await showOrder(orderId)).order).toMatchObject({
      lateOffer: { state: 'declined' },
      refunded: { amountMinor: 45_000 },
    });
  });

  test('nobody chooses in time: all of it goes back by itself, and taking another time is refused', async () => {
    const { bookingId, orderId, manageToken } = await payIntoOffer();
    await endOffer(harness, orderId);
    const { startsAt } = await findSlot(harness, 'svc_cut', 9);
    await expectSoon(async () => (await showOrder(orderId)).order.refunds.map(({ state }: Json) => state), ['succeeded']);
    const late = await harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, { key: manageToken, body: { startsAt } });
    expect(late.status).toBe(409);
    const whole = await showOrder(orderId);
    expect([whole.order.lateOffer.state, whole.attention, sumLedger(whole)]).toEqual(['lapsed', [], 0]);
  });

  test('there is no other time: it goes back at once', async () => {
    const late = await payTooLate(harness, 'svc_once', (startsAt) => takeAll('svc_once', startsAt));
    const shown = await late.look();
    expect([shown.booking.state, shown.order.lateOffer, shown.order.refunds[0].reason]).toEqual([
      'expired',
      null,
      'late_payment',
    ]);
    await expectSoon(async () => (await showOrder(late.orderId)).order.refunded.amountMinor, 45_000);
  });

  test('a booking that is not over is not released, nor one that does not exist', async () => {
    const { bookingId } = await bookAndPay(harness, 'svc_desk');
    expect((await post(`bookings/${bookingId}/release`)).body.code).toBe('illegal_transition');
    expect((await post('bookings/bkg_none/release')).body.code).toBe('booking_not_found');
  });
});

describe('refunds by the owner', () => {
  test('part of what was paid goes back; a repeat under its key gives back once, and too much is refused with the most that can', async () => {
    const { orderId } = await bookAndPay(harness, 'svc_beard');
    const headers = { 'idempotency-key': randomUUID() };
    const refunded = await post(`orders/${orderId}/refunds`, { amountMinor: 10_000 }, { headers });
    expect([refunded.status, refunded.body.refundable.amountMinor]).toEqual([200, 15_000]);
    expectPromised('/admin/orders/{id}/refunds', 'post', refunded.body);
    expect((await post(`orders/${orderId}/refunds`, { amountMinor: 10_000 }, { headers })).text).toBe(refunded.text);
    const large = await post(`orders/${orderId}/refunds`, { amountMinor: 15_001 });
    expect([large.status, large.body.code, large.body.maximumMinor]).toEqual([422, 'refund_too_large', 15_000]);
    await expectSoon(async () => (await showOrder(orderId)).order.refunds.map(({ state }: Json) => state), ['succeeded']);
    const whole = await showOrder(orderId);
    expect([whole.order.refunded.amountMinor, whole.bookings[0].state, sumLedger(whole)]).toEqual([10_000, 'confirmed', 0]);
  });

  test.each([0, -5, 1.5, '10'])('an amount of %j is refused at its field', async (amountMinor) => {
    const { body } = await post('orders/ord_none/refunds', { amountMinor });
    expect([body.code, body.errors[0].path]).toEqual(['invalid_request', 'amountMinor']);
  });

  test('one that fails is owed and stands in the queue, until it is given back again', async () => {
    const { orderId } = await bookAndPay(harness, 'svc_beard');
    await harness.control('POST', 'next-refund', { status: 'failed' });
    await post(`orders/${orderId}/refunds`, { amountMinor: 5_000 });
    await expectSoon(() => listKinds(orderId), ['refund_owed']);
    expect((await showOrder(orderId)).order.refundDue.amountMinor).toBe(5_000);
    expect((await post(`orders/${orderId}/refunds`, { amountMinor: 5_000 })).status).toBe(200);
    await expectSoon(async () => (await showOrder(orderId)).order.refundDue.amountMinor, 0);
    expect((await showOrder(orderId)).order.refunded.amountMinor).toBe(5_000);
  });

  test('a large one over a website needs the code from the mailbox, also when small ones add up; a server with its key needs none', async () => {
    const large = await bookAndPay(harness, 'svc_colour');
    const refund = (orderId: string, amountMinor: number, confirmation?: string) =>
      bridge.callAsOwner('POST', `/v1/admin/orders/${orderId}/refunds`, { body: { amountMinor, confirmation } });
    expect((await refund(large.orderId, 200_000)).body.code).toBe('refund_too_large');
    const asked = await refund(large.orderId, 60_000);
    expect([asked.status, asked.body.code, asked.body.sentTo]).toEqual([403, 'confirmation_required', 'o…@example.com']);
    expect((await showOrder(large.orderId)).order.refunds).toEqual([]);
    const code = await readCode(harness);
    expect((await refund(large.orderId, 60_001, code)).body.code).toBe('confirmation_invalid');
    expect((await refund(large.orderId, 60_000, code)).status).toBe(200);
    expect((await refund(large.orderId, 60_000, code)).body.code).toBe('confirmation_invalid');
    // 60,000 and what the tests before gave back: a small one is still let through, the next would be more than a day's.
    const other = await bookAndPay(harness, 'svc_colour');
    expect((await refund(other.orderId, 20_000)).status).toBe(200);
    expect((await refund(other.orderId, 20_000)).body.code).toMatch(/^(confirmation_required|rate_limited)$/);
    expect((await showOrder(other.orderId)).order.refunds).toHaveLength(1);
    expect((await post(`orders/${other.orderId}/refunds`, { amountMinor: 100_000 })).status).toBe(200);
  });
});

describe('bookings by the owner', () => {
  test('paid at the place: confirmed without a payment, the money is noted, and given back after a cancellation', async () => {
    const { startsAt } = await findSlot(harness, 'svc_fringe', 7);
    const headers = { 'idempotency-key': randomUUID() };
    const booked = await bookAtDesk('svc_fringe', startsAt, {}, { headers });
    expectPromised('/admin/bookings', 'post', booked.body);
    expect([booked.status, booked.body.booking.state, booked.body.order.dueOnSite.amountMinor]).toEqual([
      201,
      'confirmed',
      15_000,
    ]);
    expect((await bookAtDesk('svc_fringe', startsAt, {}, { headers })).body.booking.id).toBe(booked.body.booking.id);
    const orderId: string = booked.body.order.id;
    const paid = await post(`orders/${orderId}/on-site`, { amountMinor: 15_000 });
    expect([paid.body.order.paid.amountMinor, paid.body.order.dueOnSite.amountMinor]).toEqual([15_000, 0]);
    const cancelPath = `/v1/bookings/${booked.body.booking.id}/cancel`;
    const byHand = { amount: { amountMinor: 15_000, currency: 'SEK' }, state: 'by_hand' };
    const cancelKey = { headers: { 'idempotency-key': randomUUID() }, body: {} };
    // The repeat finds the same, also when the first answer was lost.
    for (const options of [cancelKey, cancelKey, { headers: { 'idempotency-key': randomUUID() }, body: {} }]) {
      const cancelled = await harness.call('POST', cancelPath, options);
      expect([cancelled.status, cancelled.body.refund]).toEqual([200, byHand]);
      expectPromised('/bookings/{id}/cancel', 'post', cancelled.body);
    }
    expect((await showOrder(orderId)).order.refundDue.amountMinor).toBe(15_000);
    const key = { headers: { 'idempotency-key': randomUUID() } };
    expect((await post(`orders/${orderId}/on-site`, { amountMinor: -20_000 })).body.code).toBe('refund_too_large');
    for (let time = 0; time < 2; time += 1) await post(`orders/${orderId}/on-site`, { amountMinor: -15_000 }, key);
    const whole = await showOrder(orderId);
    expect([whole.order.refundDue.amountMinor, sumLedger(whole)]).toEqual([0, 0]);
    expect((await post(`orders/${orderId}/on-site`, { amountMinor: 0 })).body.errors[0].path).toBe('amountMinor');
  });

  test('a visitor books what is paid at the place without a payment, and the list of services says so', async () => {
    const services = (await harness.call('GET', '/v1/services')).body.services;
    expect(services.filter((service: Json) => service.payment === 'on_site').map(({ id }: Json) => id)).toEqual(['svc_fringe']);
    const { startsAt } = await findSlot(harness, 'svc_fringe', 7);
    const held = await hold(harness, { serviceId: 'svc_fringe', startsAt });
    expect([held.body.quote.dueNow.amountMinor, held.body.quote.dueLater.amountMinor]).toEqual([0, 15_000]);
    const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    expect([checkout.body.booking.state, checkout.body.payment, checkout.body.order.dueOnSite.amountMinor]).toEqual([
      'confirmed',
      null,
      15_000,
    ]);
  });

  test('an override stands beside what is there, is marked, and no visitor gets that time', async () => {
    const { startsAt } = await findSlot(harness, 'svc_once', 25);
    expect((await bookAtDesk('svc_once', startsAt)).status).toBe(201);
    const taken = await bookAtDesk('svc_once', startsAt);
    expect([taken.status, taken.body.code]).toEqual([409, 'slot_taken']);
    const beside = await bookAtDesk('svc_once', startsAt, { override: true });
    expect([beside.status, beside.body.booking.state, beside.body.booking.override]).toEqual([201, 'confirmed', true]);
    const to = new Date(Date.parse(startsAt) + 60_000).toISOString();
    const listed = await harness.call('GET', `/v1/admin/bookings?from=${startsAt}&to=${to}`);
    const marked = listed.body.bookings.filter(
      ({ booking }: Json) => booking.serviceId === 'svc_once' && booking.state === 'confirmed',
    );
    expect(marked.map(({ booking }: Json) => booking.override).toSorted()).toEqual([false, true]);
    expect((await hold(harness, { serviceId: 'svc_once', startsAt })).body.code).toBe('slot_taken');
    // Also when only the override is left.
    const [first] = marked.filter(({ booking }: Json) => !booking.override);
    await harness.call('POST', `/v1/bookings/${first.booking.id}/cancel`, { body: {} });
    expect((await hold(harness, { serviceId: 'svc_once', startsAt })).status).not.toBe(201);
  });

  test('only who runs the business, and with a customer that can be told', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 7);
    const wish = { serviceId: 'svc_beard', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
    expect((await post('bookings', wish, { key: harness.a.bookingsKey })).status).toBe(403);
    expect((await post('bookings', { ...wish, customer: undefined })).body.code).toBe('invalid_request');
    expect((await bridge.call('POST', '/v1/admin/bookings', { body: wish })).status).toBe(401);
  });
});

describe('disputes', () => {
  const dispute = async () => {
    const paid = await bookAndPay(harness, 'svc_beard');
    const { id } = await harness.control('POST', 'disputes', { payment_intent: paid.providerId });
    await expectSoon(() => listKinds(paid.orderId), ['payment_disputed']);
    return { ...paid, disputeId: String(id) };
  };
  const readState = async (orderId: string) => {
    const { order } = await showOrder(orderId);
    return [order.payments[0].disputes[0].state, order.disputed.amountMinor];
  };

  test('open: the customer cannot cancel, nobody can give back, and only the owner sees why; won: all is as before', async () => {
    const { orderId, bookingId, manageToken, disputeId } = await dispute();
    expect(await readState(orderId)).toEqual(['open', 25_000]);
    const cancelled = await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { key: manageToken, body: {} });
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'payment_disputed']);
    expect((await post(`orders/${orderId}/refunds`, { amountMinor: 100 })).body.code).toBe('payment_disputed');
    const seen = await harness.call('GET', `/v1/bookings/${bookingId}`, { key: manageToken });
    expect([seen.body.cancellation.allowed, 'disputes' in seen.body.order.payments[0]]).toEqual([false, false]);
    await harness.control('POST', `disputes/${disputeId}/settle`, { outcome: 'won' });
    await expectSoon(() => readState(orderId), ['won', 0]);
    expect(await listKinds(orderId)).toEqual([]);
    expect(sumLedger(await showOrder(orderId))).toBe(0);
  });

  test('lost: the money is gone, the booking stands, and the owner is told', async () => {
    const { orderId, disputeId } = await dispute();
    await harness.control('POST', `disputes/${disputeId}/settle`, { outcome: 'lost' });
    await expectSoon(() => listKinds(orderId), ['dispute_lost']);
    const whole = await showOrder(orderId);
    expect([whole.bookings[0].state, whole.order.refunded.amountMinor, whole.refundable.amountMinor, sumLedger(whole)]).toEqual([
      'confirmed',
      25_000,
      0,
      0,
    ]);
  });
});

test('the books are compared with the provider’s on demand: a payment whose news were lost is confirmed, and told in words', async () => {
  const { startsAt } = await findSlot(harness, 'svc_beard', 20);
  const held = await hold(harness, { serviceId: 'svc_beard', startsAt });
  // Before the first message: any that is still on its way makes the service look at the payment.
  await harness.control('POST', 'deliveries/mode', { mode: 'drop' });
  const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
  await harness.pay(checkout.body.payment.providerId);
  const compared = await post('reconcile', { days: 1 });
  await harness.control('POST', 'deliveries/mode', { mode: 'deliver' });
  expectPromised('/admin/reconcile', 'post', compared.body);
  const found = compared.body.differences.find((difference: Json) => difference.orderId === held.body.order.id);
  expect(found).toMatchObject({
    kind: 'paid_not_confirmed',
    repaired: true,
    title: 'The provider has money that we did not know of.',
  });
  expect((await showOrder(held.body.order.id)).bookings[0].state).toBe('confirmed');
  expect((await post('reconcile', { days: 31 })).body.errors[0].path).toBe('days');
});
