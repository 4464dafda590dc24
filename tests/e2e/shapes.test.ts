import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { servePlainPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { ServiceHarness } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';

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

describe('the widget in every shape', () => {
  test.each([
    ['narrow-light', 320, 'light'],
    ['narrow-dark', 320, 'dark'],
    ['wide-dark', 1200, 'dark'],
    ['column-light', 760, 'light'],
  ] as const)('%s: books to the end, nothing is cut off, axe finds nothing serious', async (name, width, scheme) => {
    const visitor = await openAsVisitor(browser, `${site.url()}&scheme=${scheme}`, { width, colorScheme: scheme });
    const expectNoSidewaysScroll = async (): Promise<void> => {
      const [content, view] = await visitor.page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content).toBeLessThanOrEqual(view ?? 0);
    };
    await visitor.chooseService(/^Cut/);
    await visitor.chooseAnyone();
    await visitor.widget.getByRole('radio').first().waitFor();
    await expectNoSidewaysScroll();
    await visitor.look(`${name}-times`);
    await visitor.chooseTime();
    await visitor.widget.getByText(/We keep this time for you until/).waitFor();
    await expectNoSidewaysScroll();
    await visitor.look(`${name}-details`);
    await visitor.fillDetails();
    await visitor.fillCard('4242424242424242');
    await expectNoSidewaysScroll();
    await visitor.look(`${name}-payment`);
    await visitor.pay();
    await visitor.expectBooked();
    await expectNoSidewaysScroll();
    await visitor.look(`${name}-confirmed`);
    await visitor.page.close();
  });

  test('keyboard alone, from the first step to the card', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    const { keyboard } = visitor.page;
    await visitor.widget.getByRole('button', { name: /^Beard/ }).focus();
    await keyboard.press('Enter');
    await visitor.widget.getByRole('heading', { name: 'With whom?' }).waitFor();
    const focused = (): Promise<string> => visitor.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    expect(await focused()).toContain('With whom?');
    // From the heading the first choice is one Tab away.
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await visitor.widget.getByRole('heading', { name: 'Choose a time' }).waitFor();
    await visitor.widget.getByRole('radio').first().waitFor();
    await visitor.widget.getByRole('button', { name: 'Next month' }).focus();
    await keyboard.press('Enter');
    const grid = visitor.widget.getByRole('grid');
    const day = grid.locator('[tabindex="0"]').first();
    await day.waitFor();
    await day.focus();
    const before = await focused();
    await keyboard.press('ArrowRight');
    expect(await focused()).not.toBe(before);
    await keyboard.press('ArrowLeft');
    expect(await focused()).toBe(before);
    await keyboard.press('Enter');
    const first = visitor.widget.getByRole('radio').first();
    await first.waitFor();
    await visitor.widget.locator('[role="radio"][tabindex="0"]').focus();
    await keyboard.press('Enter');
    await visitor.widget.getByRole('heading', { name: 'Your details' }).waitFor();
    await visitor.widget.getByLabel('Name', { exact: true }).focus();
    await keyboard.type('Maria Lind');
    await keyboard.press('Tab');
    await keyboard.type('maria@example.com');
    await keyboard.press('Enter');
    await visitor.card.getByLabel('Card number').waitFor();
    await visitor.page.close();
  });

  test('an empty form is explained beside its fields, and the summary leads to them', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.chooseService(/^Beard/);
    await visitor.chooseAnyone();
    await visitor.chooseTime();
    await visitor.widget.getByRole('button', { name: 'Continue to payment' }).click();
    const field = visitor.widget.getByLabel('Name', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await visitor.look('13-errors');
    await visitor.page.close();
  });

  test('the service is away: phone and a retry, never an empty box', async () => {
    const visitor = await openAsVisitor(browser, 'about:blank');
    await visitor.page.route('**/v1/**', (route) => route.abort());
    await visitor.page.goto(site.url());
    await visitor.widget.getByText('+46 8 555 0123').first().waitFor({ timeout: 30_000 });
    await visitor.look('14-away');
    await visitor.page.unroute('**/v1/**');
    await visitor.widget.getByRole('button', { name: 'Try again' }).click();
    await visitor.widget.getByRole('heading', { name: 'What would you like to book?' }).waitFor();
    await visitor.page.close();
  });
});
