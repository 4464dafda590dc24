import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../core/index.ts';
import { bookAndPay, findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { buildEuroCatalog } from '../../support/euro-catalog.ts';
import { expectSoon } from '../../support/expect-soon.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

const days = 86_400_000;

/** A salon in euros whose beard trims may be paid by methods that take five days, and whose cuts may not. */
function buildCatalog(): CatalogDocument {
  const [patient, strict] = [buildEuroCatalog(5), buildEuroCatalog(null)];
  const services = patient.services.map((service, index) => (service.id === 'svc_cut' ? strict.services[index] : service));
  return { ...patient, services: services.flatMap((service) => service ?? []) };
}

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness({ catalog: buildCatalog() });
});
beforeEach(() => harness.control('POST', 'deliveries/mode', { mode: 'deliver' }));
afterAll(() => harness.stop());

/** The order as the owner sees it; looks at nothing but our own books. */
const showOrder = async (orderId: string): Promise<Json> => (await harness.call('GET', `/v1/admin/orders/${orderId}`)).body;
const readStates = async (orderId: string): Promise<readonly string[]> => {
  const { bookings, order } = await showOrder(orderId);
  return [bookings[0].state, order.payments[0].state];
};
const sumLedger = ({ order }: Json): number => order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0);
const listKinds = async (orderId: string): Promise<readonly string[]> =>
  (await harness.call('GET', '/v1/admin/attention')).body.items
    .filter((item: Json) => item.orderId === orderId)
    .map((item: Json) => item.kind);
/** The subjects of the mails that the customer of an order has had, without what follows the colon. */
const listSubjects = async (reference: string): Promise<readonly string[]> => {
  const mails = await Promise.all((await harness.mails.list()).map(({ id }) => harness.mails.read(id)));
  return mails
    .filter((mail) => mail !== null && mail.to.email === testCustomer.email && mail.text.includes(reference))
    .map((mail) => mail?.subject.split(':')[0] ?? '')
    .toSorted();
};

/** A held time whose payment has begun. */
async function begin(serviceId: string, body: object = {}) {
  const { startsAt } = await findSlot(harness, serviceId, 10);
  const held = await hold(harness, { serviceId, startsAt, ...body });
  const id: string = held.body.booking.id;
  const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
  const manageToken: string = held.body.manageToken;
  return {
    ...{ id, startsAt, checkout, manageToken },
    orderId: String(held.body.order.id),
    reference: String(held.body.order.reference),
    providerId: String(checkout.body.payment?.providerId),
    /** Looks at the booking as its customer does, which looks at the provider too. */
    look: (): Promise<TestAnswer> => harness.call('GET', `/v1/bookings/${id}`, { key: manageToken }),
  };
}

/** Confirms a payment as the provider's form in the browser does. */
async function confirmInBrowser({ checkout, providerId }: Awaited<ReturnType<typeof begin>>, fields: Record<string, string>) {
  const response = await fetch(`${harness.sandbox.url}/v1/payment_intents/${providerId}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ key: checkout.body.publishableKey, client_secret: checkout.body.clientSecret, use_stripe_sdk: 'true' },
      return_url: 'https://a.example.com/book?hf_booking=bkg',
      ...fields,
    }),
  });
  const answer: Json = await response.json();
  return answer;
}

const debitFields = {
  'payment_method_data[type]': 'sepa_debit',
  'payment_method_data[sepa_debit][iban]': 'DE89370400440532013000',
  'payment_method_data[billing_details][name]': testCustomer.name,
  'payment_method_data[billing_details][email]': testCustomer.email,
};

describe('without the provider', () => {
  const watched = ['/v1/payment_intents', '/v1/checkout/sessions', '/v1/refunds'];
  const countCalls = async (): Promise<number> => {
    const { faults } = await harness.control('GET', 'faults');
    return faults.reduce((sum: number, fault: Json) => sum + 1_000 - fault.remaining, 0);
  };

  beforeAll(async () => {
    // A fault that does nothing and counts: none of what moves money is asked for.
    for (const pathPrefix of watched)
      await harness.control('POST', 'faults', { kind: 'delay', delayMs: 0, count: 1_000, method: 'POST', pathPrefix });
  });
  afterAll(() => harness.control('DELETE', 'faults'));

  test.each([
    ['paid at the place', 'svc_fringe', {}, 1_500],
    ['free', 'svc_consult', {}, 0],
    ['fully discounted', 'svc_beard', { codes: ['gift'] }, 0],
  ])(
    '%s: confirmed and told, and the provider hears nothing, also when it is cancelled',
    async (_name, serviceId, body, onSite) => {
      const before = await countCalls();
      const { checkout, orderId, reference, id, manageToken } = await begin(serviceId, body);
      expect([checkout.body.booking.state, checkout.body.payment, checkout.body.clientSecret]).toEqual(['confirmed', null, null]);
      const whole = await showOrder(orderId);
      expect([whole.order.payments, whole.order.dueOnSite.amountMinor, sumLedger(whole)]).toEqual([[], onSite, 0]);
      await expectSoon(() => listSubjects(reference), ['Confirmed']);
      const cancelled = await harness.call('POST', `/v1/bookings/${id}/cancel`, {
        key: manageToken,
        body: { expectedRefund: { amountMinor: 0, currency: 'EUR' } },
      });
      expect([cancelled.status, cancelled.body.refund]).toEqual([200, null]);
      await expectSoon(() => listSubjects(reference), ['Cancelled', 'Confirmed']);
      expect(await countCalls()).toBe(before);
    },
  );

  test('the count bites: one that is paid online is counted', async () => {
    const before = await countCalls();
    await begin('svc_beard');
    expect(await countCalls()).toBe(before + 1);
  });
});

describe('a refund that the bank takes long over', () => {
  const cancel = async () => {
    const paid = await bookAndPay(harness, 'svc_beard');
    await harness.control('POST', 'next-refund', { status: 'pending' });
    const cancelled = await harness.call('POST', `/v1/bookings/${paid.bookingId}/cancel`, { body: {} });
    expect(cancelled.body.refund).toMatchObject({ amount: { amountMinor: 2_500, currency: 'EUR' }, state: 'pending' });
    const { providerId } = paid;
    const find = async (): Promise<Json> =>
      (await harness.control('GET', 'refunds')).refunds.find((refund: Json) => refund.payment_intent === providerId) ?? null;
    await expectSoon(async () => (await find())?.status, 'pending');
    const settle = async (outcome: string) => harness.control('POST', `refunds/${(await find()).id}/settle`, { outcome });
    return { ...paid, settle };
  };
  const read = async (orderId: string) => {
    const { order } = await showOrder(orderId);
    return [order.refunds.map(({ state }: Json) => state), order.refundDue.amountMinor, order.refunded.amountMinor];
  };

  test('arrives: owed until then, and nothing waits for the owner', async () => {
    const { orderId, settle } = await cancel();
    expect([await read(orderId), await listKinds(orderId)]).toEqual([[['pending'], 2_500, 0], []]);
    await settle('succeeded');
    await expectSoon(() => read(orderId), [['succeeded'], 0, 2_500]);
    expect(sumLedger(await showOrder(orderId))).toBe(0);
  });

  test('fails: owed again, the owner is told and finds it in his queue, gives it back again, and it is gone from there', async () => {
    const { orderId, settle, held } = await cancel();
    await settle('failed');
    await expectSoon(() => read(orderId), [['failed'], 2_500, 0]);
    expect(await listKinds(orderId)).toEqual(['refund_owed']);
    await expectSoon(async () => {
      const mails = await Promise.all((await harness.mails.list()).map(({ id }) => harness.mails.read(id)));
      return mails.filter(
        (mail) =>
          mail?.to.email === 'owner-a@example.com' &&
          mail.subject.includes('efund') &&
          mail.text.includes(held.body.order.reference),
      ).length;
    }, 1);
    expect((await harness.call('POST', `/v1/admin/orders/${orderId}/refunds`, { body: { amountMinor: 2_500 } })).status).toBe(
      200,
    );
    await expectSoon(() => read(orderId), [['failed', 'succeeded'], 0, 2_500]);
    expect([await listKinds(orderId), sumLedger(await showOrder(orderId))]).toEqual([[], 0]);
  });
});

describe('part of the money given back in the provider’s dashboard', () => {
  const giveBack = (providerId: string) => harness.control('POST', 'refunds', { payment_intent: providerId, amount: 1_000 });
  const readRefunded = async (orderId: string): Promise<number> => (await showOrder(orderId)).order.refunded.amountMinor;

  test('is seen by the provider’s message; the booking stands, and a cancellation gives back what is left', async () => {
    const { orderId, providerId, bookingId } = await bookAndPay(harness, 'svc_beard');
    await giveBack(providerId);
    await expectSoon(() => readRefunded(orderId), 1_000);
    const whole = await showOrder(orderId);
    expect([whole.bookings[0].state, whole.refundable.amountMinor, sumLedger(whole)]).toEqual(['confirmed', 1_500, 0]);
    const cancelled = await harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { body: {} });
    expect(cancelled.body.refund.amount.amountMinor).toBe(1_500);
    await expectSoon(() => readRefunded(orderId), 2_500);
  });

  test('is found by comparing the books when the message is lost, and counts once when the message comes after all, twice', async () => {
    const { orderId, providerId } = await bookAndPay(harness, 'svc_beard');
    // The message of the payment itself, once it looks, would find what is given back.
    await expectSoon(async () => (await harness.control('GET', 'deliveries?state=scheduled')).deliveries.length, 0);
    await harness.control('POST', 'deliveries/mode', { mode: 'hold' });
    await giveBack(providerId);
    expect(await readRefunded(orderId)).toBe(0);
    const compared = await harness.call('POST', '/v1/admin/reconcile', { body: { days: 1 } });
    const found = compared.body.differences.find((difference: Json) => difference.orderId === orderId);
    expect(found).toMatchObject({ kind: 'refunded_there', repaired: true });
    expect(await readRefunded(orderId)).toBe(1_000);
    const { deliveries } = await harness.control('GET', 'deliveries?state=held');
    expect(deliveries.length).toBeGreaterThan(0);
    for (const delivery of deliveries) await harness.control('POST', `deliveries/${delivery.id}/duplicate`);
    await harness.control('POST', 'deliveries/mode', { mode: 'deliver' });
    await harness.control('POST', 'deliveries/release', {});
    await expectSoon(async () => (await harness.control('GET', 'deliveries?state=held')).deliveries.length, 0);
    const again = await harness.call('POST', '/v1/admin/reconcile', { body: { days: 1 } });
    expect(again.body.differences.filter((difference: Json) => difference.orderId === orderId)).toEqual([]);
    const whole = await showOrder(orderId);
    expect([whole.order.refunds.length, whole.order.refunded.amountMinor, sumLedger(whole)]).toEqual([1, 1_000, 0]);
  });
});

describe('a method that leads to the bank’s own page', () => {
  const goToBank = async () => {
    const begun = await begin('svc_cut');
    // Whoever comes back is told at once: the messages come too late for that.
    await harness.control('POST', 'deliveries/mode', { mode: 'hold' });
    const confirmed = await confirmInBrowser(begun, { 'payment_method_data[type]': 'ideal' });
    const bank = new URL(confirmed.next_action.redirect_to_url.url);
    const waiting = await begun.look();
    expect([waiting.body.booking.state, waiting.body.order.payments[0].state]).toEqual(['awaiting_payment', 'requires_action']);
    const decide = async (outcome: string): Promise<URL> => {
      const body = new URLSearchParams({ attempt: bank.searchParams.get('attempt') ?? '', outcome });
      const answer = await fetch(`${bank.origin}${bank.pathname}`, { method: 'POST', body, redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '');
    };
    return { ...begun, decide };
  };

  test('authorised there: the page that he comes back to finds it paid, before any message; the messages change nothing', async () => {
    const { decide, look, orderId, reference } = await goToBank();
    const back = await decide('succeeded');
    expect([back.origin, back.searchParams.get('redirect_status')]).toEqual(['https://a.example.com', 'succeeded']);
    expect((await look()).body.booking.state).toBe('confirmed');
    await harness.control('POST', 'deliveries/mode', { mode: 'deliver' });
    await harness.control('POST', 'deliveries/release', {});
    await expectSoon(() => listSubjects(reference), ['Confirmed']);
    const whole = await showOrder(orderId);
    expect([whole.order.paid.amountMinor, whole.order.refunds, sumLedger(whole)]).toEqual([4_500, [], 0]);
  });

  test('refused there: not paid, whatever the address says; then paid by card', async () => {
    const { decide, look, providerId, id } = await goToBank();
    await decide('failed');
    const shown = await look();
    expect([shown.body.booking.state, shown.body.order.paid.amountMinor]).toEqual(['awaiting_payment', 0]);
    expect(shown.body.order.payments[0].lastDeclineCode).toEqual(expect.any(String));
    const again = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(again.body.payment.providerId).toBe(providerId);
    expect(await harness.pay(providerId)).toBe('succeeded');
    expect((await look()).body.booking.state).toBe('confirmed');
  });
});

describe('a method that takes days', () => {
  const debit = async () => {
    const begun = await begin('svc_beard');
    const asked = Date.now();
    expect((await confirmInBrowser(begun, debitFields)).status).toBe('processing');
    // Nobody asks: the message alone.
    await expectSoon(() => readStates(begun.orderId), ['awaiting_payment', 'processing']);
    const { bookings } = await showOrder(begun.orderId);
    const keptFor = Date.parse(bookings[0].holdExpiresAt) - asked;
    expect([keptFor > 4.9 * days, keptFor < 5.1 * days]).toEqual([true, true]);
    await expectSoon(() => listSubjects(begun.reference), ['Your time is kept']);
    const settle = (outcome: string) => harness.control('POST', `payment_intents/${begun.providerId}/settle`, { outcome });
    return { ...begun, settle };
  };

  test('meanwhile nobody else gets the time, and it can neither be paid again nor given up', async () => {
    const { id, startsAt, manageToken, orderId } = await debit();
    const slots = await findSlot(harness, 'svc_beard', 10);
    expect(Date.parse(slots.startsAt) !== Date.parse(startsAt) || slots.resourceIds.length < 3).toBe(true);
    const cancelled = await harness.call('POST', `/v1/bookings/${id}/cancel`, { key: manageToken, body: {} });
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'payment_in_progress']);
    const again = await harness.call('POST', `/v1/bookings/${id}/checkout`, { key: manageToken, body: {} });
    expect([again.status, again.body.payment.state]).toEqual([200, 'processing']);
    expect((await showOrder(orderId)).order.payments).toHaveLength(1);
  });

  test('the money arrives: confirmed by the message alone, and told', async () => {
    const { orderId, reference, settle } = await debit();
    await settle('succeeded');
    await expectSoon(() => readStates(orderId), ['confirmed', 'paid']);
    await expectSoon(() => listSubjects(reference), ['Confirmed', 'Your time is kept']);
    const whole = await showOrder(orderId);
    expect([whole.order.paid.amountMinor, whole.order.due.amountMinor, sumLedger(whole)]).toEqual([2_500, 0, 0]);
  });

  test('it fails: told once, with a day for another try, which a card takes', async () => {
    const { id, orderId, providerId, reference, settle, look } = await debit();
    const failedAt = Date.now();
    await settle('failed');
    await expectSoon(() => readStates(orderId), ['awaiting_payment', 'created']);
    await expectSoon(() => listSubjects(reference), ['Your payment did not go through', 'Your time is kept']);
    const keptFor = Date.parse((await look()).body.expiresAt) - failedAt;
    expect([keptFor > 0.99 * days, keptFor < 1.01 * days]).toEqual([true, true]);
    const again = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(again.body.payment.providerId).toBe(providerId);
    expect(Date.parse(again.body.expiresAt) - failedAt).toBe(keptFor);
    await harness.pay(providerId);
    await expectSoon(() => readStates(orderId), ['confirmed', 'paid']);
    await expectSoon(() => listSubjects(reference), ['Confirmed', 'Your payment did not go through', 'Your time is kept']);
    expect(sumLedger(await showOrder(orderId))).toBe(0);
  });

  test('it fails and the message of it is lost: whoever looks at the booking finds it', async () => {
    const { settle, look, orderId } = await debit();
    await harness.control('POST', 'deliveries/mode', { mode: 'drop' });
    await settle('failed');
    expect((await look()).body.order.payments[0].state).toBe('created');
    expect(await readStates(orderId)).toEqual(['awaiting_payment', 'created']);
  });

  test('where the service does not allow it, it is neither offered nor taken', async () => {
    const begun = await begin('svc_cut');
    expect((await confirmInBrowser(begun, debitFields)).error.code).toBe('payment_intent_incompatible_payment_method');
    expect(await readStates(begun.orderId)).toEqual(['awaiting_payment', 'created']);
  });
});
