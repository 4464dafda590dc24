import path from 'node:path';
import { z } from 'zod';
import type { Configuration } from '../../config.ts';
import { demoBusiness } from '../demo-catalog.ts';
import { findFreePort } from '../free-port.ts';
import { buildPluginApart } from './build-plugin-apart.ts';
import { connectDemoSite } from './connect-demo-site.ts';
import { BOOKING_PAGE_SLUG, demoFooter, demoOptions, demoPages } from './demo-site-content.ts';
import { fetchRuntime, setupStep, startWordPress } from './start-wordpress.ts';
import type { WordPress } from './start-wordpress.ts';

/** 6.5.5 is a release; of 6.6 the packages hold a release candidate only. */
const VERSION = '6.5.5';
const PREFERRED_PORT = 8789;

/** Where the demo's site is kept, and who hears about it. */
export type DemoSitePlan = {
  /** The demo's folder. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (text: string) => void;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
  /** Settles when the demo's folder is known to be ours; rejects when another demo has it. */
  readonly isOurs: Promise<unknown>;
  /** Gets what has been started, as soon as it has. */
  readonly onStarted: (part: { readonly stop: () => Promise<void> }) => void;
};

/** The demo's website. */
export type DemoSite = {
  readonly url: string;
  readonly bookingPageUrl: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  /** Connects the plugin to the demo's business, unless it is; the service must be up. Ends the setup. */
  readonly connect: (configuration: Configuration, serviceUrl: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Opens the demo's website: a WordPress with the plugin, and a page to book on. A second start finds posts and settings as they were left. */
export async function openDemoSite(plan: DemoSitePlan): Promise<DemoSite> {
  const zipFile = await prepare(plan);
  // Until then a site of this folder may belong to a demo that is running.
  await plan.isOurs;
  const wordpress = await startDemoWordPress(plan);
  plan.onStarted(wordpress);
  const bookingPageUrl = await setUp(wordpress, zipFile).catch(async (error: unknown) => {
    await wordpress.stop();
    throw error;
  });
  return {
    ...{ url: wordpress.url, bookingPageUrl },
    ...{ adminUser: wordpress.adminUser, adminPassword: wordpress.adminPassword },
    connect: async (configuration, serviceUrl) => {
      await connectDemoSite(wordpress, configuration, serviceUrl);
      await wordpress.closeSetup();
    },
    stop: wordpress.stop,
  };
}

/** Builds the plugin and fetches WordPress at the same time; when one fails, the other is given up. Answers the plugin's archive. */
async function prepare({ environment, onProgress, signal: given }: DemoSitePlan): Promise<string> {
  const givingUp = new AbortController();
  const signal = AbortSignal.any([given, givingUp.signal]);
  const building = buildPluginApart({ onProgress, signal });
  const fetching = fetchRuntime({ environment, onProgress, signal });
  try {
    const [zipFile] = await Promise.all([building, fetching]);
    return zipFile;
  } catch (error) {
    givingUp.abort();
    // Whichever is given up puts its things away first.
    await Promise.allSettled([building, fetching]);
    throw error;
  }
}

async function startDemoWordPress({ folder, environment, onProgress, onLine, signal }: DemoSitePlan): Promise<WordPress> {
  const { HOLDFAST_WORDPRESS_PORT: chosenPort } = environment;
  return startWordPress({
    ...{ environment, onProgress, onLine, signal },
    directory: path.join(folder, 'wordpress'),
    port: chosenPort ? Number(chosenPort) : await findFreePort(PREFERRED_PORT),
    version: VERSION,
    title: demoBusiness.name,
    adminEmail: demoBusiness.email ?? '',
    options: demoOptions,
  });
}

/** Puts the plugin and the pages in place; answers the address of the page to book on. */
async function setUp(wordpress: WordPress, zipFile: string): Promise<string> {
  const slug = await wordpress.installPluginZip(zipFile);
  const keepExisting = true;
  const addresses = await wordpress.runAll([
    ...demoPages.map((page) => ({ phpFile: setupStep('save-page'), args: { ...page, keepExisting } })),
    { phpFile: setupStep('save-template-part'), args: { ...demoFooter, keepExisting } },
    { phpFile: setupStep('activate-plugin'), args: { file: `${slug}/${slug}.php` } },
  ]);
  return z.string().parse(addresses[demoPages.findIndex((page) => page.slug === BOOKING_PAGE_SLUG)]);
}
