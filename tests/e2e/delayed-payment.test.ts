import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { buildEuroCatalog } from '../support/euro-catalog.ts';
import type { Json } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { useWidgetSite } from '../support/widget-site.ts';

const on = useWidgetSite({ catalog: buildEuroCatalog(5) });

const findOrder = async (reference: string): Promise<Json> => {
  const { bookings } = (await on.harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z'))
    .body;
  const found = bookings.find(({ order }: Json) => order.reference === reference);
  return { ...(await on.harness.call('GET', `/v1/admin/orders/${found.order.id}`)).body, booking: found.booking };
};

/** The mail of a subject about an order. */
const readMail = (subject: string, reference: string): Promise<Json> =>
  waitFor(async () => {
    for (const facts of await on.harness.mails.list()) {
      const mail = facts.subject.startsWith(subject) ? await on.harness.mails.read(facts.id) : null;
      if (mail?.text.includes(reference)) return mail;
    }
    return null;
  });

/** The bank says, days later, what became of a debit. */
const settle = async (reference: string, outcome: 'succeeded' | 'failed'): Promise<void> => {
  const { order } = await findOrder(reference);
  await on.harness.control('POST', `payment_intents/${order.payments[0].providerId}/settle`, { outcome });
};

/** Books a beard trim and pays by debit; answers the order's reference, as the page at the end shows it. */
async function payByDebit(visitor: Visitor, picture: string): Promise<string> {
  await visitor.chooseService(/^Beard/);
  await visitor.chooseAnyone();
  await visitor.chooseTime();
  await visitor.fillDetails();
  await visitor.card.getByRole('tab', { name: 'SEPA Debit' }).click();
  await visitor.card.getByLabel('IBAN').fill('DE89370400440532013000');
  await visitor.card.getByLabel('Name on the account').fill('Maria Lind');
  await visitor.card.getByLabel('Email').fill('maria@example.com');
  await visitor.pay();
  await visitor.widget.getByRole('heading', { name: 'Your time is kept' }).waitFor();
  await visitor.look(picture);
  const text = await visitor.widget.innerText();
  expect(text).not.toContain('You are booked');
  return /Reference\s+(\S+)/.exec(text)?.[1] ?? '';
}

/** Opens the page of one booking by the link in a mail. */
async function openLink(mail: Json, width: number) {
  const visitor = await openAsVisitor(on.launched.browser, /http:\/\/\S+\/manage#\S+/.exec(mail.text)?.[0] ?? '', { width });
  return { ...visitor, panel: visitor.page.locator('holdfast-manage') };
}

/** A mail that tells that a debit has failed, and the page that its link opens. */
async function fail(width: number, picture: string) {
  const visitor = await openAsVisitor(on.launched.browser, on.site.url(), { width });
  const reference = await payByDebit(visitor, picture);
  await visitor.page.close();
  await settle(reference, 'failed');
  const mail = await readMail('Your payment did not go through', reference);
  const manage = await openLink(mail, width);
  await manage.panel.getByText('Your payment did not go through. You have not been charged.').waitFor();
  return { ...manage, reference };
}

/**
 * Presses the button of the payment. It may have to be scrolled to: until that is painted, the browser would give a click to whatever frame it still
 * believes to be there.
 */
async function pressPay(page: Page, panel: Locator): Promise<void> {
  const button = panel.getByRole('button', { name: 'Pay €25' });
  await button.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await button.click();
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

describe('a payment that takes days', () => {
  test.each([320, 1200])('keeps the time, and is confirmed when the money has arrived (%i px)', async (width) => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url(), { width });
    const reference = await payByDebit(visitor, `30-days-kept-${width}`);
    const before = await findOrder(reference);
    expect([before.booking.state, before.order.payments[0].state]).toEqual(['awaiting_payment', 'processing']);
    const mail = await readMail('Your time is kept', reference);
    // Whoever comes back to the page finds the same.
    await visitor.page.reload();
    await visitor.widget.getByRole('heading', { name: 'Your time is kept' }).waitFor();
    expect(await widthOf(visitor.page)).toBeLessThanOrEqual(width);
    const manage = await openLink(mail, width);
    await manage.panel.getByText('Payment on its way').waitFor();
    await manage.panel.getByText('Your time is kept').waitFor();
    expect(await manage.panel.getByRole('button').count()).toBe(0);
    await manage.look(`31-days-kept-manage-${width}`);
    await settle(reference, 'succeeded');
    const confirmed = await readMail('Confirmed', reference);
    expect(confirmed.invitation?.content).toContain('BEGIN:VEVENT');
    await manage.page.reload();
    await manage.panel.getByText('Confirmed').waitFor();
    await manage.look(`32-days-confirmed-manage-${width}`);
    await visitor.page.reload();
    await visitor.expectBooked();
    const { order, booking } = await findOrder(reference);
    expect([booking.state, order.paid.amountMinor, order.refunds]).toEqual(['confirmed', 2_500, []]);
    await manage.page.close();
    await visitor.page.close();
  });

  test.each([320, 1200])(
    'fails: the link in the mail leads to another way to pay, also past a declined card (%i px)',
    async (width) => {
      const { panel, page, card, look, reference } = await fail(width, `30-days-kept-${width}`);
      await look(`33-days-failed-${width}`);
      await pressPay(page, panel);
      await card.getByRole('tab', { name: 'Card' }).click();
      const payBy = async (number: string): Promise<void> => {
        await card.getByLabel('Card number').fill(number);
        await card.getByLabel('Expiry date').fill('12/34');
        await card.getByLabel('Security code').fill('123');
        await pressPay(page, panel);
      };
      await payBy('4000000000000002');
      await panel.getByRole('alert').filter({ hasText: 'Payment declined' }).waitFor();
      await look(`34-days-declined-card-${width}`);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await payBy('4242424242424242');
      await panel.getByText('You are booked').waitFor();
      await panel.getByText('Confirmed').waitFor();
      await look(`35-days-paid-by-card-${width}`);
      await readMail('Confirmed', reference);
      const { order, booking } = await findOrder(reference);
      expect([booking.state, order.paid.amountMinor, order.payments.length]).toEqual(['confirmed', 2_500, 1]);
      await page.close();
    },
  );

  test('fails: paid at the bank’s own page, the visitor comes back to his booking, and no secret has left', async () => {
    const { panel, page, card, reference } = await fail(1200, '30-days-kept-1200');
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(`${request.url()} ${request.postData() ?? ''}`));
    await pressPay(page, panel);
    await card.getByRole('tab', { name: 'Test bank' }).click();
    await pressPay(page, panel);
    await page.getByRole('button', { name: /Authori[sz]e/ }).click();
    await panel.getByText('You are booked').waitFor();
    expect(page.url()).toBe(`${on.harness.url}/manage`);
    expect(addresses.join('\n')).not.toContain('hfm_');
    expect((await findOrder(reference)).booking.state).toBe('confirmed');
    await page.close();
  });

  test('fails: the time is given up, and free again', async () => {
    const { panel, page, look, reference } = await fail(1200, '30-days-kept-1200');
    await panel.getByRole('button', { name: 'Give the time up' }).click();
    await panel.getByRole('button', { name: 'Cancel the booking' }).click();
    await panel.getByText('Your booking is cancelled.').waitFor();
    await look('36-days-given-up');
    // All that is left to do is to choose another time.
    expect(await panel.getByRole('button').allTextContents()).toEqual(['Book again']);
    const { order, booking } = await findOrder(reference);
    expect([booking.state, order.payments[0].state, order.paid.amountMinor]).toEqual(['cancelled', 'cancelled', 0]);
    await page.close();
  });

  test('fails while the booking page is open in its tab: a reload shows the form again, and until when the time is kept', async () => {
    const visitor = await openAsVisitor(on.launched.browser, on.site.url());
    const reference = await payByDebit(visitor, '30-days-kept-1200');
    await settle(reference, 'failed');
    await readMail('Your payment did not go through', reference);
    await visitor.page.reload();
    await visitor.widget.getByText(/We keep this time for you until \w+day/).waitFor();
    await visitor.card.getByRole('tab', { name: 'Card' }).click();
    await visitor.fillCard('4242424242424242');
    await visitor.look('37-days-again-in-the-widget');
    await visitor.pay();
    await visitor.expectBooked();
    await visitor.page.close();
  });
});
