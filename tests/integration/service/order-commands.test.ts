import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bookAndPay, findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { expectSoon } from '../../support/expect-soon.ts';
import { changeRows, endHold, payTooLate, silenceProvider } from '../../support/late-payment.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import type { Run } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterEach(async () => {
  await harness.control('DELETE', 'faults');
  await harness.control('POST', 'deliveries/mode', { mode: 'deliver' });
});
afterAll(() => harness.stop());

const order = (...args: readonly string[]): Promise<Run> => runHoldfast(harness.environment, 'order', ...args);
const showOrder = async (orderId: string): Promise<Json> => (await harness.call('GET', `/v1/admin/orders/${orderId}`)).body.order;

/** The amounts in the last row of the ledger: a balance for each account, and their sum. */
const readBalances = ({ out }: Run): readonly number[] => {
  const row = out.split('\n').find((line) => /^ {2}\s*balance/.test(line)) ?? '';
  return (row.match(/-?\d+\.\d\d/g) ?? []).map((text) => Math.round(Number(text) * 100));
};

describe('holdfast order', () => {
  test('show: the whole account of an order by id, booking or reference, and a ledger whose last row sums to zero', async () => {
    const { orderId, bookingId, providerId, held } = await bookAndPay(harness, 'svc_cut', {
      extras: [{ extraId: 'ext_wash', quantity: 1 }],
    });
    const shown = await order('show', orderId);
    expect([shown.code, shown.complaints]).toEqual([0, '']);
    for (const known of [held.body.order.reference.toLowerCase(), bookingId])
      expect((await order('show', known)).out).toBe(shown.out);
    expect(shown.out).toMatch(/^Order [2-9A-Z]{7} {2}ord_\S+ {2}of Salon A \(ten_a\)$/m);
    expect(shown.out).toMatch(/^made \S+ for Maria Lind <maria@example.com>$/m);
    expect(shown.out).toMatch(/^ {2}Cut {2}.*\(Stockholm\) {2}confirmed {2}bkg_/m);
    expect(shown.out).toMatch(/^ {2}1 × Scalp massage +SEK\s90\.00$/m);
    expect(shown.out).toMatch(
      new RegExp(`^ {2}pay_\\S+ {2}paid {2}SEK\\s540\\.00 of SEK\\s540\\.00 {2}stripe_test {2}${providerId}$`, 'm'),
    );
    expect(shown.out).toMatch(/provider +line: Cut +line: Scalp massage +sum/);
    const balances = readBalances(shown);
    expect(balances).toEqual([54_000, -45_000, -9_000, 0]);
    expect(shown.out).not.toContain('Needs attention');
  });

  test('refund: the amount is typed in major units, and the service that runs gives it back', async () => {
    const { orderId } = await bookAndPay(harness, 'svc_beard');
    const given = await order('refund', orderId, '99.50');
    expect(given.out).toMatch(/^ {2}ref_\S+ {2}pending {2}SEK\s99\.50 {2}goodwill {2}not there yet$/m);
    await expectSoon(async () => (await showOrder(orderId)).refunds.map(({ state }: Json) => state), ['succeeded']);
    const shown = await order('show', orderId);
    expect(shown.out).toMatch(/given back SEK\s99\.50/);
    expect(readBalances(shown).at(-1)).toBe(0);
    const large = await order('refund', orderId, '150.51');
    expect([large.code, large.complaints]).toEqual([1, expect.stringMatching(/The most is SEK\s150\.50\. \(refund_too_large\)/)]);
  });

  test('on-site: what was paid at the place, and what was given back there', async () => {
    const { startsAt } = await findSlot(harness, 'svc_fringe');
    const body = { serviceId: 'svc_fringe', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
    const booked = (await harness.call('POST', '/v1/admin/bookings', { body })).body;
    const { id } = booked.order;
    expect((await order('show', id)).out).toMatch(/to be paid at the place SEK\s150\.00/);
    expect((await order('on-site', id, '150')).out).toMatch(/paid SEK\s150\.00/);
    const early = await order('on-site', id, '-150');
    expect([early.code, early.complaints.includes('refund_too_large')]).toEqual([1, true]);
    await harness.call('POST', `/v1/bookings/${booked.booking.id}/cancel`, { body: {} });
    expect((await order('show', id)).out).toMatch(/owed back SEK\s150\.00/);
    const returned = await order('on-site', id, '-150');
    expect([returned.code, returned.out.includes('owed back')]).toEqual([0, false]);
    expect(readBalances(returned).at(-1)).toBe(0);
  });

  test('release: a time that is stuck is told as such, and released', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 9);
    const body = { serviceId: 'svc_beard', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
    const held = (await harness.call('POST', '/v1/bookings', { body })).body;
    const { providerId } = (await harness.call('POST', `/v1/bookings/${held.booking.id}/checkout`, { body: {} })).body.payment;
    await silenceProvider(harness);
    await harness.pay(providerId);
    const cancel = `/v1/payment_intents/${providerId}/cancel`;
    await harness.control('POST', 'faults', { kind: 'status', status: 403, count: 10_000, method: 'POST', pathPrefix: cancel });
    await endHold(harness, held.booking.id);
    expect((await order('show', held.order.id)).out).toContain('A time is kept for a payment that nobody knows the end of.');
    const released = await order('release', held.booking.id);
    expect([released.code, released.out]).toEqual([0, expect.stringMatching(/Beard trim .* expired/)]);
    const again = await order('release', held.booking.id);
    expect([again.code, again.complaints.includes('illegal_transition')]).toEqual([1, true]);
  });

  test('show: money that waits for its customer is told with the end of its offer', async () => {
    const takeAll = async (startsAt: string): Promise<void> => {
      const body = { serviceId: 'svc_beard', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
      for (let status = 201; status === 201;) status = (await harness.call('POST', '/v1/admin/bookings', { body })).status;
    };
    const late = await payTooLate(harness, 'svc_beard', takeAll, 12);
    await late.look();
    const shown = await order('show', late.orderId);
    expect(shown.out).toMatch(/late offer of SEK\s250\.00, open until \S+Z/);
    expect(shown.out).toContain('the customer may choose another time for it');
    expect(readBalances(shown)).toEqual([25_000, -25_000, 0]);
  });

  test('what is typed wrongly is told with the usage and exit code 2', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk');
    const { id } = (await hold(harness, { serviceId: 'svc_desk', startsAt })).body.order;
    const wrong = [
      [],
      ['fly', id],
      ['show', 'ord_none'],
      ['refund', id, '1.5'],
      ['refund', id, '-1'],
      ['on-site', id, '0'],
      ['release', id],
    ];
    for (const args of wrong) {
      const run = await order(...args);
      expect([args, run.code, run.complaints.includes('holdfast order show')]).toEqual([args, 2, true]);
    }
  });

  test('a reference that two orders share is no answer: the ids are told', async () => {
    const [first, second] = [
      await bookAndPay(harness, 'svc_yoga'),
      await bookAndPay(harness, 'svc_yoga', {}, { key: harness.b.apiKey }),
    ];
    await changeRows(harness, `update booking_order set reference = 'TWICE22' where order_id = any($1)`, [
      [first.orderId, second.orderId],
    ]);
    const run = await order('show', 'TWICE22');
    expect([
      run.code,
      run.complaints.includes(`${first.orderId} of ten_a`),
      run.complaints.includes(`${second.orderId} of ten_b`),
    ]).toEqual([2, true, true]);
  });
});
