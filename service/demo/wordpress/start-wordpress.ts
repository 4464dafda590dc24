import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { writeWhole } from '../write-whole.ts';
import { chooseCacheFolder } from './cache-folder.ts';
import { fetchPlayground } from './fetch-playground.ts';
import { fetchWordPress } from './fetch-wordpress.ts';
import type { WordPressFiles } from './fetch-wordpress.ts';
import { chooseRuntime } from './find-php.ts';
import type { Runtime } from './find-php.ts';
import { installPluginZip } from './install-plugin-zip.ts';
import { layOutSite, siteFolders } from './lay-out-site.ts';
import type { WordPressVersion } from './pinned-packages.ts';
import { DATABASE_FILE, renderConfig } from './render-config.ts';
import type { PhpValue } from './render-config.ts';
import { serveSite } from './serve-site.ts';
import { openSetupDoor } from './setup-door.ts';
import type { SetupDoor } from './setup-door.ts';
import { loadSiteState } from './site-state.ts';
import type { SiteState } from './site-state.ts';

/** PHP versions that the Playground brings. */
export type PlaygroundPhp = '7.4' | '8.3' | '8.5';

/** A WordPress to start. */
export type WordPressOptions = {
  /** Where the site lives; the same folder gives the same site again. */
  readonly directory: string;
  readonly version: WordPressVersion;
  /** A port of the loopback that is free. */
  readonly port: number;
  readonly title: string;
  readonly adminEmail: string;
  /** WordPress options of a new site. */
  readonly options?: Readonly<Record<string, PhpValue>>;
  /** Further PHP constants. */
  readonly constants?: Readonly<Record<string, PhpValue>>;
  /** Whether notices go to `logs/debug.log`; default: no. */
  readonly debug?: boolean;
  /** Default: native where a PHP will do, else the Playground; HOLDFAST_WORDPRESS_RUNTIME says otherwise. */
  readonly runtime?: Runtime;
  /** Of the Playground; default 8.3. */
  readonly phpVersion?: PlaygroundPhp;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (text: string) => void;
  /** Gets what the server's process writes. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
};

/** A WordPress that runs on the loopback. */
export type WordPress = {
  readonly url: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  readonly runtime: Runtime;
  readonly version: WordPressVersion;
  /** Whether it was installed just now. */
  readonly isNew: boolean;
  /** The process that runs it. */
  readonly pid: () => number | undefined;
  readonly siteFolder: string;
  readonly debugLog: string;
  /** Runs a PHP file inside WordPress: see {@link SetupDoor}. */
  readonly run: SetupDoor['run'];
  readonly runAll: SetupDoor['runAll'];
  readonly installPluginZip: (zipFile: string) => Promise<string>;
  /** Ends the way in for `run`; the site goes on. */
  readonly closeSetup: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', '..', '..');
const PERMALINKS = '/%postname%/';

/** The file of one of our own setup steps. */
export const setupStep = (name: string): string => path.join(here, 'php', `${name}.php`);

/** What a WordPress of this machine runs on. */
type FetchedRuntime = {
  readonly runtime: Runtime;
  readonly php: string;
  readonly modules: string;
  readonly files: WordPressFiles;
};

/** Chooses the runtime and fetches what it needs, at first use; touches no site. Throws a `WordPressError` that says what to do. */
export async function fetchRuntime(
  options: Pick<WordPressOptions, 'environment' | 'runtime' | 'onProgress' | 'signal'>,
): Promise<FetchedRuntime> {
  const { environment, onProgress, signal } = options;
  const { runtime, php } = await chooseRuntime(options.runtime ?? environment['HOLDFAST_WORDPRESS_RUNTIME']);
  const cacheOptions = { cache: await chooseCacheFolder(root, environment), onProgress, signal };
  const files = await fetchWordPress(cacheOptions);
  const modules = runtime === 'playground' ? await fetchPlayground(cacheOptions) : '';
  return { runtime, php, modules, files };
}

/**
 * Starts a WordPress, and installs it when its folder is new. Fetches what it needs at first use. It ends with this process, however that ends.
 * Throws a `WordPressError` that says what to do.
 */
export async function startWordPress(options: WordPressOptions): Promise<WordPress> {
  const { directory, version, port, onProgress, signal } = options;
  const { runtime, php, modules, files } = await fetchRuntime(options);
  const folders = siteFolders(directory);
  await mkdir(directory, { recursive: true });
  const state = await loadSiteState(directory);
  await layOutSite(folders, files, version);
  const url = `http://127.0.0.1:${port}`;
  const config = renderConfig({ url, salts: state.salts, debug: options.debug ?? false, constants: options.constants ?? {} });
  await writeWhole(path.join(folders.site, 'wp-config.php'), config);
  signal.throwIfAborted();
  onProgress(`Starting WordPress ${version}${runtime === 'native' ? '' : ' in the Playground'} …`);
  const plan = { directory, port, php, modules, phpVersion: options.phpVersion ?? '8.3' };
  const server = await serveSite(runtime, plan, options);
  try {
    const door = await openSetupDoor(folders.site, url);
    const isNew = await installOnce(door, state, options);
    return {
      ...{ url, runtime, version, isNew },
      ...{ adminUser: state.adminUser, adminPassword: state.adminPassword },
      pid: server.pid,
      siteFolder: folders.site,
      debugLog: path.join(folders.logs, 'debug.log'),
      run: door.run,
      runAll: door.runAll,
      installPluginZip: (zipFile) => installPluginZip(folders.site, zipFile),
      closeSetup: door.close,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Installs WordPress, or brings its tables to its version. A site that this version has run on before costs no request. */
async function installOnce(door: SetupDoor, state: SiteState, options: WordPressOptions): Promise<boolean> {
  const { directory, version, title, adminEmail } = options;
  const marker = path.join(directory, 'installed');
  const hasDatabase = existsSync(path.join(siteFolders(directory).database, DATABASE_FILE));
  if (hasDatabase && (await readFile(marker, 'utf8').catch(() => '')) === version) return false;
  const { adminUser, adminPassword } = state;
  const args = { title, adminUser, adminEmail, adminPassword, options: options.options ?? {} };
  const isNew = z.boolean().parse(await door.run(setupStep('install-wordpress'), args));
  await door.run(setupStep('set-permalinks'), { structure: PERMALINKS });
  await writeWhole(marker, version);
  return isNew;
}
