import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import startPostgres from '../support/postgres-global-setup.mjs';
import stopPostgres from '../support/postgres-global-teardown.mjs';
import { connectHarness } from '../support/bridge.ts';
import { startWordPressHarness } from '../support/wordpress.ts';
import type { WordPressHarness } from '../support/wordpress.ts';

/*
 * Measures what the bridge costs: `npm run bench:bridge`. Prints one line of JSON. Needs a native PHP; the Playground says nothing about servers.
 * Both ways are asked in turn, so that whatever else the machine does falls on both.
 */

const ROUNDS = 120;
const WARM_UP = 20;
const countQueries = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'support', 'wordpress', 'count-queries.php');

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Median milliseconds of an answer of the service, asked by a signed request, and of the same answer through WordPress. */
async function measureWays(site: WordPressHarness) {
  const bridge = await connectHarness(site.service, site.service.a);
  const direct = () => bridge.call('GET', '/v1/services');
  const load = async (address: string): Promise<void> => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  const ways = {
    direct,
    bridge: () => load(`${site.url}/wp-json/holdfast/v1/services`),
    wordpress: () => load(`${site.url}/wp-json/`),
  };
  const times = { direct: [] as number[], bridge: [] as number[], wordpress: [] as number[] };
  for (let index = 0; index < WARM_UP + ROUNDS; index += 1) {
    for (const name of ['direct', 'bridge', 'wordpress'] as const) {
      const taken = await time(ways[name]);
      if (index >= WARM_UP) times[name].push(taken);
    }
  }
  return {
    serviceMs: round(median(times.direct)),
    throughWordPressMs: round(median(times.bridge)),
    overheadMs: round(median(times.bridge) - median(times.direct)),
    wordPressIndexMs: round(median(times.wordpress)),
  };
}

/** Median milliseconds of rendering the block once, inside WordPress. */
const measureRender = async (site: WordPressHarness): Promise<number> =>
  Number(
    await site.php(`
      $times = array();
      for ( $index = 0; $index < 300; $index++ ) {
        $started = hrtime( true );
        do_blocks( '<!-- wp:holdfast/booking {"services":["svc_cut"]} /-->' );
        $times[] = ( hrtime( true ) - $started ) / 1e6;
      }
      sort( $times );
      return array( $times[150], $times[299] )[0];`),
  );

/** What the browser loads of ours for the page before anybody acts, compressed. */
async function measureFront(page: string) {
  const html = await (await fetch(page)).text();
  const ours = [...html.matchAll(/(?:src|href)="([^"]*plugins\/holdfast-booking[^"]*)"/g)].map(([, address]) => address ?? '');
  const seen = new Set<string>();
  let gzipBytes = 0;
  const add = async (address: string): Promise<void> => {
    if (seen.has(address)) return;
    seen.add(address);
    const text = await (await fetch(address)).text();
    gzipBytes += gzipSync(text).byteLength;
    // Static imports are loaded with it; `import(…)` waits for the visitor.
    for (const [, name] of text.matchAll(/(?:from|import)"(\.[^"]+)"/g)) await add(new URL(name ?? '', address).href);
  };
  for (const address of new Set(ours)) await add(address);
  return { files: seen.size, gzipBytes };
}

async function countOn(address: string): Promise<number> {
  const html = await (await fetch(address)).text();
  return Number(/<!-- queries: (\d+) -->/.exec(html)?.[1]);
}

await startPostgres();
const site = await startWordPressHarness({ version: '6.6', runtime: 'native', plugins: [countQueries] });
try {
  const page = await site.publish('<!-- wp:holdfast/booking /-->');
  const other = await site.publish('<!-- wp:paragraph --><p>About us</p><!-- /wp:paragraph -->', { title: 'About' });
  const ways = await measureWays(site);
  const renderMs = round(await measureRender(site));
  const front = await measureFront(page);
  await countOn(other);
  const otherWith = {
    queries: await countOn(other),
    mentions: (await (await fetch(other)).text()).match(/holdfast/gi)?.length ?? 0,
  };
  await site.php(
    `require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'holdfast-booking/holdfast-booking.php', true );`,
  );
  await countOn(other);
  const queriesWithout = await countOn(other);
  process.stdout.write(
    `${JSON.stringify({ id: 'bridge', ...ways, renderMs, front, otherPage: { ...otherWith, queriesWithout } })}\n`,
  );
} finally {
  await site.stop();
  await stopPostgres();
}
