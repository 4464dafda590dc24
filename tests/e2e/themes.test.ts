import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { expectSoon } from '../support/expect-soon.ts';
import { startServiceHarness } from '../support/service-harness.ts';
import type { ServiceHarness } from '../support/service-harness.ts';
import { buttonColourOf } from '../support/theme-styles.ts';
import type { ThemeName } from '../support/theme-styles.ts';
import { serveThemedSite } from '../support/themed-page.ts';
import type { ThemedSite } from '../support/themed-page.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

let harness: ServiceHarness;
let site: ThemedSite;
let launched: LaunchedBrowser;
let browser: Browser;

beforeAll(async () => {
  harness = await startServiceHarness({ origins: ['http://127.0.0.1:*'] });
  site = await serveThemedSite(harness.url, 'site_a');
  launched = await launchBrowser();
  browser = launched.browser;
});
afterAll(async () => {
  await launched?.close();
  await site?.stop();
  await harness?.stop();
});

const widths = [1200, 760, 320];
const looks: readonly (readonly [ThemeName, 'light' | 'dark'])[] = [
  ['block-theme', 'light'],
  ['block-theme', 'dark'],
  ['classic-theme', 'light'],
  ['classic-theme', 'dark'],
  ['page-builder', 'light'],
  ['page-builder', 'dark'],
];

/** Nothing of the widget sticks out of its frame, and the page is not wider than the window. */
async function expectInside(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const frame = document.querySelector('.hf-frame')?.getBoundingClientRect();
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1;
    const outside = [...document.querySelectorAll('.hf-frame *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return frame !== undefined && isSeen(element) && (left < frame.left - 1 || right > frame.right + 1);
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { names: outside.map((element) => `${element.tagName} ${element.className}`), tooWide: scrollWidth - clientWidth };
  });
  expect(found).toEqual({ names: [], tooWide: 0 });
}

/** Every one of these is at least as high as a finger needs, and as wide. */
async function expectTouchable(parts: Locator, least = 44): Promise<void> {
  const boxes = await Promise.all((await parts.all()).map((part) => part.boundingBox()));
  expect(boxes.length).toBeGreaterThan(0);
  for (const box of boxes) expect(box?.height ?? 0).toBeGreaterThanOrEqual(least - 0.5);
}

async function expectRightAtEachWidth(visitor: Visitor, name: string): Promise<void> {
  for (const width of widths) {
    await visitor.page.setViewportSize({ width, height: 900 });
    await expectInside(visitor.page);
    await visitor.look(`theme-${name}-${width}`);
  }
  await visitor.page.setViewportSize({ width: 1200, height: 900 });
}

describe.each(looks)('in a site with a %s, %s', (theme, scheme) => {
  test('every step keeps its shape, its size and its contrast', async () => {
    const visitor = await openAsVisitor(browser, site.url({ theme, scheme }), { colorScheme: scheme });
    const { widget } = visitor;
    const name = `${theme}-${scheme}`;
    await visitor.chooseService(/^Cut/);
    await visitor.chooseAnyone();
    await widget.getByRole('radio').first().waitFor();
    // Days are days: none of them has taken on the look of the site's buttons.
    const day = widget.locator('.hf-day[aria-disabled]').first();
    expect(await day.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
    await expectTouchable(widget.locator('.hf-day, .hf-time'));
    // What takes the focus only to be read draws no line around itself.
    const heading = widget.getByRole('heading', { name: 'Choose a time' });
    expect(await heading.evaluate((element) => getComputedStyle(element).outlineColor)).toBe('rgba(0, 0, 0, 0)');
    await expectRightAtEachWidth(visitor, `${name}-times`);
    await visitor.chooseTime();
    await widget.getByText(/We keep this time for you until/).waitFor();
    await widget.getByText('Have a code?').click();
    await widget.getByRole('checkbox', { name: 'Scalp massage' }).check();
    await widget.getByRole('button', { name: 'Continue to payment' }).click();
    await widget.getByText('Please check these fields').waitFor();
    await widget.getByText(/540/).locator('visible=true').first().waitFor();
    await expectTouchable(widget.locator('.hf-input, .hf-button, .hf-extra-name'), 40);
    const check = await widget.locator('.hf-check').first().boundingBox();
    expect([check?.width, check?.height]).toEqual([22, 22]);
    // A line of the price has its amount at the other end.
    const [line, figure] = await Promise.all([
      widget.locator('.hf-amount').first().boundingBox(),
      widget.locator('.hf-amount .hf-figure').first().boundingBox(),
    ]);
    expect((figure?.x ?? 0) + (figure?.width ?? 0)).toBeCloseTo((line?.x ?? 0) + (line?.width ?? 0), 0);
    await expectRightAtEachWidth(visitor, `${name}-details`);
    await visitor.page.close();
  });
});

test.each(['block-theme', 'classic-theme'] as const)('the accent of a %s is the colour of its buttons', async (theme) => {
  for (const scheme of ['light', 'dark'] as const) {
    const visitor = await openAsVisitor(browser, site.url({ theme, scheme }), { colorScheme: scheme });
    await visitor.widget.getByRole('button').first().waitFor();
    const accent = (): Promise<string> =>
      visitor.widget.evaluate((element) => getComputedStyle(element).getPropertyValue('--hf-accent'));
    expect(await accent()).toBe(buttonColourOf(theme, scheme));
    // A preset named primary goes before it, and an accent of the page's own before both.
    await visitor.page.addStyleTag({ content: ':root { --wp--preset--color--primary: #7a1fa2; }' });
    await visitor.page.evaluate(() => document.body.classList.toggle('again'));
    if (scheme === 'light') await expectSoon(accent, '#7a1fa2');
    await visitor.page.close();
  }
});

test.each(['block-theme', 'classic-theme', 'page-builder'] as const)(
  'what is the site’s own looks the same with the widget as without it: %s',
  async (theme) => {
    const read = async (isBare: boolean): Promise<readonly string[]> => {
      const visitor = await openAsVisitor(browser, site.url({ theme, isBare }));
      if (!isBare) {
        await visitor.chooseService(/^Cut/);
        await visitor.chooseAnyone();
        await visitor.chooseTime();
        await visitor.widget.getByText(/We keep this time for you until/).waitFor();
      }
      const styles = await visitor.page.evaluate(() =>
        [...document.querySelectorAll('.own, .own *, h1, body, html')].map((element) => {
          const style = getComputedStyle(element);
          // Heights of what holds everything follow from what is in it.
          return [...style]
            .filter((name) => !/^(height|block-size|perspective-origin|transform-origin)$/.test(name))
            .map((name) => `${element.tagName} ${name} ${style.getPropertyValue(name)}`)
            .join('\n');
        }),
      );
      await visitor.page.close();
      return styles;
    };
    expect(await read(false)).toEqual(await read(true));
  },
);
