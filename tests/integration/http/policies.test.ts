import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { DAY } from '../../../core/index.ts';
import type { CancellationPolicy, CatalogDocument } from '../../../core/index.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { CallOptions, Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
/** Moving costs 50.00; of what is cancelled 100.00 are kept, and owed as far as they are not paid. */
const cancellationPolicy: CancellationPolicy = {
  tiers: [{ minimumNoticeMinutes: 0, fee: sek(10_000) }],
  noShow: { refundPercent: 25 },
  reschedule: [{ minimumNoticeMinutes: 0, fee: sek(5_000) }],
  unpaidFee: 'owed',
};
const catalog: CatalogDocument = {
  ...demoCatalog,
  services: demoCatalog.services.map((service) =>
    service.id === 'svc_cut' || service.id === 'svc_fringe' ? { ...service, cancellationPolicy } : service,
  ),
};

let harness: ServiceHarness;
let later = 0;
beforeAll(async () => {
  harness = await startServiceHarness({ catalog, clock: { now: () => systemClock.now() + later } });
});
afterAll(() => harness.stop());

async function call(method: 'GET' | 'POST', path: string, route: string, options: CallOptions = {}): Promise<TestAnswer> {
  const answer = await harness.call(method, path, options);
  const known = allRoutes.find((one) => one.method === method.toLowerCase() && one.path === route);
  if (answer.status < 300) expect(known?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  return answer;
}
const sumLedger = ({ order }: Json): number => order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0);
const customer = (manageToken: string) => ({ key: null, headers: { 'holdfast-token': manageToken } });

describe('policies over HTTP', () => {
  test('visitors read them, and owners who err hear where', async () => {
    const { services } = (await call('GET', '/v1/services', '/services')).body;
    expect(services.find(({ id }: Json) => id === 'svc_cut').cancellationPolicy).toEqual(cancellationPolicy);
    const body = (await harness.call('GET', '/v1/admin/catalog')).body;
    const save = async (policy: unknown): Promise<TestAnswer> => {
      const changed = body.services.map((one: Json) => (one.id === 'svc_cut' ? { ...one, cancellationPolicy: policy } : one));
      return harness.call('PUT', '/v1/admin/catalog', { body: { ...body, services: changed } });
    };
    const place = body.services.findIndex(({ id }: Json) => id === 'svc_cut');
    const foreign = await save({ tiers: [{ minimumNoticeMinutes: 5, fee: { amountMinor: 5, currency: 'EUR' } }] });
    const both = await save({ tiers: [], noShow: { refundPercent: 5, fee: sek(5) } });
    const pathsOf = ({ body: { errors } }: TestAnswer) => errors.map(({ path }: Json) => path);
    expect([foreign.status, pathsOf(foreign)]).toEqual([422, [`services.${place}.cancellationPolicy.tiers.0.fee.currency`]]);
    expect([both.status, pathsOf(both)]).toEqual([422, [`services.${place}.cancellationPolicy.noShow`]]);
  });

  test('a move tells its fee, takes none that was not agreed to, and leaves it due at the place', async () => {
    const { bookingId, manageToken } = await bookAndPay(harness, 'svc_cut');
    const { startsAt } = await findSlot(harness, 'svc_cut', 9);
    const path = `/v1/bookings/${bookingId}`;
    const own = customer(manageToken);
    const asked = await call(
      'GET',
      `${path}/move-price?startsAt=${encodeURIComponent(startsAt)}`,
      '/bookings/{id}/move-price',
      own,
    );
    expect(asked.body.difference).toMatchObject({ price: sek(0), fee: sek(5_000), refund: sek(0), later: sek(5_000) });
    const unagreed = await call('POST', `${path}/reschedule`, '/bookings/{id}/reschedule', { ...own, body: { startsAt } });
    expect([unagreed.status, unagreed.body.code, unagreed.body.difference.feeMinor]).toEqual([409, 'quote_changed', 5_000]);
    expect(unagreed.body.quote.hash).toBe(asked.body.quote.hash);
    const body = { startsAt, quoteHash: asked.body.quote.hash };
    const moved = await call('POST', `${path}/reschedule`, '/bookings/{id}/reschedule', { ...own, body });
    expect([moved.status, moved.body.order.dueOnSite]).toEqual([200, sek(5_000)]);
    const shown = await call('GET', path, '/bookings/{id}', own);
    expect(shown.body.cancellation).toMatchObject({ fee: sek(15_000), owed: sek(0) });
    const cancelled = await call('POST', `${path}/cancel`, '/bookings/{id}/cancel', {
      ...own,
      body: { expectedRefund: shown.body.cancellation.refund },
    });
    expect(cancelled.body.refund.amount).toEqual(shown.body.cancellation.refund);
    const whole = (await call('GET', `/v1/admin/orders/${cancelled.body.order.id}`, '/admin/orders/{id}')).body;
    expect([sumLedger(whole), whole.order.dueOnSite.amountMinor]).toEqual([0, 0]);
  });

  test('a fee that is not paid is owed once somebody agreed to that, and can be waived', async () => {
    const { startsAt } = await findSlot(harness, 'svc_fringe', 7);
    const held = await hold(harness, { serviceId: 'svc_fringe', startsAt });
    const path = `/v1/bookings/${held.body.booking.id}`;
    const own = customer(held.body.manageToken);
    await harness.call('POST', `${path}/checkout`, { ...own, body: {} });
    const refused = await harness.call('POST', `${path}/cancel`, { ...own, body: { expectedRefund: sek(0) } });
    expect([refused.body.code, refused.body.refundMinor, refused.body.owedMinor]).toEqual(['refund_changed', 0, 10_000]);
    const body = { expectedRefund: sek(0), expectedOwed: sek(10_000) };
    const cancelled = await call('POST', `${path}/cancel`, '/bookings/{id}/cancel', { ...own, body });
    expect(cancelled.body.order.owed).toEqual(sek(10_000));
    const orderId = cancelled.body.order.id;
    const waived = await call('POST', `/v1/admin/orders/${orderId}/waive`, '/admin/orders/{id}/waive', { body: {} });
    expect([waived.body.order.owed, sumLedger(waived.body)]).toEqual([sek(0), 0]);
  });

  test('an owner notes who did not come once it has begun, and reads before what that means', async () => {
    const { bookingId, order } = await book();
    const path = `/v1/admin/bookings/${bookingId}/no-show`;
    const route = '/admin/bookings/{id}/no-show';
    expect((await call('POST', path, route, { body: {} })).body.code).toBe('not_begun');
    later = 40 * DAY;
    const before = (await call('GET', `/v1/admin/orders/${order}`, '/admin/orders/{id}')).body;
    const [told] = before.noShows;
    const headers = { 'idempotency-key': 'e1f3b1f0-3f6a-4f25-9a35-0a6d3b0f2c11' };
    for (let time = 0; time < 2; time += 1) {
      const missed = await call('POST', path, route, { body: {}, headers });
      expect([missed.status, missed.body.bookings[0].state]).toEqual([200, 'no_show']);
      expect([missed.body.order.refunds.map(({ amount }: Json) => amount), missed.body.noShows]).toEqual([[told.refund], []]);
      expect([told.refund.amountMinor * 3, sumLedger(missed.body)]).toEqual([told.fee.amountMinor, 0]);
    }
    expect((await call('POST', path, route, { body: {} })).body.code).toBe('illegal_transition');
  });
});

async function book(): Promise<{ readonly bookingId: string; readonly order: string }> {
  const { bookingId } = await bookAndPay(harness, 'svc_cut');
  return { bookingId, order: (await harness.call('GET', `/v1/bookings/${bookingId}`)).body.order.id };
}
