import { expect } from '@jest/globals';
import type { CheckoutPageRequest, EpochMillis } from '../../../core/index.ts';
import { buildRefund, buildRequest, rejected, unavailable } from './subject.ts';
import type { ControlledSubject, GatewayCase, PaymentGatewaySubject } from './subject.ts';

const HOUR = 3_600_000;

/** Builds the request of a page that closes by itself in an hour. */
const buildPage = (now: EpochMillis, amountMinor = 45_000, currency = 'SEK'): CheckoutPageRequest => ({
  ...buildRequest(amountMinor, currency),
  successUrl: 'https://salon.example/done?order=1',
  cancelUrl: 'https://salon.example/back?order=1',
  closesAt: now + HOUR,
});

/** The provider's own page, as far as it can be tried without a visitor. */
export const pageCases: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'a page is open, is ours, has an address and no secret',
    run: async ({ gateway, now }) => {
      const request = buildPage(now());
      const { payment, url } = await gateway.createCheckoutPage(request);
      const expected = { state: 'open', amountMinor: 45_000, currency: 'SEK', capturedMinor: 0, paymentId: request.paymentId };
      expect(payment).toMatchObject({
        ...expected,
        clientSecret: null,
        pageUrl: url,
        declineCode: null,
        refunds: [],
        disputes: [],
      });
      expect(URL.canParse(url)).toBe(true);
      expect(await gateway.fetchPayment(payment.providerId)).toEqual(payment);
    },
  },
  {
    name: 'a page is made once by our id, and a payment in our form under the same id is another one',
    run: async ({ gateway, now }) => {
      const request = buildPage(now());
      const [first, second] = [await gateway.createCheckoutPage(request), await gateway.createCheckoutPage(request)];
      expect([second.payment.providerId, second.url]).toEqual([first.payment.providerId, first.url]);
      const inOurForm = await gateway.createPayment(request);
      expect(inOurForm.providerId).not.toBe(first.payment.providerId);
      expect(inOurForm).toMatchObject({ pageUrl: null, clientSecret: expect.any(String) });
    },
  },
  {
    name: 'a withdrawn page is closed, however often it is withdrawn, and nothing can be given back of it',
    run: async ({ gateway, now }) => {
      const { providerId } = (await gateway.createCheckoutPage(buildPage(now()))).payment;
      const closed = { providerId, state: 'cancelled', capturedMinor: 0, pageUrl: null };
      expect(await gateway.cancelPayment(providerId)).toMatchObject(closed);
      expect(await gateway.cancelPayment(providerId)).toMatchObject(closed);
      expect(await gateway.fetchPayment(providerId)).toMatchObject(closed);
      await expect(gateway.createRefund(buildRefund(providerId, 100))).rejects.toMatchObject(rejected);
    },
  },
  {
    name: 'an amount of a currency that is counted otherwise is asked for on a page as just that',
    run: async ({ gateway, now }) => {
      for (const [currency, amountMinor] of [
        ['JPY', 3_000],
        ['ISK', 2_500],
        ['KWD', 12_340],
      ] as const) {
        const { payment } = await gateway.createCheckoutPage(buildPage(now(), amountMinor, currency));
        expect(payment).toMatchObject({ amountMinor, currency });
      }
    },
  },
];

/** What happens when somebody pays on the page. */
export const controlledPageCases: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'a page that was paid is closed, cannot be withdrawn, and gives back what was paid, once for each of our ids',
    run: async ({ gateway, now, payWith }) => {
      const { providerId } = (await gateway.createCheckoutPage(buildPage(now()))).payment;
      await payWith(providerId, 'paid');
      const paid = { providerId, state: 'paid', amountMinor: 45_000, capturedMinor: 45_000, pageUrl: null, clientSecret: null };
      expect(await gateway.fetchPayment(providerId)).toMatchObject(paid);
      expect(await gateway.cancelPayment(providerId)).toMatchObject(paid);
      const asked = buildRefund(providerId, 10_000);
      const refund = await gateway.createRefund(asked);
      expect(await gateway.createRefund(asked)).toMatchObject({ providerId: refund.providerId });
      expect((await gateway.fetchPayment(providerId)).refunds).toMatchObject([{ refundId: asked.refundId, amountMinor: 10_000 }]);
    },
  },
  {
    name: 'a declined card leaves the page open for another, and an open page with a declined card can be withdrawn',
    run: async ({ gateway, now, payWith }) => {
      const { payment, url } = await gateway.createCheckoutPage(buildPage(now()));
      await payWith(payment.providerId, 'declined');
      const declined = await gateway.fetchPayment(payment.providerId);
      expect(declined).toMatchObject({ state: 'open', capturedMinor: 0, pageUrl: url });
      expect(declined.declineCode).not.toBeNull();
      const other = (await gateway.createCheckoutPage(buildPage(now()))).payment.providerId;
      await payWith(other, 'declined');
      expect(await gateway.cancelPayment(other)).toMatchObject({ state: 'cancelled', capturedMinor: 0 });
      await payWith(payment.providerId, 'paid');
      expect(await gateway.fetchPayment(payment.providerId)).toMatchObject({ state: 'paid' });
    },
  },
  {
    name: 'money that was set moving on a page cannot be withdrawn, and arrives',
    run: async ({ gateway, now, controls }) => {
      const { providerId } = (await gateway.createCheckoutPage(buildPage(now()))).payment;
      await controls.startProcessing(providerId);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'processing', capturedMinor: 0, pageUrl: null });
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ providerId, state: 'processing' });
      await controls.settleProcessing(providerId, true);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'paid', capturedMinor: 45_000 });
    },
  },
  {
    name: 'money that was set moving on a page and did not arrive ends the payment: nobody can try again there',
    run: async ({ gateway, now, controls }) => {
      const { providerId } = (await gateway.createCheckoutPage(buildPage(now()))).payment;
      await controls.startProcessing(providerId);
      await controls.settleProcessing(providerId, false);
      const failed = await gateway.fetchPayment(providerId);
      expect(failed).toMatchObject({ state: 'cancelled', capturedMinor: 0, pageUrl: null });
      expect(failed.declineCode).not.toBeNull();
    },
  },
  {
    name: 'the list, and a look by the id that it names, tell a page’s payment as it stands: open, paid, or over when the page is',
    run: async ({ gateway, now, payWith, controls }) => {
      const since = now();
      const make = async () => (await gateway.createCheckoutPage(buildPage(now()))).payment;
      const [open, paid, failed] = [await make(), await make(), await make()];
      await payWith(open.providerId, 'declined');
      await payWith(paid.providerId, 'paid');
      await controls.startProcessing(failed.providerId);
      await controls.settleProcessing(failed.providerId, false);
      const listed = await gateway.listPayments({ createdFrom: since - HOUR, createdUntil: since + HOUR });
      for (const [payment, state] of [
        [open, 'open'],
        [paid, 'paid'],
        [failed, 'cancelled'],
      ] as const) {
        const found = listed.find(({ paymentId }) => paymentId === payment.paymentId);
        expect(found).toMatchObject({ state, amountMinor: 45_000, pageId: state === 'paid' ? null : payment.providerId });
        expect(await gateway.fetchPayment(found?.providerId ?? '')).toMatchObject({ state, paymentId: payment.paymentId });
      }
      // Withdrawn by the id in the list, the page is closed too.
      const { providerId = '' } = listed.find(({ paymentId }) => paymentId === open.paymentId) ?? {};
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled' });
      expect(await gateway.fetchPayment(open.providerId)).toMatchObject({ state: 'cancelled', pageUrl: null });
    },
  },
  ...(['before', 'after'] as const).map((when): GatewayCase<ControlledSubject> => ({
    name: `an answer about a page that is lost ${when} it happened is a fault worth retrying, and the page is made once`,
    run: async ({ gateway, now, controls }) => {
      const request = buildPage(now());
      await controls.loseNext('write', when);
      await expect(gateway.createCheckoutPage(request)).rejects.toMatchObject(unavailable);
      const first = await gateway.createCheckoutPage(request);
      expect((await gateway.createCheckoutPage(request)).url).toBe(first.url);
    },
  })),
];
