import { randomBytes } from 'node:crypto';
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { buildConnectLink, createGrant } from '../../adapters/http/grant.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import type { Runtime } from '../../service/demo/wordpress/find-php.ts';
import type { WordPressVersion } from '../../service/demo/wordpress/pinned-packages.ts';
import type { PhpValue } from '../../service/demo/wordpress/render-config.ts';
import { setupStep, startWordPress } from '../../service/demo/wordpress/start-wordpress.ts';
import type { PlaygroundPhp, WordPress } from '../../service/demo/wordpress/start-wordpress.ts';
import { systemClock } from '../../service/system-ports.ts';
import { buildPlugin } from '../../wordpress-plugin/build.ts';
import { startServiceHarness } from './service-harness.ts';
import type { HarnessOptions, Json, ServiceHarness } from './service-harness.ts';
import { findComplaints } from './wordpress/find-complaints.ts';

/** How long a `beforeAll` with a WordPress may take: the first one on a machine fetches it and builds the plugin. */
export const wordPressStartMillis = 600_000;

/** The plugin that keeps pages and answers GETs from the disk; for `plugins` of the harness. */
export const pageCachePlugin = path.join(path.dirname(fileURLToPath(import.meta.url)), 'wordpress', 'page-cache.php');
const classicTheme = path.join(path.dirname(fileURLToPath(import.meta.url)), 'wordpress', 'classic-theme');

/** What a test may choose. */
export type WordPressHarnessOptions = {
  /** Default 6.5.5. */
  readonly version?: WordPressVersion;
  /** Default: native where a PHP will do. */
  readonly runtime?: Runtime;
  /** Of the Playground. */
  readonly phpVersion?: PlaygroundPhp;
  /** `classic` is a theme of ours without blocks. Default: Twenty Twenty-Four. */
  readonly theme?: 'twentytwentyfour' | 'classic';
  /** Further plugins, each one PHP file; they are always active ("must use"). */
  readonly plugins?: readonly string[];
  /** Whether the plugin is there and active; default: yes. */
  readonly withPlugin?: boolean;
  /** Whether the plugin is connected to the harness's first business; default: yes. */
  readonly connected?: boolean;
  readonly constants?: Readonly<Record<string, PhpValue>>;
  readonly service?: HarnessOptions;
};

/** A WordPress with the plugin beside a whole service. */
export type WordPressHarness = {
  /** Without a slash at its end. */
  readonly url: string;
  readonly service: ServiceHarness;
  readonly wordpress: WordPress;
  /** Runs a bit of PHP inside WordPress as its administrator: the body of a function that gets `$args`. Answers what it returns. */
  readonly php: (body: string, args?: Readonly<Record<string, unknown>>) => Promise<Json>;
  /** Publishes a post or a page and answers its address. */
  readonly publish: (content: string, options?: { readonly title?: string; readonly type?: 'post' | 'page' }) => Promise<string>;
  /** Connects the plugin to the first business with a fresh link; answers the site's id. */
  readonly connect: () => Promise<string>;
  /** A link that connects one site to the first business. */
  readonly makeLink: () => Promise<string>;
  /** Logs the browser in as the administrator. */
  readonly logIn: (page: Page) => Promise<void>;
  /** What PHP has complained about so far. */
  readonly readDebugLog: () => Promise<string>;
  /** Forgets complaints that a test has provoked on purpose. */
  readonly clearDebugLog: () => Promise<void>;
  /** Stops everything and leaves nothing behind. Throws when PHP has complained about anything but WordPress itself. */
  readonly stop: () => Promise<void>;
};

/** Starts a WordPress for tests, with the service it is connected to. Stop it, else its processes outlive the test. */
export async function startWordPressHarness(options: WordPressHarnessOptions = {}): Promise<WordPressHarness> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-wordpress-'));
  const { withPlugin = true, connected = true } = options;
  const starting = [startServiceHarness(options.service), startSite(folder, options)] as const;
  const stopAll = async (): Promise<void> => {
    for (const part of await Promise.allSettled(starting)) if (part.status === 'fulfilled') await part.value.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (): Promise<Parts> => {
    const building = withPlugin ? buildPlugin({ onProgress: () => undefined }) : null;
    const [service, wordpress, zipFile] = await Promise.all([...starting, building]);
    const harness = buildHarness(folder, service, wordpress);
    await furnish(harness, options, zipFile);
    if (withPlugin && connected) await harness.connect();
    return harness;
  };
  const harness = await start().catch(async (error: unknown) => {
    await stopAll();
    throw error;
  });
  const stop = async (): Promise<void> => {
    const complaints = findComplaints(await harness.readDebugLog());
    await stopAll();
    if (complaints.length > 0) throw new Error(`PHP complained:\n${complaints.join('\n')}`);
  };
  return { ...harness, stop };
}

/** Puts plugins and the theme in place. */
async function furnish(harness: Parts, { plugins = [], theme }: WordPressHarnessOptions, zipFile: string | null): Promise<void> {
  for (const file of plugins) await addPlugin(harness.wordpress, file);
  if (theme === 'classic') await chooseClassicTheme(harness);
  if (zipFile !== null) await activate(harness.wordpress, zipFile);
}

async function startSite(folder: string, options: WordPressHarnessOptions): Promise<WordPress> {
  const said: string[] = [];
  return startWordPress({
    directory: path.join(folder, 'wordpress'),
    version: options.version ?? '6.5.5',
    port: await findFreePort(0),
    title: 'Salon A',
    adminEmail: 'owner-a@example.com',
    options: { timezone_string: 'Europe/Stockholm' },
    constants: options.constants,
    debug: true,
    runtime: options.runtime,
    phpVersion: options.phpVersion,
    environment: process.env,
    onProgress: (text) => said.push(text),
    onLine: (line) => said.push(line),
    signal: new AbortController().signal,
  });
}

const addPlugin = async ({ siteFolder }: WordPress, file: string): Promise<void> =>
  copyFile(file, path.join(siteFolder, 'wp-content', 'mu-plugins', path.basename(file)));

async function activate(wordpress: WordPress, zipFile: string): Promise<void> {
  const slug = await wordpress.installPluginZip(zipFile);
  await wordpress.run(setupStep('activate-plugin'), { file: `${slug}/${slug}.php` });
}

async function chooseClassicTheme({ wordpress, php }: Pick<WordPressHarness, 'wordpress' | 'php'>): Promise<void> {
  await cp(classicTheme, path.join(wordpress.siteFolder, 'wp-content', 'themes', 'classic-for-tests'), { recursive: true });
  await php(`switch_theme( 'classic-for-tests' );`);
}

type Parts = Omit<WordPressHarness, 'stop'>;

function buildHarness(folder: string, service: ServiceHarness, wordpress: WordPress): Parts {
  const { url, run, debugLog } = wordpress;
  const php: Parts['php'] = async (body, args = {}) => {
    const file = path.join(folder, `snippet-${randomBytes(6).toString('hex')}.php`);
    await writeFile(file, `<?php\nreturn static function ( array $args ) {\n${body}\n};\n`);
    return run(file, args);
  };
  const makeLink = async (): Promise<string> => {
    const grant = createGrant(service.a.id, null, systemClock.now());
    await service.service.directory.insertGrant(grant.record);
    return buildConnectLink(service.url, grant.text);
  };
  const publishCode = `
    $id = wp_insert_post( wp_slash( array( 'post_title' => $args['title'], 'post_content' => $args['content'], 'post_type' => $args['type'], 'post_status' => 'publish', 'post_author' => 1 ) ), true );
    if ( is_wp_error( $id ) ) { throw new RuntimeException( $id->get_error_message() ); }
    return get_permalink( $id );`;
  return {
    ...{ url, service, wordpress, php, makeLink },
    publish: async (content, { title = 'Book a time', type = 'page' } = {}) =>
      z.string().parse(await php(publishCode, { content, title, type })),
    connect: async () => z.string().parse(await run(setupStep('connect-plugin'), { link: await makeLink() })),
    logIn: (page) => logIn(page, wordpress),
    readDebugLog: () => readFile(debugLog, 'utf8').catch(() => ''),
    clearDebugLog: () => rm(debugLog, { force: true }),
  };
}

/** Logs in by the form's own request: its script moves the focus about, and what is typed meanwhile is lost. */
export async function logIn(
  page: Page,
  { url, adminUser, adminPassword }: Pick<WordPress, 'url' | 'adminUser' | 'adminPassword'>,
): Promise<void> {
  const { request } = page.context();
  await request.get(`${url}/wp-login.php`);
  const form = { log: adminUser, pwd: adminPassword, 'wp-submit': 'Log In', redirect_to: `${url}/wp-admin/`, testcookie: '1' };
  const answer = await request.post(`${url}/wp-login.php`, { form });
  if (!answer.url().startsWith(`${url}/wp-admin/`))
    throw new Error(`WordPress did not let us in: ${answer.status()} ${answer.url()}`);
}
