import { createHash } from 'node:crypto';
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CacheOptions } from './fetch-wordpress.ts';
import { fillOnce } from './fill-once.ts';
import { playgroundCli } from './pinned-packages.ts';
import { reportWhile } from './report-while.ts';
import { runNpm } from './run-npm.ts';

/** Our manifest and lock file; PHP versions that nobody here asks for are replaced by an empty package, which saves 250 MB. */
const manifest = path.join(path.dirname(fileURLToPath(import.meta.url)), 'playground');

/** Answers the folder of the Playground's packages (PHP as WebAssembly: 7.4, 8.3 and 8.5); installs them at first use (120 MB, 330 MB on the disk). */
export async function fetchPlayground({ cache, onProgress, signal }: CacheOptions): Promise<string> {
  const lock = await readFile(path.join(manifest, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 8);
  const folder = path.join(cache, `playground-${playgroundCli.version}-${digest}`);
  await fillOnce({
    folder,
    signal,
    onWait: () => onProgress('Another process is fetching WordPress Playground; waiting for it …'),
    fill: async (aside) => {
      const what = 'WordPress Playground';
      onProgress(`Fetching ${what}, a PHP that runs in Node (120 MB, only the first time) …`);
      await cp(manifest, aside, { recursive: true });
      const npmCache = path.join(aside, 'npm');
      const work = runNpm({ what, args: ['ci'], cwd: aside, npmCache, signal });
      await reportWhile(work, (seconds) => `Fetching ${what} … ${seconds} s`, onProgress);
      await rm(npmCache, { recursive: true, force: true });
    },
  });
  return path.join(folder, 'node_modules');
}
