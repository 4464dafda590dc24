import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { hold } from '../support/booking-steps.ts';
import { servePlainPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { Json, ServiceHarness } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';

let harness: ServiceHarness;
let site: PlainPage;
let launched: LaunchedBrowser;
let browser: Browser;

beforeAll(async () => {
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'] });
  site = await servePlainPage(harness.url, 'site_a');
  launched = await launchBrowser();
  browser = launched.browser;
});
afterAll(async () => {
  await launched?.close();
  await site?.stop();
  await harness?.stop();
});

const listBookings = async (): Promise<readonly Json[]> =>
  (await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z')).body.bookings;

const findBooking = (serviceId: string, startsAt: string, state: string) =>
  waitFor(async () =>
    (await listBookings()).find(
      ({ booking }) =>
        booking.serviceId === serviceId && booking.state === state && Date.parse(booking.startsAt) === Date.parse(startsAt),
    ),
  );

const startPaying = async (visitor: Visitor, service = /^Cut/): Promise<string> => {
  await visitor.chooseService(service);
  await visitor.chooseAnyone();
  const startsAt = await visitor.chooseTime();
  await visitor.fillDetails();
  return startsAt;
};

describe('a visitor on a plain page of another origin', () => {
  test('books a cut with stylist and room and pays with 4242: page, mail and database agree', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.widget.getByRole('heading', { name: 'What would you like to book?' }).waitFor();
    // Nothing of the payment provider is loaded before the payment step.
    expect(await visitor.page.locator('script[src*="stripe"]').count()).toBe(0);
    await visitor.look('1-services');
    await visitor.chooseService(/^Cut/);
    await visitor.look('2-people');
    await visitor.chooseAnyone();
    await visitor.widget.getByRole('radio').first().waitFor();
    await visitor.look('3-times');
    const startsAt = await visitor.chooseTime();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    await visitor.look('4-details');
    expect(await visitor.page.locator('script[src*="stripe"]').count()).toBe(0);
    // The site's type, not ours.
    const fonts = await visitor.page.evaluate(() =>
      ['main > h1', 'holdfast-booking .hf-heading', 'holdfast-booking input'].map((selector) => {
        const found = document.querySelector(selector);
        return found === null ? '' : getComputedStyle(found).fontFamily;
      }),
    );
    expect(new Set(fonts)).toEqual(new Set(['Georgia, serif']));
    await visitor.fillDetails();
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.look('5-payment');
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    await visitor.look('6-confirmed');
    const { booking, order } = await findBooking('svc_cut', startsAt, 'confirmed');
    expect(booking.resources.map((resource: Json) => resource.kind).toSorted()).toEqual(['room', 'staff']);
    expect(order).toMatchObject({ paid: { amountMinor: 45_000, currency: 'SEK' }, customer: { name: 'Maria Lind' } });
    expect(await visitor.widget.innerText()).toContain(order.reference);
    const mail = await waitFor(async () => {
      const found = (await harness.mails.list()).find((candidate) => candidate.to.email === 'maria@example.com');
      return found === undefined ? null : harness.mails.read(found.id);
    });
    expect(mail.text).toContain(order.reference);
    expect(mail.invitation?.content).toContain('BEGIN:VEVENT');
    await visitor.page.close();
  });

  test('is declined, keeps everything, and pays with the next card', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const startsAt = await startPaying(visitor, /^Beard/);
    await visitor.fillCard('4000000000000002');
    await visitor.pay();
    await visitor.widget
      .getByRole('alert')
      .filter({ hasText: /declined/i })
      .waitFor();
    await visitor.look('7-declined');
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    expect((await findBooking('svc_beard', startsAt, 'confirmed')).order.paid.amountMinor).toBe(25_000);
    await visitor.page.close();
  });

  test('authenticates with the bank', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const startsAt = await startPaying(visitor, /^Beard/);
    await visitor.fillCard('4000002500003155');
    await visitor.pay();
    const bank = visitor.page.frameLocator('dialog iframe');
    await bank.getByRole('button', { name: 'Fail authentication' }).click();
    await visitor.widget.getByRole('alert').first().waitFor();
    await visitor.fillCard('4000002500003155');
    await visitor.pay();
    await bank.getByRole('button', { name: 'Complete authentication' }).click();
    await visitor.expectBooked();
    await findBooking('svc_beard', startsAt, 'confirmed');
    await visitor.page.close();
  });

  test('pays by a method that leads away, and comes back to the confirmation', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.chooseService(/^Morning yoga/);
    const startsAt = await visitor.chooseTime();
    await visitor.fillDetails();
    await visitor.card.getByRole('tab', { name: 'Test bank' }).click();
    await visitor.pay();
    await visitor.page.getByRole('button', { name: /Authori[sz]e/ }).click();
    await visitor.expectBooked();
    // What the provider hung on the address is gone from it.
    expect(visitor.page.url()).not.toMatch(/payment_intent|client_secret|redirect_status/);
    expect((await findBooking('svc_yoga', startsAt, 'confirmed')).order.paid).toEqual({ amountMinor: 1_800, currency: 'EUR' });
    await visitor.page.close();
  });

  test('loses a race: is told so, and takes one of the nearest times', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.chooseService(/^Colour Consult/);
    await visitor.widget.getByRole('button', { name: /^Mei/ }).click();
    await visitor.widget.getByRole('button', { name: 'Next month' }).click();
    const time = visitor.widget.getByRole('radio').first();
    await time.waitFor();
    const startsAt = await time.getAttribute('data-starts-at');
    expect((await hold(harness, { serviceId: 'svc_colour', startsAt, resourceId: 'res_mei' })).status).toBe(201);
    await time.click();
    await visitor.widget.getByText('Someone was a moment faster.').waitFor();
    await visitor.look('8-lost-race');
    const alternative = visitor.widget
      .getByRole('alert')
      .getByRole('button')
      .or(visitor.widget.locator('.hf-alternatives').getByRole('button'))
      .first();
    await alternative.click();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    await visitor.page.close();
  });

  test('two visitors race for the last time of a desk: one keeps it, the other is told', async () => {
    const visitors = await Promise.all([openAsVisitor(browser, site.url()), openAsVisitor(browser, site.url())]);
    for (const visitor of visitors) {
      await visitor.chooseService(/^Desk for half/);
      await visitor.widget.getByRole('button', { name: /^Quiet desk/ }).click();
      await visitor.widget.getByRole('button', { name: 'Next month' }).click();
      await visitor.widget.getByRole('radio').first().waitFor();
    }
    await Promise.all(visitors.map((visitor) => visitor.widget.getByRole('radio').first().click()));
    const outcomes = await Promise.all(
      visitors.map(async (visitor) => {
        const kept = visitor.widget.getByText(/We keep this time for you until/);
        const lost = visitor.widget.getByText('Someone was a moment faster.');
        await kept.or(lost).first().waitFor();
        return (await lost.count()) > 0 ? 'lost' : 'kept';
      }),
    );
    expect(outcomes.toSorted()).toEqual(['kept', 'lost']);
    for (const visitor of visitors) await visitor.page.close();
  });

  test('goes back from the payment, adds a code and an extra, and pays the new price', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const startsAt = await startPaying(visitor);
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.widget.getByRole('button', { name: 'Back' }).click();
    await visitor.widget
      .getByRole('button', { name: 'Have a code?' })
      .or(visitor.widget.getByText('Have a code?'))
      .first()
      .click();
    await visitor.widget.getByLabel(/code/i).last().fill('friend100');
    await visitor.widget.getByRole('button', { name: 'Apply' }).click();
    await visitor.widget.getByLabel(/Scalp massage/).check();
    expect(await visitor.widget.getByLabel('Name', { exact: true }).inputValue()).toBe('Maria Lind');
    // 450 + 90 − 100
    await visitor.widget.getByText(/440/).locator('visible=true').first().waitFor();
    await visitor.look('9-code-and-extra');
    await visitor.widget.getByRole('button', { name: 'Continue to payment' }).click();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    expect((await findBooking('svc_cut', startsAt, 'confirmed')).order.paid.amountMinor).toBe(44_000);
    await visitor.page.close();
  });

  test('chooses another time after the first one was paid elsewhere: the paid one is shown as booked, the other is given back', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const checkout = visitor.page.waitForResponse((response) => response.url().includes('/checkout') && response.ok());
    const startsAt = await startPaying(visitor, /^Beard/);
    const { clientSecret }: Json = await (await checkout).json();
    await visitor.card.getByLabel('Card number').waitFor();
    const { order } = await findBooking('svc_beard', startsAt, 'awaiting_payment');
    // As an app of the bank does it, while this page waits.
    expect(await harness.pay(String(clientSecret).split('_secret_')[0] ?? '')).toBe('succeeded');
    await visitor.widget.getByRole('button', { name: 'Back' }).click();
    await visitor.widget.getByRole('button', { name: 'Back' }).click();
    const other = visitor.widget.locator('[role="radio"][aria-checked="false"]').last();
    const otherStart = await other.getAttribute('data-starts-at');
    await other.click();
    await visitor.expectBooked();
    expect(await visitor.widget.innerText()).toContain(order.reference);
    expect((await findBooking('svc_beard', startsAt, 'confirmed')).order.paid.amountMinor).toBe(25_000);
    await findBooking('svc_beard', otherStart ?? '', 'cancelled');
    await visitor.page.close();
  });

  test('books something free without a payment step', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.chooseService(/^Consultation/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await visitor.widget.getByLabel('Name', { exact: true }).fill('Maria Lind');
    await visitor.widget.getByLabel('E-mail', { exact: true }).fill('maria@example.com');
    await visitor.widget.getByRole('button', { name: /^Book/ }).click();
    await visitor.expectBooked();
    await visitor.page.close();
  });

  test('reloads in the middle and goes on with the same hold', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await startPaying(visitor, /^Beard/);
    await visitor.card.getByLabel('Card number').waitFor();
    const before = (await listBookings()).length;
    await visitor.page.reload();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    expect((await listBookings()).length).toBe(before);
    await visitor.page.close();
  });

  test('sees the booking through the link in the mail and cancels it with its refund', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const startsAt = await startPaying(visitor, /^Beard/);
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    const { order } = await findBooking('svc_beard', startsAt, 'confirmed');
    const mail = await waitFor(async () => {
      for (const facts of await harness.mails.list()) {
        const read = facts.to.email === 'maria@example.com' ? await harness.mails.read(facts.id) : null;
        if (read?.text.includes(order.reference)) return read;
      }
      return null;
    });
    const link = /http:\/\/\S+\/manage#\S+/.exec(mail.text)?.[0] ?? '';
    const manage = await openAsVisitor(browser, link);
    const panel = manage.page.locator('holdfast-manage');
    await panel.getByText(order.reference).first().waitFor();
    expect(manage.page.url()).not.toContain('hfm_');
    await manage.look('10-manage');
    const asked = manage.page.waitForRequest((request) => request.url().includes('/v1/slots?'));
    await panel.getByRole('button', { name: 'Book again' }).click();
    expect((await asked).headers()['holdfast-token']).toContain('hfm_');
    await panel.locator('.hf-time').first().waitFor();
    await manage.look('10-book-again');
    await panel.getByRole('button', { name: 'Back to your booking' }).click();
    await panel.getByRole('button', { name: 'Cancel booking' }).click();
    await panel.getByText(/You get .*250.* back/).waitFor();
    await manage.look('11-cancel-question');
    await panel.getByRole('button', { name: /Cancel and get .*250.* back/ }).click();
    await panel.getByText('Your booking is cancelled.').first().waitFor();
    await manage.look('12-cancelled');
    const after = await waitFor(async () => {
      const found = await findBooking('svc_beard', startsAt, 'cancelled');
      return found.order.refunds[0]?.state === 'succeeded' ? found : null;
    });
    expect(after.order.refunded.amountMinor).toBe(25_000);
    await manage.page.close();
    await visitor.page.close();
  });
});
