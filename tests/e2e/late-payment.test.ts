import { describe, expect, test } from '@jest/globals';
import { demoCatalog } from '../../service/demo/demo-catalog.ts';
import { testCustomer } from '../support/booking-steps.ts';
import { endHold, endOffer, payTooLate, silenceProvider } from '../support/late-payment.ts';
import type { LatePayment } from '../support/late-payment.ts';
import type { Json } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const on = useWidgetSite({ catalog: demoCatalog });

/** Takes all that is free of a start, so that nobody else finds it. */
async function takeAll(serviceId: string, startsAt: string): Promise<void> {
  const body = { serviceId, startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
  for (let booked = 201; booked === 201;) booked = (await on.harness.call('POST', '/v1/admin/bookings', { body })).status;
}

const readMail = (start: string): Promise<Json> =>
  waitFor(async () => {
    const found = (await on.harness.mails.list()).find(({ subject }) => subject.startsWith(start));
    return found === undefined ? null : on.harness.mails.read(found.id);
  });

/** Opens the page of one booking as the link in its mail does. */
async function openBooking({ bookingId, manageToken }: LatePayment) {
  const visitor = await openAsVisitor(on.launched.browser, `${on.harness.url}/manage#${manageToken}&${bookingId}`);
  return { ...visitor, panel: visitor.page.locator('holdfast-manage') };
}

const showOrder = async ({ orderId }: LatePayment): Promise<Json> =>
  (await on.harness.call('GET', `/v1/admin/orders/${orderId}`)).body.order;

describe('a customer whose money came too late', () => {
  test('has the same time again while it is free: his page says that he is booked', async () => {
    const late = await payTooLate(on.harness, 'svc_beard');
    const { panel, page, look } = await openBooking(late);
    await panel.getByText('Confirmed').waitFor();
    await look('20-late-seated-again');
    expect(await showOrder(late)).toMatchObject({ paid: { amountMinor: 25_000 }, refunds: [], lateOffer: null });
    await page.close();
  });

  test('is offered another time when it is gone, and takes one by the link in his mail', async () => {
    const late = await payTooLate(on.harness, 'svc_cut', (startsAt) => takeAll('svc_cut', startsAt));
    await late.look();
    const mail = await readMail('Choose another time');
    expect(mail.text).toContain('450.00');
    const { panel, page, look } = await openBooking(late);
    await panel.getByText('Your payment came after your time was released.').waitFor();
    await look('21-late-offer');
    await panel.getByRole('button', { name: 'Choose another time' }).click();
    await panel.getByRole('radio').first().click();
    await panel.getByText(/^Take .* instead\?$/).waitFor();
    await look('22-late-other-time');
    await panel.getByRole('button', { name: /^Book / }).click();
    await panel.getByText('You are booked').waitFor();
    await panel.getByText('Confirmed').waitFor();
    await look('23-late-taken');
    const order = await showOrder(late);
    expect(order).toMatchObject({
      lateOffer: { state: 'taken' },
      refunds: [],
      paid: { amountMinor: 45_000 },
      offered: { amountMinor: 0 },
    });
    await page.close();
  });

  test('takes the money back instead, on a phone: the page and the mail say so, and it goes back', async () => {
    const late = await payTooLate(on.harness, 'svc_cut', (startsAt) => takeAll('svc_cut', startsAt), 12);
    await late.look();
    const visitor = await openAsVisitor(on.launched.browser, `${on.harness.url}/manage#${late.manageToken}&${late.bookingId}`, {
      width: 320,
    });
    const panel = visitor.page.locator('holdfast-manage');
    await panel.getByRole('button', { name: /Take .*450.* back/ }).click();
    await panel.getByText('Take the money back and book nothing?').waitFor();
    await visitor.look('24-late-money-back');
    await panel.getByRole('button', { name: /Take .*450.* back/ }).click();
    await panel
      .getByText(/All of it is on its way back to you/)
      .first()
      .waitFor();
    await visitor.look('25-late-money-returned');
    const order = await waitFor(async () => {
      const found = await showOrder(late);
      return found.refunded.amountMinor === 45_000 ? found : null;
    });
    expect(order).toMatchObject({ lateOffer: { state: 'declined' }, refunds: [{ reason: 'late_payment', state: 'succeeded' }] });
    await readMail('Your payment to');
    await visitor.page.close();
  });

  test('does nothing: after the day has passed it goes back by itself', async () => {
    const late = await payTooLate(on.harness, 'svc_cut', (startsAt) => takeAll('svc_cut', startsAt), 16);
    await late.look();
    await endOffer(on.harness, late.orderId);
    const order = await waitFor(async () => {
      const found = await showOrder(late);
      return found.refunded.amountMinor === 45_000 ? found : null;
    });
    expect(order.lateOffer.state).toBe('lapsed');
    const { panel, page, look } = await openBooking(late);
    await panel.getByText('Refunded').waitFor();
    await look('26-late-lapsed');
    await page.close();
  });

  test('still sits at the payment step: when the service hears of his money, his page tells him what he can do', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url());
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    const startsAt = await visitor.chooseTime();
    await visitor.fillDetails();
    await visitor.fillCard('4242424242424242');
    const { bookings } = (await on.harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z'))
      .body;
    const { booking } = bookings.find((one: Json) => one.booking.state === 'awaiting_payment');
    const provider = await silenceProvider(on.harness);
    await visitor.pay();
    await visitor.widget.getByText('Your payment is being confirmed…').first().waitFor();
    const { orderId } = { orderId: bookings.find((one: Json) => one.booking.id === booking.id).order.id };
    await waitFor(async () => {
      const { payment_intents: intents } = await on.harness.control('GET', 'payment_intents');
      return intents.some((intent: Json) => intent.metadata.holdfast_order_id === orderId && intent.status === 'succeeded');
    });
    await endHold(on.harness, booking.id);
    const released = await on.harness.call('POST', `/v1/admin/bookings/${booking.id}/release`, { body: {} });
    expect(released.status).toBe(200);
    await takeAll('svc_beard', startsAt);
    await provider.heal();
    await visitor.widget.getByText('Your payment came after your time was released.').waitFor({ timeout: 30_000 });
    await visitor.look('27-late-in-the-widget');
    await visitor.widget.getByRole('link', { name: 'Choose another time or take the money back' }).waitFor();
    await visitor.page.close();
  });
});
