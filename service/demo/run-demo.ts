import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { waitForEnd } from '../wait-for-end.ts';
import { printAddresses } from './print-addresses.ts';
import { startEverything } from './start-everything.ts';
import type { DemoOptions, Running } from './start-everything.ts';
import { say } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

/** A Ctrl-C during the start waits this long for what is just being started, so that it can be stopped. */
const START_PATIENCE_MILLIS = 10_000;

/**
 * Runs the demo until it is told to stop: database, payment sandbox (or Stripe itself, with STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY),
 * service and a website with the widget: a WordPress with the plugin, or a plain page. Writes `.holdfast/demo.json` (or `demo.json` in
 * HOLDFAST_DIRECTORY) when it is ready and removes it at the end. Without a WordPress, for want of a network say, it goes on and says so.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const folder = chooseFolder(options.root, options.environment);
  const demoFile = path.join(folder, 'demo.json');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const running: Running[] = [];
  const stopping = new AbortController();
  let isAnnounced = false;
  const ended = waitForEnd(undefined);
  const started = startEverything({ ...options, folder, running, signal: stopping.signal });
  try {
    // Ctrl-C during the start ends it too.
    const answer = await Promise.race([started, ended.then(() => null)]);
    if (answer === null) return;
    isAnnounced = true;
    await writeWhole(demoFile, `${JSON.stringify({ ready: true, ...answer }, null, 2)}\n`);
    printAddresses(answer);
    await ended;
    say('Stopping …');
  } finally {
    stopping.abort();
    // Another demo that is running already keeps its own.
    if (isAnnounced) await rm(demoFile, { force: true });
    await stopParts(running);
    // What was just being started when the wish came runs only now; and while something starts, it may be asking the database.
    const settled = started.catch(() => undefined);
    await Promise.race([settled, wait(START_PATIENCE_MILLIS, undefined, { ref: false })]);
    await stopParts(running);
    await running[0]?.stop();
  }
}

/** Where the demo keeps its data: in the clone, or where HOLDFAST_DIRECTORY says. */
const chooseFolder = (root: string, { HOLDFAST_DIRECTORY: chosen }: NodeJS.ProcessEnv): string =>
  chosen ? path.resolve(chosen) : path.join(root, '.holdfast');

/** Stops all but the database, which comes first, at once: Ctrl-C reaches every process, and none that has ended of it must be started again while another is stopped. */
async function stopParts([, ...parts]: readonly Running[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}
