import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findPhp } from '../../service/demo/wordpress/find-php.ts';
import { launchBrowser } from '../support/browser.ts';
import type { LaunchedBrowser } from '../support/browser.ts';
import { expectHeading, fillDetails, openWithoutScripts, payWith, takeTime } from '../support/no-script-visitor.ts';
import { openAsVisitor } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { pageCachePlugin, startWordPressHarness, wordPressStartMillis } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';

const firewall = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'support', 'wordpress', 'firewall.php');
const STEP_MILLIS = 90_000;
const shortcode = '<!-- wp:shortcode -->[holdfast_booking services="svc_beard"]<!-- /wp:shortcode -->';

// Where PHP is found, both versions run on it; without it, one runs in the Playground.
const versions = 'command' in (await findPhp()) ? (['6.6', '6.5.5'] as const) : (['6.5.5'] as const);

describe.each(versions)('on WordPress %s', (version) => {
  let launched: LaunchedBrowser;
  let browser: Browser;
  let site: WordPressHarness;
  let page: string;

  beforeAll(async () => {
    launched = await launchBrowser();
    browser = launched.browser;
    site = await startWordPressHarness({ version, theme: 'classic', plugins: [pageCachePlugin, firewall] });
    page = await site.publish(shortcode);
  }, wordPressStartMillis);
  afterEach(() => site.php(`delete_option( 'test_firewall' );`));
  afterAll(async () => {
    await launched?.close();
    await site?.stop();
  });

  const open = (): Promise<Visitor> => openAsVisitor(browser, page, { judged: 'holdfast-booking' });

  async function book(visitor: Visitor): Promise<string> {
    await visitor.chooseAnyone();
    const startsAt = await visitor.chooseTime();
    await visitor.fillDetails();
    await visitor.fillCard('4242424242424242');
    await visitor.pay();
    await visitor.expectBooked();
    await visitor.page.close();
    return startsAt;
  }

  describe('behind a full-page cache that keeps all it may, in a classic theme, by shortcode', () => {
    test(
      'a second visitor gets the kept page and books from it, at a time that is still free',
      async () => {
        expect((await fetch(page)).headers.get('x-test-cache')).toBe('miss');
        const kept = await fetch(page);
        expect(kept.headers.get('x-test-cache')).toBe('hit');
        const html = await kept.text();
        expect(html).toContain('<holdfast-booking');
        // Nothing of a visitor or of a moment stands in what is kept: no nonce, no time, no token.
        expect(html.slice(html.indexOf('<holdfast-booking'), html.indexOf('</holdfast-booking>'))).not.toMatch(
          /nonce|_wpnonce|startsAt|hfm_/i,
        );
        const first = await book(await open());
        const second = await book(await open());
        expect(second).not.toBe('');
        // Both were confirmed: whoever came second was shown what was still to be had.
        expect(Date.parse(second)).toBeGreaterThanOrEqual(Date.parse(first));
      },
      STEP_MILLIS,
    );

    test('answers of the bridge are never kept', async () => {
      const address = `${site.url}/wp-json/holdfast/v1/services`;
      await fetch(address);
      const again = await fetch(address);
      expect(again.headers.get('x-test-cache')).not.toBe('hit');
      expect(again.headers.get('cache-control')).toMatch(/no-store/);
    });
  });

  describe('with a firewall that forbids the REST interface', () => {
    test(
      'the booking goes over admin-ajax instead, to its end',
      async () => {
        await site.php(`update_option( 'test_firewall', 1 );`);
        expect((await fetch(`${site.url}/wp-json/holdfast/v1/services`)).status).toBe(403);
        await book(await open());
      },
      STEP_MILLIS,
    );
  });

  describe('in a browser that runs no scripts', () => {
    test.each([
      ['with readable addresses', '/%postname%/'],
      ['with plain permalinks', ''],
    ])(
      'the page leads to plain ones, %s, on which a visitor books, pays with the provider, and comes back',
      async (_case, structure) => {
        await site.php(`update_option( 'permalink_structure', $args['structure'] ); flush_rewrite_rules();`, { structure });
        const shown = await openWithoutScripts(browser, structure === '' ? await site.publish(shortcode) : page);
        await shown.getByRole('link', { name: 'Book without JavaScript' }).click();
        await expectHeading(shown, /^Beard/);
        await takeTime(shown, 'last');
        await fillDetails(shown, 'noscript@example.com');
        await shown.getByRole('button', { name: /^Pay / }).click();
        await payWith(shown, '4000000000000002');
        await shown.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
        await payWith(shown, '4242424242424242');
        await expectHeading(shown, 'Your booking is confirmed');
        // All of it through the site, as if the service had no address of its own.
        expect(new URL(shown.url()).origin).toBe(new URL(site.url).origin);
        await shown.close();
      },
      STEP_MILLIS,
    );
  });

  describe('a copy of the website at another address', () => {
    test(
      'never speaks for the original: nothing is asked or booked, and its owner is told',
      async () => {
        const [status, code, html] = await site.php(
          `
          add_filter( 'option_home', static function () use ( $args ) { return $args['moved']; }, PHP_INT_MAX );
          $response = rest_do_request( new WP_REST_Request( 'GET', '/holdfast/v1/services' ) );
          return array( $response->get_status(), $response->get_data()['code'] ?? null, do_shortcode( '[holdfast_booking]' ) );`,
          { moved: 'https://staging.example.com' },
        );
        expect([status, code]).toEqual([403, 'site_moved']);
        expect(html).not.toContain('<holdfast-booking');
        expect(html).toContain('another address');
        expect((await fetch(`${site.url}/wp-json/holdfast/v1/services`)).status).toBe(200);
      },
      STEP_MILLIS,
    );
  });
});
