import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Json } from '../support/service-harness.ts';
import type { Screen } from './wordpress-kinds.steps.ts';

/** What the steps need of the test that takes them. */
export type PriceScreen = Screen & {
  /** Asks for the price of the haircut as a visitor does: at a start, with codes. */
  readonly quote: (startsAt: string, codes?: readonly string[]) => Promise<Json>;
};

const field = ({ page }: Screen, label: string | RegExp): Locator => page.getByLabel(label, { exact: true });
const press = ({ page }: Screen, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function save(screen: Screen, name: string): Promise<void> {
  await press(screen, 'Save');
  await screen.said(`“${name}” was saved.`);
}

/** A weekday of February, at noon in Stockholm; 4 is Thursday. */
const findNoon = (year: number, weekday: number): string => {
  const dates = Array.from({ length: 7 }, (_, index) => `${year}-02-${String(index + 8).padStart(2, '0')}`);
  return `${dates.find((date) => new Date(date).getUTCDay() === weekday) ?? ''}T11:00:00Z`;
};

/** Makes rules, puts them into another order, makes a code and taxes, and removes what is not wanted; visitors' prices follow. */
export async function setUpPrices(screen: PriceScreen): Promise<void> {
  const { page } = screen;
  const thursday = findNoon(screen.year, 4);
  const total = async (startsAt: string, codes?: readonly string[]): Promise<number> =>
    (await screen.quote(startsAt, codes)).total.amountMinor;
  expect([await total(thursday), await total(findNoon(screen.year, 1))]).toEqual([45_000, 45_000]);

  await screen.openTab('prices');
  await screen.said('There is none yet.');
  await screen.look('wordpress-prices-empty');
  await press(screen, 'Add a price rule');
  await press(screen, 'Save');
  await screen.said('Enter a name.');
  await screen.look('wordpress-price-rule-mistake');
  await field(screen, 'Name').fill('Busy day');
  await field(screen, 'Per cent').fill('12,5');
  await field(screen, 'Only these:').check();
  await field(screen, 'Haircut').check();
  await field(screen, 'Thursday').check();
  await field(screen, 'Starts from (optional)').fill('10:00');
  await field(screen, 'and before').fill('18:00');
  await screen.look('wordpress-price-rule');
  await save(screen, 'Busy day');
  await screen.said('12.5% more · Haircut: on Thursday, from 10:00 to 18:00');
  expect([await total(thursday), await total(findNoon(screen.year, 1))]).toEqual([50_625, 45_000]);

  // The order counts: an amount first, then the share of what it came to.
  await press(screen, 'Add a price rule');
  await field(screen, 'Name').fill('Materials');
  await field(screen, 'The price is').selectOption('amount_more');
  await field(screen, 'Amount').fill('20,00');
  await save(screen, 'Materials');
  expect(await total(thursday)).toBe(52_625);
  await press(screen, 'Move Materials up');
  await page.getByText('Materials is now 1 of 2.').waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move Materials up');
  expect(await total(thursday)).toBe(52_875);

  await press(screen, 'Add a code');
  await field(screen, 'Code').fill('spring');
  await field(screen, 'Per cent').fill('10');
  await field(screen, 'Can be used … times').fill('3');
  await field(screen, 'Last day (optional)').fill(`${screen.year}-12-31`);
  await screen.look('wordpress-code');
  await save(screen, 'SPRING');
  expect(await total(thursday, ['spring'])).toBe(47_587);
  expect((await screen.read('admin/codes')).codes).toMatchObject([
    { code: 'SPRING', maximumRedemptions: 3, validFrom: null, validUntil: `${screen.year}-12-31T23:00:00Z` },
  ]);

  await field(screen, 'Bills show taxes').check();
  await field(screen, 'Tax').fill('VAT');
  await field(screen, 'Per cent').fill('25');
  await press(screen, 'Save taxes');
  await screen.said('The taxes were saved.');
  await screen.look('wordpress-prices');
  expect((await screen.quote(thursday)).taxes).toMatchObject([{ name: 'VAT', amountMinor: 10_575, isIncluded: true }]);

  await press(screen, 'Remove Materials');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await screen.said('“Materials” was removed.');
  expect(await total(thursday)).toBe(50_625);
}
