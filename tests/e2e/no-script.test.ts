import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { HOUR } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { chooseTime, expectHeading, fillDetails, openWithoutScripts, payWith, takeTime } from '../support/no-script-visitor.ts';
import { servePlainPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { Json, ServiceHarness } from '../support/service-harness.ts';
import { waitFor } from '../support/wait-for.ts';
import { keepPicture } from '../support/keep-picture.ts';

let harness: ServiceHarness;
let site: PlainPage;
let launched: LaunchedBrowser;
let browser: Browser;
let shiftMillis = 0;

beforeAll(async () => {
  const clock = { now: () => systemClock.now() + shiftMillis };
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'], clock });
  site = await servePlainPage(harness.url, 'site_a');
  launched = await launchBrowser();
  browser = launched.browser;
});
afterAll(async () => {
  await launched?.close();
  await site?.stop();
  await harness?.stop();
});

const open = (address: string): Promise<Page> => openWithoutScripts(browser, address);

/** Keeps a picture at both widths, and lets axe-core judge the page; it needs scripts, so it looks at a copy. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [320, 760]) {
    await page.setViewportSize({ width, height: 900 });
    await keepPicture(page, `no-script-${name}-${width}`);
  }
  const copy = await browser.newPage({ viewport: { width: 320, height: 900 } });
  await copy.setContent(await page.content());
  await copy.evaluate(axe.source);
  const found = await copy.evaluate(async () => {
    const { axe: judge } = window as unknown as { axe: typeof axe };
    const { violations } = await judge.run('html', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    const isWide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
      ...(isWide ? ['wider than 320 px'] : []),
    ];
  });
  await copy.close();
  expect([name, found]).toEqual([name, []]);
}

const findBooking = (email: string, state: string): Promise<Json> =>
  waitFor(async () => {
    const { body } = await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
    return body.bookings.find(({ booking, order }: Json) => order.customer?.email === email && booking.state === state);
  });
const plain = (step = 'services'): string => `${harness.url}/v1/plain/site_a/${step}`;

describe('a visitor whose browser runs no scripts', () => {
  test('follows the link on the page, books, pays on the provider’s page and comes back to a confirmed booking', async () => {
    const page = await open(site.url());
    await page.getByRole('link', { name: /book without/i }).click();
    await expectHeading(page, 'What would you like to book?');
    await look(page, '1-services');
    await page.getByRole('link', { name: /^Cut/ }).click();
    await page.getByText('Times in Stockholm').waitFor();
    await look(page, '2-times');
    await takeTime(page);
    await expectHeading(page, 'Your details');
    await page.getByRole('button', { name: 'See the price' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Enter your name.' }).waitFor();
    await look(page, '3-details-wrong');
    await page.getByLabel('Name').fill('Maria Lind');
    await page.getByLabel('E-mail').fill('noscript@example.com');
    await page.getByLabel('Discount code').fill('nonsense');
    await page.getByRole('button', { name: 'See the price' }).click();
    await page.locator('#code-error').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Maria Lind');
    await page.getByLabel('Discount code').fill('');
    await page.getByRole('button', { name: 'See the price' }).click();
    await expectHeading(page, 'Check and pay');
    await look(page, '4-price');
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.getByLabel('E-mail').inputValue()).toBe('noscript@example.com');
    await page.getByRole('button', { name: 'See the price' }).click();
    await page.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(page, /^Pay /);
    expect(page.url()).toContain(`${harness.sandbox.url}/c/pay/cs_test_`);
    await look(page, '5-payment');
    await payWith(page, '4242424242424242');
    await expectHeading(page, 'Your booking is confirmed');
    await look(page, '6-confirmed');
    const { order } = await findBooking('noscript@example.com', 'confirmed');
    expect(order).toMatchObject({ paid: { amountMinor: 45_000, currency: 'SEK' } });
    expect(await page.getByText(order.reference).count()).toBe(1);
    await waitFor(async () => (await harness.mails.list()).find(({ to }) => to.email === 'noscript@example.com'));
    const file = await fetch(
      new URL((await page.getByRole('link', { name: 'Add to your calendar' }).getAttribute('href')) ?? '', page.url()),
    );
    expect([file.headers.get('content-type'), await file.text()]).toEqual([
      'text/calendar; charset=utf-8',
      expect.stringContaining('BEGIN:VEVENT'),
    ]);
    await page.close();
  });

  test('is declined on the provider’s page and pays there with another card, after the bank has asked', async () => {
    const page = await open(plain());
    await chooseTime(page, /^Beard/);
    await fillDetails(page, 'declined@example.com');
    await page.getByRole('button', { name: /^Pay / }).click();
    await payWith(page, '4000000000000002');
    await page.getByRole('alert').filter({ hasText: 'Your card was declined.' }).waitFor();
    await look(page, '7-declined');
    await payWith(page, '4000002500003155');
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    await expectHeading(page, 'Your booking is confirmed');
    expect((await findBooking('declined@example.com', 'confirmed')).order.paid.amountMinor).toBe(25_000);
    await page.close();
  });

  test('turns back from paying, adds something, and pays the new price; the first page can no longer be paid', async () => {
    const page = await open(plain());
    await chooseTime(page, /^Cut/);
    await fillDetails(page, 'back@example.com');
    await page.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(page, /^Pay /);
    const first = page.url();
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await expectHeading(page, 'Not paid yet');
    await look(page, '8-back');
    await page.getByRole('link', { name: 'Change details or code' }).click();
    await page.getByRole('checkbox').or(page.locator('.extra input')).first().waitFor();
    const extra = page.locator('.extra input').first();
    if ((await extra.getAttribute('type')) === 'checkbox') await extra.check();
    else await extra.fill('1');
    await look(page, '9-change');
    await page.getByRole('button', { name: 'Save and see the price' }).click();
    await expectHeading(page, 'Not paid yet');
    expect(await (await fetch(first)).text()).toContain('This page has closed');
    await page.getByRole('button', { name: /^Pay / }).click();
    await payWith(page, '4242424242424242');
    await expectHeading(page, 'Your booking is confirmed');
    expect((await findBooking('back@example.com', 'confirmed')).order.paid.amountMinor).toBeGreaterThan(45_000);
    await page.close();
  });

  test('turns back and gives the time up: nothing was charged, the page is closed, and the time is free again', async () => {
    const page = await open(plain());
    await chooseTime(page, /^Beard/, 'last');
    await fillDetails(page, 'given-up@example.com');
    await page.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(page, /^Pay /);
    const payment = page.url();
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.getByRole('button', { name: 'Give this time up' }).click();
    await expectHeading(page, 'This booking is cancelled');
    await page.getByText('Nothing was charged.').waitFor();
    expect(await (await fetch(payment)).text()).toContain('This page has closed');
    await findBooking('given-up@example.com', 'cancelled');
    await page.close();
  });

  test('meets somebody who was faster: what was typed is kept, and one of the nearest times is one button away', async () => {
    const [slow, fast] = [await open(plain()), await open(plain())];
    for (const page of [slow, fast]) {
      await page.getByRole('link', { name: /^Beard/ }).click();
      await page.getByLabel('With').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Show times' }).click();
      await page.getByRole('link', { name: 'Later times' }).click();
      await page.locator('.times a').nth(3).click();
      await fillDetails(page, page === slow ? 'slow@example.com' : 'fast@example.com');
    }
    await fast.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(fast, /^Pay /);
    await slow.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(slow, 'Someone was a moment faster');
    await look(slow, '10-faster');
    await slow.locator('button.time').first().click();
    await expectHeading(slow, 'Check and pay');
    await slow.getByText('slow@example.com').waitFor();
    await Promise.all([slow.close(), fast.close()]);
  });

  // The last one: it moves the clock.
  test('comes back when the hold is over: the time was released, nothing was charged, and the page is closed', async () => {
    const page = await open(plain());
    await chooseTime(page, /^Cut/, 'last');
    await fillDetails(page, 'expired@example.com');
    await page.getByRole('button', { name: /^Pay / }).click();
    await expectHeading(page, /^Pay /);
    const payment = page.url();
    const back = (await page.getByRole('link', { name: 'Back to the shop' }).getAttribute('href')) ?? '';
    shiftMillis = HOUR;
    await page.goto(back);
    await expectHeading(page, 'Your time was released');
    await page.getByText('Nothing was charged.').waitFor();
    await look(page, '11-released');
    await findBooking('expired@example.com', 'expired');
    expect(await (await fetch(payment)).text()).toContain('This page has closed');
    await page.getByRole('link', { name: 'Choose another time' }).click();
    await page.getByText('Times in Stockholm').waitFor();
    await page.close();
  });
});
