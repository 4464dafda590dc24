import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../support/service-harness.ts';
import { findFreePort } from '../../../service/demo/free-port.ts';
import { waitFor } from '../../support/wait-for.ts';
import { wordPressStartMillis } from '../../support/wordpress.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
let folder: string;
let child: ChildProcess | null = null;
let printed = '';

/** Starts what `npm start` starts, with its data in a folder of its own, and reads what it announces. */
async function startDemo(more: Readonly<Record<string, string>> = {}): Promise<Json> {
  const names = ['HOLDFAST_PORT', 'HOLDFAST_SANDBOX_PORT', 'HOLDFAST_CALENDAR_PORT', 'HOLDFAST_WORDPRESS_PORT'];
  const ports = await Promise.all(names.map(async (name) => [name, String(await findFreePort(0))] as const));
  const env = { ...process.env, HOLDFAST_DIRECTORY: folder, ...Object.fromEntries(ports), ...more };
  printed = '';
  child = spawn(process.execPath, ['service/demo/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout?.on('data', (data: Buffer) => (printed += data.toString()));
  return waitFor(async () => {
    const text = await readFile(path.join(folder, 'demo.json'), 'utf8').catch(() => null);
    return text === null ? null : JSON.parse(text);
  }, wordPressStartMillis / 1_000);
}

async function endDemo(signal: NodeJS.Signals): Promise<void> {
  const ending = child;
  child = null;
  if (ending === null) return;
  const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
  ending.kill(signal);
  await ended;
}

/** Lists the processes whose command line names the demo's folder (Linux). */
async function listProcesses(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return commands.filter((command) => command.includes(folder) && !command.includes('postgres'));
}

/** Looks for something on a page; a whole page would drown what an expectation says. */
const find = async (url: string, pattern: RegExp): Promise<string | undefined> =>
  pattern.exec(await (await fetch(url)).text())?.[0];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-demo-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await endDemo('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

test(
  'the demo opens a WordPress that sells the demo’s services, and a second start finds it as it was left',
  async () => {
    const demo = await startDemo();
    expect(printed).toContain(`${demo.wordpressUrl}/wp-admin/  (user ${demo.adminUser}, password ${demo.adminPassword})`);
    expect((await stat(path.join(folder, 'demo.json'))).mode & 0o777).toBe(0o600);
    expect(demo.bookingPageUrl).toBe(`${demo.wordpressUrl}/book-a-time/`);
    expect(await find(demo.bookingPageUrl, /<holdfast-booking/)).toBeDefined();
    expect(await find(demo.wordpressUrl, /href="\/book-a-time\/"/)).toBeDefined();
    const services = `${demo.wordpressUrl}/wp-json/holdfast/v1/services`;
    const overTheBridge: Json = await (await fetch(services)).json();
    expect(overTheBridge.services.map(({ name }: Json) => name)).toContain('Morning yoga');
    expect(await logIn(demo)).toBe(true);
    await endDemo('SIGKILL');
    await waitFor(async () => (await listProcesses()).length === 0, 20);
    // What was killed could not take its announcement back.
    await rm(path.join(folder, 'demo.json'));
    const again = await startDemo();
    expect(again.adminPassword).toBe(demo.adminPassword);
    expect(again.wordpressUrl).not.toBe(demo.wordpressUrl);
    expect((await fetch(`${again.wordpressUrl}/wp-json/holdfast/v1/services`)).status).toBe(200);
    expect(await logIn(again)).toBe(true);
    await endDemo('SIGTERM');
    expect(await listProcesses()).toEqual([]);
  },
  2 * wordPressStartMillis,
);

/** Logs in with what the demo has announced; whether the dashboard opens. */
async function logIn({ wordpressUrl, adminUser, adminPassword }: Json): Promise<boolean> {
  const body = new URLSearchParams({ log: adminUser, pwd: adminPassword, testcookie: '1' });
  const headers = { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' };
  const answer = await fetch(`${wordpressUrl}/wp-login.php`, { method: 'POST', body, headers, redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  const dashboard = await fetch(`${wordpressUrl}/wp-admin/`, { headers: { cookie: cookies.join('; ') } });
  return (await dashboard.text()).includes('wp-admin-bar-my-account');
}

test(
  'where no WordPress can be had, the demo says so and goes on with its plain page',
  async () => {
    const demo = await startDemo({ HOLDFAST_CACHE: path.join(folder, 'empty'), npm_config_registry: 'http://127.0.0.1:9/' });
    expect(printed).toContain('There is no WordPress this time. WordPress could not be fetched');
    expect(printed).toContain('Connect to the network');
    expect(demo).toMatchObject({ wordpressUrl: null, adminUser: null, adminPassword: null });
    expect(demo.bookingPageUrl).toBe(`${demo.serviceUrl}/demo/`);
    expect(await find(demo.bookingPageUrl, /<holdfast-booking/)).toBeDefined();
    expect(await readdir(path.join(folder, 'empty'))).toEqual([]);
  },
  wordPressStartMillis,
);
