import type { Browser, Page } from 'playwright-core';
import { waitFor } from './wait-for.ts';
import type { WordPressHarness } from './wordpress.ts';
import { keepPicture } from './keep-picture.ts';

/** Somebody who runs a website, in front of WordPress's own screens. */
export type Owner = {
  readonly page: Page;
  /** Opens a screen below /wp-admin/. */
  readonly open: (screen: string) => Promise<void>;
  readonly uploadPlugin: (zipFile: string) => Promise<void>;
  /** Presses Connect, proves by mail to own the business, allows it and comes back. */
  readonly connect: () => Promise<void>;
  /** Writes a new page in the editor with nothing but the booking block, adjusts it, publishes it and answers its address. */
  readonly publishBookingPage: (title: string, adjust?: () => Promise<void>) => Promise<string>;
  /** Keeps a picture of the screen. */
  readonly look: (name: string) => Promise<void>;
};

/** Logs in as the administrator of a WordPress. */
export async function openAsOwner(browser: Browser, harness: WordPressHarness, width = 1280): Promise<Owner> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Stockholm' });
  await harness.logIn(page);
  const open = async (screen: string): Promise<void> => {
    await page.goto(`${harness.url}/wp-admin/${screen}`);
  };
  return {
    ...{ page, open },
    uploadPlugin: async (zipFile) => {
      await open('plugin-install.php?tab=upload');
      await page.locator('#pluginzip').setInputFiles(zipFile);
      await page.getByRole('button', { name: 'Install Now' }).click();
      await page.getByRole('link', { name: 'Activate Plugin' }).click();
      await page.getByText('Plugin activated.').waitFor();
    },
    connect: () => connect(page, open, harness),
    publishBookingPage: (title, adjust) => publishBookingPage(page, open, title, adjust),
    look: async (name) => {
      await keepPicture(page, name);
    },
  };
}

async function connect(page: Page, open: Owner['open'], harness: WordPressHarness): Promise<void> {
  await open('admin.php?page=holdfast-booking');
  await page.getByLabel('Address of your booking service').fill(harness.service.url);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('E-mail address of your business').fill('owner-a@example.com');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByLabel('Code from the mail').fill(await readCode(harness));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Connect Salon A?' }).waitFor();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.waitForURL(/page=holdfast-booking/);
}

/** The six digits of the newest mail to the owner. */
export const readCode = (harness: WordPressHarness): Promise<string> =>
  waitFor(async () => {
    const mails = await harness.service.mails.list();
    const mail = mails[0] === undefined ? null : await harness.service.mails.read(mails[0].id);
    return /\b(\d{3} ?\d{3})\b/.exec(mail?.text ?? '')?.[1]?.replace(' ', '');
  });

async function publishBookingPage(
  page: Page,
  open: Owner['open'],
  title: string,
  adjust: () => Promise<void> = async () => undefined,
): Promise<string> {
  await open('post-new.php?post_type=page');
  const canvas = page.frameLocator('iframe[name="editor-canvas"]');
  // A first visit greets with a guide and with patterns to begin with.
  await page.evaluate(() => {
    const { wp } = window as unknown as {
      wp: { data: { dispatch: (store: string) => { set: (scope: string, name: string, value: unknown) => void } } };
    };
    wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false);
    wp.data.dispatch('core/preferences').set('core', 'enableChoosePatternModal', false);
  });
  await page.keyboard.press('Escape');
  await canvas.getByRole('textbox', { name: 'Add title' }).fill(title);
  await page.getByRole('button', { name: 'Toggle block inserter' }).click();
  await page.getByRole('searchbox').fill('booking');
  await page.getByRole('option', { name: 'Booking' }).click();
  // The real widget, alive in the editor's canvas.
  await canvas.locator('holdfast-booking .hf-heading').waitFor();
  await adjust();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('region', { name: 'Editor publish' }).getByRole('button', { name: 'Publish', exact: true }).click();
  const link = page.getByRole('region', { name: 'Editor publish' }).getByRole('link', { name: 'View Page' });
  await link.waitFor();
  return (await link.getAttribute('href')) ?? '';
}
