import type { Browser, Page } from 'playwright-core';

/** Opens a page in a browser that runs no scripts. */
export async function openWithoutScripts(browser: Browser, address: string, width = 760): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, javaScriptEnabled: false, locale: 'en-GB' });
  await page.goto(address);
  return page;
}

/** Waits for the page with this heading. */
export const expectHeading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** From the free times of a week to the form: a time of the next week. */
export async function takeTime(page: Page, place: 'first' | 'last' = 'first'): Promise<void> {
  await page.getByRole('link', { name: 'Later times' }).click();
  await page.locator('.times a')[place]().click();
}

/** From the list of services to the form. */
export async function chooseTime(page: Page, service: RegExp, place: 'first' | 'last' = 'first'): Promise<void> {
  await page.getByRole('link', { name: service }).click();
  await takeTime(page, place);
}

/** From the form to the price. */
export async function fillDetails(page: Page, email: string): Promise<void> {
  await page.getByLabel('Name').fill('Maria Lind');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'See the price' }).click();
}

/** Pays on the provider's page. */
export async function payWith(page: Page, number: string): Promise<void> {
  await expectHeading(page, /^Pay /);
  await page.getByLabel('E-mail').first().fill('maria@example.com');
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12 / 34');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name').first().fill('Maria Lind');
  await page.getByRole('button', { name: /^Pay / }).first().click();
}
