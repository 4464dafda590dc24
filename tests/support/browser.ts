import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

/** A browser for one test file. */
export type LaunchedBrowser = { readonly browser: Browser; readonly close: () => Promise<void> };

type Executable = { readonly path: string; readonly environment: Readonly<Record<string, string>> };

const systemBrowsers: readonly string[] = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

// Nothing but the page under test may use the network; the sandbox needs privileges that containers and root lack,
// and the pages are our own.
const browserArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-dev-shm-usage',
];

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const launch = async ({ path, environment }: Executable): Promise<LaunchedBrowser> => {
  const env = { ...definedEnvironment(), ...environment };
  const browser = await chromium.launch({ executablePath: path, headless: true, args: [...browserArguments], env });
  return { browser, close: () => browser.close() };
};

const launchUnpacked = async (): Promise<LaunchedBrowser> => {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const chromiumFolder = await unpackChromium(project);
  return launch({ path: chromiumFolder.executable, environment: chromiumFolder.environment });
};

/**
 * Starts a headless Chromium: the one that `CHROME_PATH` names, else the system's Chrome or Chromium, else the one that
 * npm installed. Works as root and in containers. The caller closes it.
 */
export const launchBrowser = async (): Promise<LaunchedBrowser> => {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return launch({ path: named, environment: {} });
  const path = systemBrowsers.find((candidate) => existsSync(candidate));
  if (path === undefined) return launchUnpacked();
  return launch({ path, environment: {} }).catch((error: unknown) => {
    // A half-installed system browser must not fail the tests of someone who never chose it.
    if (process.platform === 'linux' && process.arch === 'x64') return launchUnpacked();
    throw error;
  });
};
