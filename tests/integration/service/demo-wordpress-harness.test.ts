import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageCachePlugin, startWordPressHarness, wordPressStartMillis } from '../../support/wordpress.ts';
import type { WordPressHarness } from '../../support/wordpress.ts';

let harness: WordPressHarness;

beforeAll(async () => {
  harness = await startWordPressHarness({ version: '6.6', theme: 'classic', plugins: [pageCachePlugin] });
}, wordPressStartMillis);
afterAll(() => harness?.stop());

test('the plugin is connected: what visitors ask goes over the bridge to the harness’s first business', async () => {
  const response = await fetch(`${harness.url}/wp-json/holdfast/v1/services`);
  const direct = await harness.service.call('GET', '/v1/services');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(direct.text);
});

test('PHP runs inside WordPress as its administrator, with arguments', async () => {
  const answer = await harness.php('return array( wp_get_current_user()->user_login, $args["number"] + 1 );', { number: 41 });
  expect(answer).toEqual(['owner', 42]);
  await expect(harness.php('throw new RuntimeException( "broken on purpose" );')).rejects.toThrow('broken on purpose');
});

test('a published page shows in the chosen theme; the second anonymous visitor gets it from the page cache', async () => {
  const url = await harness.publish('<!-- wp:paragraph --><p>Cached words</p><!-- /wp:paragraph -->', { title: 'Cached' });
  const get = async (headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(url, { headers });
    return { cache: response.headers.get('x-test-cache'), text: await response.text() };
  };
  const first = await get();
  expect(first.cache).toBe('miss');
  expect(first.text).toContain('Cached words');
  expect(first.text).toContain('<div class="wrap">');
  expect(await get()).toEqual({ cache: 'hit', text: first.text });
  expect((await get({ cookie: 'wordpress_logged_in_x=1' })).cache).toBeNull();
});

test('what PHP complains about is found, and can be forgotten', async () => {
  await harness.php('trigger_error( "made for this test", E_USER_WARNING );');
  expect(await harness.readDebugLog()).toContain('made for this test');
  await harness.clearDebugLog();
  expect(await harness.readDebugLog()).toBe('');
});
