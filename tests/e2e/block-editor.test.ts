import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { expectSoon } from '../support/expect-soon.ts';
import { servePlainPage } from '../support/plain-page.ts';
import type { PlainPage } from '../support/plain-page.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { ServiceHarness } from '../support/service-harness.ts';
import { openAsVisitor } from '../support/visitor.ts';

let harness: ServiceHarness;
let site: PlainPage;
let editor: Server;
let editorUrl = '';
let launched: LaunchedBrowser;
let browser: Browser;

// As a block editor does it: a frame without an address of its own, filled by script, with the site's address as its base.
const editorPage = (serviceUrl: string, order: string): string => {
  const script = `<script type="module" src="${serviceUrl}/widget/holdfast.js?ver=1.2.3"></script>`;
  const element = `<div inert><holdfast-booking service-url="${serviceUrl}" site="site_a" services="svc_beard,svc_yoga" locale="en-GB"></holdfast-booking></div>`;
  const head = `<base href="https://salon.example/"><title>Canvas</title>`;
  const written = `<!doctype html><html lang="en"><head>${head}${order === 'before' ? script : ''}</head><body>${element}</body></html>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Editor</title><link rel="icon" href="data:,"></head><body><iframe title="Editor canvas" style="width:1000px;height:800px"></iframe>
<script>
const frame = document.querySelector('iframe');
frame.onload = () => {
  frame.onload = null;
  if (${JSON.stringify(order)} !== 'after') return;
  setTimeout(() => {
    const script = frame.contentDocument.createElement('script');
    script.type = 'module';
    script.src = ${JSON.stringify(`${serviceUrl}/widget/holdfast.js?ver=1.2.3`)};
    frame.contentDocument.head.append(script);
  }, 300);
};
frame.src = URL.createObjectURL(new Blob([${JSON.stringify(written).replaceAll('</script>', '<\\/script>')}], { type: 'text/html' }));
</script></body></html>`;
};

beforeAll(async () => {
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'] });
  site = await servePlainPage(harness.url, 'site_a');
  editor = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(editorPage(harness.url, new URL(request.url ?? '/', 'http://localhost').searchParams.get('order') ?? ''));
  });
  await new Promise<void>((resolve) => editor.listen(0, '127.0.0.1', resolve));
  editorUrl = `http://127.0.0.1:${(editor.address() as AddressInfo).port}/`;
  launched = await launchBrowser();
  browser = launched.browser;
});
afterAll(async () => {
  await launched?.close();
  editor?.closeAllConnections();
  await new Promise((resolve) => (editor ? editor.close(resolve) : resolve(null)));
  await site?.stop();
  await harness?.stop();
});

const cardsOf = (widget: Locator): Promise<readonly string[]> =>
  widget.locator('.hf-card .hf-card-main .hf-strong').allInnerTexts();
const setAttribute = (widget: Locator, name: string, value: string | null): Promise<void> =>
  widget.evaluate((element, [key, text]) => (text === null ? element.removeAttribute(key) : element.setAttribute(key, text)), [
    name,
    value,
  ] as const);
const countReads = (page: Page): (() => number) => {
  let count = 0;
  page.on('request', (request) => (count += request.url().includes('/v1/services') && request.method() === 'GET' ? 1 : 0));
  return () => count;
};

describe('in the frame of an editor', () => {
  test.each(['before', 'after'])(
    'with the script %s the element, it shows itself and takes nothing from the tab',
    async (order) => {
      const page = await browser.newPage({ locale: 'en-GB' });
      // What the owner has held in this tab is not the business of the picture.
      await page.addInitScript(() => sessionStorage.setItem('holdfast:site_a::svc_beard:svc_yoga', '{"version":1}'));
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      await page.goto(`${editorUrl}?order=${order}`);
      const widget = page.frameLocator('iframe').locator('holdfast-booking');
      await widget.locator('.hf-card').first().waitFor();
      expect(await cardsOf(widget)).toEqual(['Beard trim', 'Morning yoga']);
      const look = await widget
        .locator('.hf-card')
        .first()
        .evaluate((element) => getComputedStyle(element).display);
      expect(look).toBe('flex');
      // Nobody acts in it, so only the first part is there.
      expect(requested.filter((url) => /chunks\/later/.test(url))).toEqual([]);
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});

describe('an inspector that changes attributes', () => {
  test('is followed: services, first step, contact and the accent, and typing starts it once', async () => {
    const visitor = await openAsVisitor(browser, site.url('services="svc_beard,svc_yoga"'));
    const { widget } = visitor;
    await widget.locator('.hf-card').first().waitFor();
    expect(await cardsOf(widget)).toEqual(['Beard trim', 'Morning yoga']);
    const count = countReads(visitor.page);

    await setAttribute(widget, 'accent', '#0b6b3a');
    await expectSoon(() => widget.evaluate((element) => getComputedStyle(element).getPropertyValue('--hf-accent')), '#0b6b3a');
    expect(count()).toBe(0);

    for (const text of ['+', '+4', '+46', '+46 8 9', '+46 8 99']) await setAttribute(widget, 'contact-phone', text);
    await widget.getByText('+46 8 99').first().waitFor();
    expect(count()).toBe(1);

    await setAttribute(widget, 'services', 'svc_cut,svc_beard');
    await expectSoon(() => cardsOf(widget), ['Cut', 'Beard trim']);

    await setAttribute(widget, 'first-step', 'time');
    await widget.getByRole('radio').first().waitFor();
    await widget.getByRole('heading', { name: 'Choose a time' }).waitFor();
    expect(await widget.locator('.hf-frame').count()).toBe(1);
    await widget.getByRole('button', { name: 'Back' }).click();
    await widget.getByRole('heading', { name: 'With whom?' }).waitFor();
    await widget.getByRole('button', { name: 'Back' }).click();
    await expectSoon(() => cardsOf(widget), ['Cut', 'Beard trim']);

    await setAttribute(widget, 'locale', 'sv-SE');
    await widget.getByRole('radio').first().waitFor();
    await widget.getByRole('heading', { name: 'Välj en tid' }).waitFor();
    await visitor.page.close();
  });

  test('names services that are not there: all are offered, and the console says so', async () => {
    const page = await browser.newPage({ locale: 'en-GB' });
    const said: string[] = [];
    page.on('console', (message) => void (message.type() === 'warning' && said.push(message.text())));
    await page.goto(site.url('services="svc_gone"'));
    const widget = page.locator('holdfast-booking');
    await widget.locator('.hf-card').first().waitFor();
    expect((await cardsOf(widget)).length).toBeGreaterThan(3);
    expect(said).toEqual([expect.stringContaining('svc_gone')]);
    await page.close();
  });

  test('takes the element out and puts it back: it starts anew, and a key still presses once', async () => {
    const visitor = await openAsVisitor(browser, site.url());
    await visitor.widget.locator('.hf-card').first().waitFor();
    await visitor.page.evaluate(async () => {
      const element = document.querySelector('holdfast-booking');
      element?.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.querySelector('main')?.append(...(element ? [element] : []));
    });
    await visitor.widget.locator('.hf-card').first().waitFor();
    await visitor.chooseService(/^Desk for half/);
    await visitor.widget.getByRole('button', { name: /^Any/ }).click();
    await visitor.widget.getByRole('heading', { name: 'Choose a time' }).waitFor();
    const next = visitor.widget.getByRole('button', { name: 'Next month' });
    const month = visitor.widget.locator('.hf-month-name');
    const before = await month.innerText();
    const presses = await next.evaluateHandle((element) => {
      const heard: string[] = [];
      element.addEventListener('click', (event) => heard.push(event.type));
      return heard;
    });
    await next.focus();
    await visitor.page.keyboard.press('Enter');
    await expectSoon(async () => (await month.innerText()) !== before, true);
    expect(await presses.jsonValue()).toEqual(['click']);
    await visitor.page.close();
  });
});

test('two versions of the script’s address load its parts once, and define the element once', async () => {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(site.url());
  await page.locator('holdfast-booking .hf-card').first().waitFor();
  for (const version of ['1.2.3', '1.2.4'])
    await page.addScriptTag({ type: 'module', url: `${harness.url}/widget/holdfast.js?ver=${version}` });
  await page
    .locator('holdfast-booking')
    .getByRole('button', { name: /^Desk for half/ })
    .click();
  await page.locator('holdfast-booking').getByRole('heading', { name: 'Which one?' }).waitFor();
  await expectSoon(() => requested.filter((url) => /chunks\/later/.test(url)).length, 1);
  const parts = requested.filter((url) => url.includes('/widget/chunks/'));
  expect(parts.toSorted()).toEqual([...new Set(parts)].toSorted());
  expect(requested.filter((url) => url.includes('/widget/holdfast.js'))).toHaveLength(3);
  expect(problems).toEqual([]);
  await page.close();
});
