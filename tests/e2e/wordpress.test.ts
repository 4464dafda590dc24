import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildPlugin } from '../../wordpress-plugin/build.ts';
import { findPhp } from '../../service/demo/wordpress/find-php.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { startTestCalendars } from '../support/calendar-sandbox.ts';
import type { TestCalendars } from '../support/calendar-sandbox.ts';
import { openAsOwner } from '../support/owner.ts';
import type { Owner } from '../support/owner.ts';
import type { Json } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { startWordPressHarness, wordPressStartMillis } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';

// Where PHP is found, both versions run on it; without it, one runs in the Playground, so that the way is always walked.
const versions = 'command' in (await findPhp()) ? (['6.6', '6.5.5'] as const) : (['6.5.5'] as const);
const STEP_MILLIS = 90_000;

let launched: LaunchedBrowser;
let browser: Browser;
let zipFile: string;

beforeAll(async () => {
  zipFile = await buildPlugin({ onProgress: () => undefined });
  launched = await launchBrowser();
  browser = launched.browser;
}, wordPressStartMillis);
afterAll(() => launched?.close());

describe.each(versions)('on a clean WordPress %s with Twenty Twenty-Four', (version) => {
  let calendars: TestCalendars;
  let site: WordPressHarness;
  let owner: Owner;
  let bookingPage = '';
  let manageUrl = '';

  beforeAll(async () => {
    calendars = await startTestCalendars();
    const service = { environment: calendars.environment, catalog: calendars.catalog };
    site = await startWordPressHarness({ version, withPlugin: false, service });
    owner = await openAsOwner(browser, site);
  }, wordPressStartMillis);
  afterAll(async () => {
    await owner?.page.close();
    await site?.stop();
    await calendars?.stop();
  });

  const readBooking = async (): Promise<Json> => {
    const range = 'from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z';
    const { body } = await site.service.call('GET', `/v1/admin/bookings?${range}`);
    return body.bookings.find(({ booking }: Json) => booking.state === 'confirmed' || booking.state === 'cancelled');
  };

  test(
    'the zip is installed by upload and connected with a code from the mailbox of the business',
    async () => {
      await owner.uploadPlugin(zipFile);
      await owner.connect();
      await owner.page.getByText('Salon A').first().waitFor();
      await owner.look('wordpress-connection');
    },
    STEP_MILLIS,
  );

  test(
    'the settings show payment keys masked, and a change of the business arrives at the service',
    async () => {
      await owner.open('admin.php?page=holdfast-booking&tab=payments');
      await owner.page
        .getByText(/sk_test_…/)
        .first()
        .waitFor();
      expect(await owner.page.content()).not.toContain(site.service.sandbox.secretKey);
      await owner.look('wordpress-payments');
      await owner.open('admin.php?page=holdfast-booking&tab=business');
      await owner.page.getByLabel(/^Phone/).fill('+46 8 123 456');
      await owner.page.getByRole('button', { name: 'Save', exact: true }).click();
      await waitFor(async () => (await site.service.call('GET', '/v1/services')).body.business.phone === '+46 8 123 456');
      await owner.look('wordpress-business');
      await owner.open('admin.php?page=holdfast-booking&tab=services');
      await owner.page.getByText('Beard trim').first().waitFor();
      await owner.look('wordpress-services');
    },
    STEP_MILLIS,
  );

  test(
    'the block is inserted, previewed and published, and other pages carry nothing of it',
    async () => {
      bookingPage = await owner.publishBookingPage('Book a time');
      await owner.look('wordpress-editor');
      const other = await site.publish('<!-- wp:paragraph --><p>About us</p><!-- /wp:paragraph -->', { title: 'About' });
      expect(await (await fetch(other)).text()).not.toMatch(/holdfast/i);
    },
    STEP_MILLIS,
  );

  test(
    'a visitor books and pays in the page, and the booking stands in the calendar',
    async () => {
      const visitor = await openAsVisitor(browser, bookingPage, { judged: 'holdfast-booking' });
      await visitor.chooseService(/^Beard trim/);
      await visitor.chooseAnyone();
      await visitor.look('wordpress-times');
      await visitor.chooseTime();
      await visitor.fillDetails();
      await visitor.fillCard('4242424242424242');
      await visitor.look('wordpress-payment');
      await visitor.pay();
      await visitor.expectBooked();
      await visitor.look('wordpress-booked');
      const { booking, order } = await waitFor(readBooking);
      expect(booking).toMatchObject({ state: 'confirmed' });
      expect(order.payments[0]).toMatchObject({ state: 'paid' });
      await visitor.page.close();
      const month = booking.startsAt.slice(0, 7);
      await waitFor(async () => (await (await fetch(`${calendars.url}/?month=${month}`)).text()).includes('Maria Lind'));
      const mail = await waitFor(async () => {
        const found = (await site.service.mails.list()).find(({ to }) => to.email === 'maria@example.com');
        return found === undefined ? null : site.service.mails.read(found.id);
      });
      manageUrl = /https?:\S+#hfm_\S+/.exec(mail.text)?.[0] ?? '';
      // The customer stays on the site: the service needs no door of its own.
      expect(manageUrl).toMatch(new RegExp(`^${site.url}/\\?holdfast=manage#`));
    },
    STEP_MILLIS,
  );

  test(
    'the customer cancels on the site and gets the money back, and the calendar forgets the booking',
    async () => {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Stockholm' });
      await page.goto(manageUrl);
      const manage = page.locator('holdfast-manage');
      await manage
        .getByRole('button', { name: /^Cancel/ })
        .first()
        .click();
      await manage
        .getByRole('button', { name: /^(Yes, c|C)ancel/ })
        .last()
        .click();
      await manage
        .getByText(/cancelled/i)
        .first()
        .waitFor();
      const { booking, order } = await waitFor(async () => {
        const found = await readBooking();
        return found.order.refunds[0]?.state === 'succeeded' && found;
      });
      expect(booking.state).toBe('cancelled');
      expect(order.refunds[0].amount).toEqual(order.payments[0].amount);
      const month = booking.startsAt.slice(0, 7);
      await waitFor(async () => !(await (await fetch(`${calendars.url}/?month=${month}`)).text()).includes('Maria Lind'));
      await page.close();
    },
    STEP_MILLIS,
  );

  test(
    'when the service is away the page shows phone, mail and a way to try again',
    async () => {
      await site.service.stopService();
      const visitor = await openAsVisitor(browser, bookingPage, { judged: 'holdfast-booking' });
      await visitor.widget.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 30_000 });
      await visitor.widget.getByRole('link', { name: '+46 8 123 456' }).waitFor();
      await visitor.widget.getByRole('link', { name: 'owner-a@example.com' }).waitFor();
      await visitor.look('wordpress-away');
      await visitor.page.close();
    },
    STEP_MILLIS,
  );
});
