import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { bookAndPay, findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startServiceHarness();
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await harness.stop();
});

/** Checks an answer against the schema that the OpenAPI document promises. */
const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect(answer.status).toBe(route?.status);
};

const sumLedger = (answer: TestAnswer): number =>
  answer.body.order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0);

describe('the way of a booking', () => {
  test('hold, pay, confirmed by the webhook: page, mail and PostgreSQL agree', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 5, { resource: 'res_asa' });
    const held = await hold(harness, {
      serviceId: 'svc_cut',
      startsAt,
      resourceId: 'res_asa',
      extras: [{ extraId: 'ext_balm', quantity: 2 }],
      codes: ['welcome10'],
    });
    expectPromised('post', '/bookings', held);
    expect(held.body.booking.state).toBe('held');
    expect(held.body.booking.resources.map((resource: Json) => resource.kind).toSorted()).toEqual(['room', 'staff']);
    // 450 + 2 × 149 = 748; ten per cent off: 673.20
    expect(held.body.quote.total).toEqual({ amountMinor: 67_320, currency: 'SEK' });
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: { quoteHash: held.body.quote.hash } });
    expectPromised('post', '/bookings/{id}/checkout', checkout);
    expect(checkout.body.payment.amount).toEqual(held.body.quote.total);
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    // Nobody asks: the webhook alone confirms.
    await waitFor(
      async () => (await client.query('select state from booking where booking_id = $1', [id])).rows[0]?.state === 'confirmed',
    );
    const shown = await harness.call('GET', `/v1/bookings/${id}`);
    expectPromised('get', '/bookings/{id}', shown);
    expect(shown.body.booking).toMatchObject({ state: 'confirmed', startsAt, holdExpiresAt: null });
    expect(shown.body.order).toMatchObject({ paid: { amountMinor: 67_320 }, due: { amountMinor: 0 }, customer: testCustomer });
    expect(sumLedger(shown)).toBe(0);
    const mails = await waitFor(async () => {
      const list = await harness.mails.list();
      return list.some((mail) => mail.to.email === testCustomer.email) &&
        list.some((mail) => mail.to.email === 'owner-a@example.com')
        ? list
        : null;
    });
    const mail = await harness.mails.read(mails.find((candidate) => candidate.to.email === testCustomer.email)?.id ?? '');
    expect(mail?.subject).toBe('Confirmed: Cut at Salon A');
    expect(mail?.text).toContain(`Reference: ${shown.body.order.reference}`);
    expect(mail?.text).toContain(`${harness.url}/manage#hfm_`);
    expect(mail?.invitation?.content).toContain(`DTSTART:${startsAt.replaceAll(/[-:]/g, '')}`);
    const redemption = await client.query(`select redeemed from discount_code where tenant_id = 'ten_a' and code = 'WELCOME10'`);
    expect(redemption.rows[0].redeemed).toBe(1);
  });

  test('the customer sees, and cancels with the refund that was shown before', async () => {
    const { bookingId, manageToken, shown } = await bookAndPay(harness, 'svc_beard');
    expect(shown.body.booking.state).toBe('confirmed');
    const seen = await harness.call('GET', `/v1/bookings/${bookingId}?site=site_a`, { key: manageToken });
    expect(seen.body.cancellation).toMatchObject({
      allowed: true,
      refund: { amountMinor: 25_000 },
      fee: { amountMinor: 0 },
      reschedulable: true,
    });
    expect(seen.body.order.ledger).toBeUndefined();
    const calendar = await harness.call('GET', `/v1/bookings/${bookingId}/calendar.ics`, { key: manageToken });
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect(calendar.text).toContain('BEGIN:VEVENT');
    const cancelled = await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { key: manageToken, body: {} });
    expectPromised('post', '/bookings/{id}/cancel', cancelled);
    expect(cancelled.body).toMatchObject({
      booking: { state: 'cancelled' },
      refund: { amount: { amountMinor: 25_000 }, state: 'pending' },
    });
    const after = await waitFor(async () => {
      const answer = await harness.call('GET', `/v1/bookings/${bookingId}`);
      return answer.body.order.refunds[0]?.state === 'succeeded' ? answer : null;
    });
    expect(after.body.order.refunded).toEqual({ amountMinor: 25_000, currency: 'SEK' });
    expect(sumLedger(after)).toBe(0);
    const again = await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { key: manageToken, body: {} });
    expect([again.status, again.body.code]).toEqual([409, 'not_cancellable']);
    await waitFor(async () => (await harness.mails.list()).some((mail) => mail.subject === 'Cancelled: Beard trim at Salon A'));
  });

  test('a confirmed booking moves to another time, and its old time is free again', async () => {
    const { bookingId, startsAt, manageToken } = await bookAndPay(
      harness,
      'svc_beard',
      { resourceId: 'res_mei' },
      { resource: 'res_mei' },
    );
    const moved = await harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, {
      key: manageToken,
      body: { startsAt: (await findSlot(harness, 'svc_beard', 12)).startsAt },
    });
    expectPromised('post', '/bookings/{id}/reschedule', moved);
    expect(moved.body.booking).toMatchObject({ state: 'confirmed', sequence: 1 });
    expect((await hold(harness, { serviceId: 'svc_beard', startsAt, resourceId: 'res_mei' })).status).toBe(201);
    await waitFor(async () => (await harness.mails.list()).some((mail) => mail.subject.startsWith('Moved:')));
  });

  test('nothing due: confirmed without a payment', async () => {
    const { startsAt } = await findSlot(harness, 'svc_consult');
    const held = await hold(harness, { serviceId: 'svc_consult', startsAt });
    const done = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    expectPromised('post', '/bookings/{id}/checkout', done);
    expect(done.body).toMatchObject({ booking: { state: 'confirmed' }, payment: null, clientSecret: null });
  });

  test('back from the payment step: another code withdraws the first payment at the provider and opens a new one', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const id = held.body.booking.id;
    const first = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    const changed = await harness.call('PATCH', `/v1/bookings/${id}`, {
      body: { codes: ['FRIEND100'], customer: { name: 'Someone Else', email: 'else@example.com' } },
    });
    expectPromised('patch', '/bookings/{id}', changed);
    expect(changed.body).toMatchObject({ booking: { state: 'held' }, quote: { total: { amountMinor: 35_000 } } });
    expect(await harness.pay(first.body.payment.providerId)).toBe('payment_intent_unexpected_state');
    const second = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(second.body.payment.amount.amountMinor).toBe(35_000);
    await harness.pay(second.body.payment.providerId);
    const shown = await harness.call('GET', `/v1/bookings/${id}`);
    expect(shown.body).toMatchObject({
      booking: { state: 'confirmed' },
      order: { paid: { amountMinor: 35_000 }, customer: { name: 'Someone Else' } },
    });
  });

  test('declined, then paid with the next card', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const id = held.body.booking.id;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    const { providerId } = checkout.body.payment;
    expect(await harness.pay(providerId, 'pm_card_chargeDeclined')).toBe('card_declined');
    const declined = await harness.call('GET', `/v1/bookings/${id}`);
    expect(declined.body).toMatchObject({
      booking: { state: 'awaiting_payment' },
      order: { payments: [{ lastDeclineCode: 'generic_decline' }] },
    });
    expect((await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} })).body.payment.providerId).toBe(providerId);
    expect(await harness.pay(providerId)).toBe('succeeded');
    expect((await harness.call('GET', `/v1/bookings/${id}`)).body.booking.state).toBe('confirmed');
  });

  test('a class: three seats in euros; a desk: yen without decimals', async () => {
    const yoga = await bookAndPay(harness, 'svc_yoga', { partySize: 3 });
    expect(yoga.shown.body).toMatchObject({
      booking: { state: 'confirmed', partySize: 3 },
      order: { paid: { amountMinor: 5_400, currency: 'EUR' } },
    });
    const left = await findSlot(harness, 'svc_yoga');
    expect(left).toMatchObject({ startsAt: yoga.startsAt, remaining: 9 });
    const desk = await bookAndPay(harness, 'svc_desk');
    expect(desk.shown.body.order.paid).toEqual({ amountMinor: 3_000, currency: 'JPY' });
  });

  test('someone on the waiting list hears of a cancelled time', async () => {
    const { bookingId, startsAt } = await bookAndPay(harness, 'svc_colour');
    const date = startsAt.slice(0, 10);
    const joined = await harness.call('POST', '/v1/waiting-list?site=site_a', {
      key: null,
      body: { serviceId: 'svc_colour', date, email: 'waits@example.com' },
    });
    expectPromised('post', '/waiting-list', joined);
    await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { body: {} });
    await waitFor(async () => (await harness.mails.list()).some((mail) => mail.to.email === 'waits@example.com'));
  });

  test('the owner sees bookings and catalogue, visitors do not', async () => {
    const list = await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
    expectPromised('get', '/admin/bookings', list);
    expect(list.body.bookings.length).toBeGreaterThan(3);
    const catalog = await harness.call('GET', '/v1/admin/catalog');
    expectPromised('get', '/admin/catalog', catalog);
    const saved = await harness.call('PUT', '/v1/admin/catalog', { body: catalog.body });
    expectPromised('put', '/admin/catalog', saved);
    expect((await harness.call('GET', '/v1/admin/catalog', { key: harness.a.bookingsKey })).body.code).toBe('forbidden');
    expect((await harness.call('GET', '/v1/admin/catalog?site=site_a', { key: null })).body.code).toBe('unauthorized');
  });
});
