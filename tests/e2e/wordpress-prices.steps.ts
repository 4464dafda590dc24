import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Json } from '../support/service-harness.ts';
import type { Screen } from './wordpress-kinds.steps.ts';

/** What the steps need of the test that takes them. */
export type PriceScreen = Screen & {
  /** Asks for the price of the haircut as a visitor does: at a start, with codes, for more than one person. */
  readonly quote: (startsAt: string, codes?: readonly string[], more?: Json) => Promise<Json>;
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
  await screen.said('Not used yet · 3 left');
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

  await field(screen, 'On (optional)').fill(thursday.slice(0, 10));
  await field(screen, 'Codes (optional)').fill('spring none');
  await press(screen, 'Check the price');
  const answer = page.locator('.holdfast-price-answer');
  await answer.getByText('A customer would be told that a code does not count.').waitFor();
  const counted = answer.locator('.holdfast-run-offered');
  expect(await counted.locator('.holdfast-strong').allTextContents()).toEqual(['Materials', 'Busy day', 'SPRING']);
  await answer.getByText('There is no such code.').waitFor();
  expect(await answer.getByText('475.87').count()).toBeGreaterThan(0);
  await screen.look('wordpress-price-check');
  await press(screen, 'Show changes');
  await page.locator('.holdfast-price-changes').getByText('Order of the price rules').first().waitFor();
  await screen.look('wordpress-price-changes');

  await press(screen, 'Remove Materials');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await screen.said('“Materials” was removed.');
  expect(await total(thursday)).toBe(50_625);
}

/** Sells a service to adults and children, with an extra, a deposit, tips and terms; what visitors pay follows. */
export async function setUpServicePrices(screen: PriceScreen): Promise<void> {
  const { page } = screen;
  await screen.openTab('services');
  await press(screen, 'Edit Haircut');
  await field(screen, 'The price is for').selectOption('person');
  await field(screen, 'At most … people together').fill('4');
  await page.getByText('More prices: kinds of people, extras, tips').click();
  await press(screen, 'Tell kinds of people apart, such as adults and children');
  await field(screen, 'Pays').nth(1).selectOption('percent_less');
  await field(screen, 'Per cent').first().fill('101');
  await press(screen, 'Offer extras: something that is bought beside it');
  await field(screen, 'What').fill('Mask');
  await field(screen, 'Price of one').fill('99,50');
  await field(screen, 'Minutes longer (optional)').fill('15');
  await field(screen, 'In stock (optional)').fill('5');
  await field(screen, 'Counted').selectOption('date');
  await field(screen, 'Ask for a tip').check();
  await field(screen, 'Paid when it is booked').selectOption('percent');
  await page.locator('#holdfast-service-deposit-amount').fill('20');
  await field(screen, 'The rest is paid').selectOption('before_start');
  await field(screen, 'When a customer moves it').selectOption('never');
  await page.getByLabel('What is given back depends on how early it is').check();
  await press(screen, 'Save');
  await page.getByRole('link', { name: 'Enter a per cent above 0 and at most 100, such as 10 or 12.5.' }).click();
  await screen.look('wordpress-service-prices');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('50');
  await save(screen, 'Haircut');
  const { service } = await screen.read('admin/services/svc_cut');
  expect(service).toMatchObject({
    ...{ priceUnit: 'person', maximumPartySize: 4, tips: { percents: [5, 10, 15], mayChooseAmount: true } },
    personTypes: [{ name: 'Adults' }, { name: 'Children', adjustment: { kind: 'percent', percent: -50 } }],
    extras: [
      {
        ...{ name: 'Mask', price: { amountMinor: 9_950, currency: 'SEK' }, maximumQuantity: 1 },
        ...{ durationMinutes: 15, stock: { quantity: 5, per: 'date' } },
      },
    ],
    deposit: { amount: { kind: 'percent', percent: 20 }, balance: { due: 'before_start', minutes: 1_440 }, mayPayAll: true },
    cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }], reschedule: [] },
  });
  const [adult, child] = service.personTypes;
  const people = [
    { personTypeId: adult.id, quantity: 2 },
    { personTypeId: child.id, quantity: 1 },
  ];
  const monday = findNoon(screen.year, 1);
  const quote = await screen.quote(monday, [], {
    people,
    partySize: 3,
    extras: [{ extraId: service.extras[0].id, quantity: 1 }],
  });
  expect(quote.total.amountMinor).toBe(2 * 45_000 + 22_500 + 9_950);
  expect(quote.dueNow.amountMinor).toBe(24_490);
}
