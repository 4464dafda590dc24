import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../../service/demo/free-port.ts';
import { findPhp } from '../../../service/demo/wordpress/find-php.ts';
import { setupStep, startWordPress } from '../../../service/demo/wordpress/start-wordpress.ts';
import type { WordPress, WordPressOptions } from '../../../service/demo/wordpress/start-wordpress.ts';
import { waitFor } from '../../support/wait-for.ts';
import { wordPressStartMillis } from '../../support/wordpress.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
let folder: string;
const started: WordPress[] = [];

async function start(more: Partial<WordPressOptions> = {}): Promise<WordPress> {
  const wordpress = await startWordPress({
    directory: path.join(folder, 'wordpress'),
    version: '6.5.5',
    port: await findFreePort(0),
    title: 'Åkerö & Söner',
    adminEmail: 'owner@example.com',
    environment: process.env,
    onProgress: () => undefined,
    onLine: () => undefined,
    signal: new AbortController().signal,
    ...more,
  });
  started.push(wordpress);
  return wordpress;
}

/** Runs the body of a PHP function inside WordPress. */
async function php({ run }: WordPress, body: string): Promise<unknown> {
  const file = path.join(folder, 'snippet.php');
  await writeFile(file, `<?php\nreturn static function ( array $args ) {\n${body}\n};\n`);
  return run(file);
}

const publish = ({ run }: WordPress, content: string): Promise<unknown> =>
  run(setupStep('save-page'), { slug: 'a-page', title: 'A page', content });
/** Gets an address; null when nothing answers. */
async function look(url: string): Promise<{ readonly status: number; readonly text: string } | null> {
  try {
    const response = await fetch(url);
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}
const fetchText = async (url: string): Promise<string> => (await look(url))?.text ?? '';
const isDown = async (url: string): Promise<boolean> => (await look(url)) === null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-wordpress-'));
});
afterEach(async () => {
  for (const wordpress of started.splice(0)) await wordpress.stop();
  await rm(folder, { recursive: true, force: true });
});

test(
  'a site is installed once; its posts, its login and a changed theme are there again at another port',
  async () => {
    const first = await start();
    expect(first.isNew).toBe(true);
    expect(await publish(first, '<p>Once written</p>')).toBe(`${first.url}/a-page/`);
    expect(await fetchText(`${first.url}/`)).toContain('<title>Åkerö &amp; Söner</title>');
    expect(await fetchText(`${first.url}/a-page/`)).toContain('Once written');
    await first.stop();
    expect(await isDown(first.url)).toBe(true);
    const second = await start();
    expect(second.isNew).toBe(false);
    expect(second.url).not.toBe(first.url);
    expect(second.adminPassword).toBe(first.adminPassword);
    expect(await fetchText(`${second.url}/a-page/`)).toContain('Once written');
    expect(await fetchText(`${second.url}/wp-json/`)).toContain(`"home":"${second.url.replaceAll('/', String.raw`\/`)}"`);
  },
  wordPressStartMillis,
);

test(
  'an older site is brought to a newer WordPress with what was written in it',
  async () => {
    const before = await start();
    await publish(before, '<p>Written in the old one</p>');
    await before.stop();
    const after = await start({ version: '6.6' });
    expect(after.isNew).toBe(false);
    expect(await php(after, 'global $wp_version; return $wp_version;')).toBe('6.6-RC3');
    expect(await php(after, 'global $wp_db_version; return (int) get_option( "db_version" ) === $wp_db_version;')).toBe(true);
    expect(await fetchText(`${after.url}/a-page/`)).toContain('Written in the old one');
  },
  wordPressStartMillis,
);

test(
  'the site sends no mail, asks nobody for updates, and has a clock that visits drive',
  async () => {
    const wordpress = await start();
    expect(await php(wordpress, 'return wp_mail( "somebody@example.com", "Hello", "There" );')).toBe(true);
    expect(await php(wordpress, 'return has_action( "admin_init", "_maybe_update_core" );')).toBe(false);
    expect(await php(wordpress, 'return is_wp_error( wp_remote_get( "http://example.com/" ) );')).toBe(true);
    const ticker = `<?php add_action( 'tick_for_test', static function () { update_option( 'ticked', 'yes' ); } );`;
    await writeFile(path.join(wordpress.siteFolder, 'wp-content', 'mu-plugins', 'ticker.php'), ticker);
    await php(wordpress, 'return wp_schedule_single_event( time() - 5, "tick_for_test" );');
    await waitFor(async () => {
      await fetchText(wordpress.url);
      return (await php(wordpress, 'return get_option( "ticked" );')) === 'yes';
    }, 20);
  },
  wordPressStartMillis,
);

test(
  'secrets are for their owner alone, and nothing but the site is served',
  async () => {
    const wordpress = await start();
    const state: unknown = JSON.parse(await readFile(path.join(folder, 'wordpress', 'wordpress.json'), 'utf8'));
    expect(state).toMatchObject({ adminUser: 'owner', adminPassword: wordpress.adminPassword });
    const door = (await readdir(wordpress.siteFolder)).find((name) => name.startsWith('holdfast-setup-'));
    const knock = (token: string): Promise<Response> =>
      fetch(`${wordpress.url}/${door}/index.php`, { method: 'POST', headers: { 'x-holdfast-setup': token }, body: '{}' });
    expect((await knock('0'.repeat(64))).status).toBe(404);
    await wordpress.closeSetup();
    expect((await readdir(wordpress.siteFolder)).filter((name) => name.startsWith('holdfast-'))).toEqual([]);
    for (const target of ['/../database/wordpress.sqlite', '/database/wordpress.sqlite', '/wp-content/.secret', '/.git/config']) {
      expect((await look(`${wordpress.url}${target}`))?.status).toBe(404);
    }
    expect(await fetchText(`${wordpress.url}/wp-config.php`)).toBe('');
  },
  wordPressStartMillis,
);

test(
  'a port that somebody has is not fought for',
  async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
    other.close();
  },
  wordPressStartMillis,
);

test(
  'a server that is killed comes up again',
  async () => {
    const wordpress = await start();
    process.kill(wordpress.pid() ?? 0, 'SIGKILL');
    await waitFor(async () => (await look(wordpress.url))?.status === 200, 60);
    expect(await php(wordpress, 'return get_option( "blogname" );')).toBe('Åkerö &amp; Söner');
  },
  wordPressStartMillis,
);

test.each([
  { of: 'the program that started it', alsoHelper: false },
  { of: 'the program and its helper at once', alsoHelper: true },
])(
  'a kill -9 of $of leaves no PHP behind',
  async ({ alsoHelper }) => {
    const args = ['tests/support/wordpress/start-and-wait.ts', path.join(folder, 'wordpress')];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
    const { url, pid }: { readonly url: string; readonly pid: number } = JSON.parse(line);
    expect((await look(url))?.status).toBe(200);
    child.kill('SIGKILL');
    if (alsoHelper) process.kill(pid, 'SIGKILL');
    await waitFor(() => isDown(url), 20);
    // What is left of a folder is all that may still name it.
    await waitFor(async () => !(await listCommands()).some((command) => command.includes(folder)), 20);
  },
  wordPressStartMillis,
);

/** Lists the command lines of all processes (Linux). */
async function listCommands(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}

test(
  'the Playground runs the very same site',
  async () => {
    const native = 'command' in (await findPhp());
    const first = await start(native ? { runtime: 'native' } : {});
    await publish(first, '<p>Written elsewhere</p>');
    await first.stop();
    const second = await start({ runtime: 'playground' });
    expect(second.isNew).toBe(false);
    expect(await php(second, 'return PHP_VERSION;')).toMatch(/^8\.3\./);
    expect(await fetchText(`${second.url}/a-page/`)).toContain('Written elsewhere');
    await second.stop();
    expect(await isDown(second.url)).toBe(true);
  },
  wordPressStartMillis,
);
