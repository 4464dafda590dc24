import axe from 'axe-core';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { keepPicture } from './keep-picture.ts';

/** A person in front of the booking page. */
export type Visitor = {
  readonly page: Page;
  readonly widget: Locator;
  readonly card: FrameLocator;
  readonly chooseService: (name: RegExp) => Promise<void>;
  readonly chooseAnyone: () => Promise<void>;
  /** Goes to the next month when this one has little left, takes the given day's first time, and answers its start. */
  readonly chooseTime: (index?: number) => Promise<string>;
  readonly fillDetails: () => Promise<void>;
  readonly fillCard: (number: string) => Promise<void>;
  readonly pay: () => Promise<void>;
  readonly expectBooked: () => Promise<void>;
  /** Looks at the page: keeps a picture, and lets axe-core judge it. */
  readonly look: (name: string) => Promise<void>;
};

/** How a visitor comes. */
export type VisitorOptions = {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What axe-core judges, as a selector; on a page that is not ours only our part. Default: the whole page. */
  readonly judged?: string;
};

/** Opens a page as a visitor of a certain size. */
export async function openAsVisitor(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1200, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Stockholm',
    colorScheme: options.colorScheme ?? 'light',
  });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  const widget = page.locator('holdfast-booking');
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  return {
    ...{ page, widget, card },
    chooseService: (name) => widget.getByRole('button', { name }).click(),
    chooseAnyone: () => widget.getByRole('button', { name: /^Any/ }).click(),
    chooseTime: async (index = 0) => {
      await widget.getByRole('button', { name: 'Next month' }).click();
      const time = widget.getByRole('radio').nth(index);
      await time.waitFor();
      const startsAt = await time.getAttribute('data-starts-at');
      await time.click();
      return startsAt ?? '';
    },
    fillDetails: async () => {
      await widget.getByLabel('Name', { exact: true }).fill('Maria Lind');
      await widget.getByLabel('E-mail', { exact: true }).fill('maria@example.com');
      await widget.getByRole('button', { name: 'Continue to payment' }).click();
    },
    fillCard: async (number) => {
      await card.getByLabel('Card number').fill(number);
      await card.getByLabel('Expiry date').fill('12/34');
      await card.getByLabel('Security code').fill('123');
    },
    pay: () => widget.getByRole('button', { name: /^Pay / }).click(),
    expectBooked: async () => {
      await widget.getByRole('heading', { name: 'You are booked' }).waitFor({ timeout: 30_000 });
      if (problems.length > 0) throw new Error(`the page complained: ${problems.join('; ')}`);
    },
    look: (name) => lookAt(page, name, options.judged ?? 'html'),
  };
}

async function lookAt(page: Page, name: string, judged: string): Promise<void> {
  await keepPicture(page, name);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (selector) => {
    const { axe: judge } = window as unknown as { axe: typeof axe };
    const result = await judge.run(selector, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, judged);
  if (violations.length > 0) throw new Error(`axe-core found on ${name}: ${violations.join('\n')}`);
}
