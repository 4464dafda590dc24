import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connectTestBridge, connectWithGrant, createBridgeKey, insertGrant } from '../support/bridge.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { ServiceHarness } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';

let harness: ServiceHarness;
let launched: LaunchedBrowser;
/** The website of the owner, on this machine: of another origin than the service. */
let website: Server;
let siteUrl: string;

beforeAll(async () => {
  [harness, launched] = await Promise.all([startServiceHarness(), launchBrowser()]);
  website = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end('<h1>Settings</h1>'));
  await new Promise<void>((resolve) => void website.listen(0, '127.0.0.1', resolve));
  const address = website.address();
  siteUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}, 60_000);
afterAll(async () => {
  website.closeAllConnections();
  await new Promise((resolve) => website.close(resolve));
  await launched.close();
  await harness.stop();
});

const open = (url: string, options?: Parameters<typeof openAsVisitor>[2]): Promise<Visitor> =>
  openAsVisitor(launched.browser, url, options);

const shapes = [
  ['narrow and dark', { width: 320, colorScheme: 'dark' }],
  ['wide and light', { width: 1200, colorScheme: 'light' }],
] as const;

describe.each(shapes)('the connect page, %s', (shape, options) => {
  const name = (step: string): string => `connect-${step}-${shape.replaceAll(' ', '-')}`;
  const expectNoSideways = async ({ page }: Visitor): Promise<void> => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(options.width);
  };

  test('a printed link leads to the settings of one’s own website, and what is no address is said', async () => {
    const link = `${harness.url}/connect#${await insertGrant(harness, harness.a, Date.now())}`;
    const owner = await open(link, options);
    const field = owner.page.getByLabel('Address of your website');
    const go = owner.page.getByRole('button', { name: 'Go to my website' });
    const say = async (text: string): Promise<string | null> => {
      await field.fill(text);
      await go.click();
      return owner.page.getByRole('alert').textContent();
    };
    expect(await say('my salon')).toContain('not the address of a website');
    expect(await say('javascript:alert(1)')).toContain('not the address of a website');
    expect(await say('http://salon.example')).toContain('not encrypted');
    await owner.look(name('link'));
    await expectNoSideways(owner);
    await field.fill(` ${siteUrl.replace('http://', '')}/wp-admin/plugins.php `);
    await go.click();
    await owner.page.waitForURL(`${siteUrl}/**`);
    const settings = new URL(owner.page.url());
    expect(settings.pathname + settings.search).toBe('/wp-admin/admin.php?page=holdfast-booking');
    expect(new URLSearchParams(settings.hash.slice(1)).get('link')).toBe(link);
    await connectTestBridge(harness.url, link.split('#')[1] ?? '', { siteUrl });
    await owner.page.close();
  });

  test('a website asks: mailbox, code, business, and back on the website with a grant', async () => {
    const key = createBridgeKey();
    const site = `${siteUrl}/a-rather-long-folder-name-that-must-not-widen-the-page`;
    const query = {
      site,
      key: key.publicKey,
      return: `${site}/wp-admin/admin.php?page=x`,
      state: 'state-of-the-site',
    };
    const owner = await open(`${harness.url}/connect?${new URLSearchParams(query).toString()}`, options);
    await owner.look(name('mail'));
    await expectNoSideways(owner);
    await owner.page.getByLabel('E-mail address of your business').fill('nobody');
    await owner.page.getByRole('button', { name: 'Send the code' }).click();
    expect(await owner.page.getByRole('alert').textContent()).toContain('not an e-mail address');
    const email = 'owner-a@example.com';
    const known = new Set((await harness.mails.list()).map(({ id }) => id));
    await owner.page.getByLabel('E-mail address of your business').fill(email);
    await owner.page.keyboard.press('Enter');
    await owner.page.getByLabel('Code from the mail').fill('12');
    await owner.page.getByRole('button', { name: 'Continue' }).click();
    expect(await owner.page.getByRole('alert').textContent()).toContain('six digits');
    await owner.look(name('code'));
    await expectNoSideways(owner);
    const code = await waitFor(async () => {
      const mail = (await harness.mails.list()).find(({ id, to }) => to.email === email && !known.has(id));
      return mail === undefined ? null : mail.subject.slice(0, 6);
    });
    await owner.page.getByLabel('Code from the mail').fill(code);
    await owner.page.keyboard.press('Enter');
    await owner.page.getByRole('heading', { name: 'Connect Salon A?' }).waitFor();
    await owner.look(name('allow'));
    await expectNoSideways(owner);
    await owner.page.getByRole('button', { name: 'Allow', exact: true }).click();
    await owner.page.waitForURL(`${site}/**`);
    const back = new URL(owner.page.url()).searchParams;
    expect([back.get('page'), back.get('state')]).toEqual(['x', 'state-of-the-site']);
    const connected = await connectWithGrant(harness.url, back.get('grant') ?? '', { siteUrl: site, key });
    expect(connected.status).toBe(201);
    await owner.page.close();
  });
});

test('without its secret the page of a printed link says what is missing', async () => {
  const owner = await open(`${harness.url}/connect`);
  await owner.page.getByText('needs the whole link').waitFor();
  expect(await owner.page.getByRole('button').count()).toBe(0);
  await owner.page.close();
});
