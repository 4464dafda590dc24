import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWordPressHarness, wordPressStartMillis } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';

// The oldest PHP that the plugin takes and the newest there is, both as WebAssembly: they need nothing of the machine.
describe.each([
  ['7.4', '6.5.5'],
  ['8.5', '6.6'],
] as const)('in the Playground on PHP %s with WordPress %s', (phpVersion, version) => {
  let site: WordPressHarness;

  beforeAll(async () => {
    site = await startWordPressHarness({ runtime: 'playground', phpVersion, version });
  }, wordPressStartMillis);
  // Stopping fails when PHP has complained about the plugin.
  afterAll(() => site?.stop(), 60_000);

  test('the plugin runs on that PHP, connected, and what visitors ask goes over the bridge', async () => {
    expect(await site.php('return PHP_VERSION;')).toMatch(new RegExp(`^${phpVersion}`));
    const answer = await fetch(`${site.url}/wp-json/holdfast/v1/services`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe((await site.service.call('GET', '/v1/services')).text);
  }, 60_000);

  test('a page with the block carries the widget, and the settings screen opens', async () => {
    const page = await site.publish('<!-- wp:holdfast/booking /-->');
    expect(await (await fetch(page)).text()).toContain('<holdfast-booking');
    const status = await site.php(`
      wp_set_current_user( 1 );
      return rest_do_request( new WP_REST_Request( 'GET', '/holdfast/v1/admin/status' ) )->get_status();`);
    expect(status).toBe(200);
  }, 60_000);
});
