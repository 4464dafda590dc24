import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from '../service/demo/wordpress/take-lock.ts';
import { listArchiveFiles } from './packaging/archive-files.ts';
import { buildBundles, installPackages } from './packaging/build-bundles.ts';
import { readStamp, writeStamp } from './packaging/build-stamp.ts';
import { hashFiles } from './packaging/hash-files.ts';
import { listFiles } from './packaging/list-files.ts';
import { ToolError } from './packaging/run-tool.ts';
import { writeArchive } from './packaging/write-archive.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const archive = join(root, 'dist/holdfast-booking.zip');
const stampFile = join(root, 'dist/holdfast-booking.json');

/** Everything that the bundles are made of and by. Of the core only types go into the widget, and they leave no trace. */
const inputs = [
  'wordpress-plugin/src',
  'wordpress-plugin/packaging',
  'wordpress-plugin/build.ts',
  'wordpress-plugin/package.json',
  'wordpress-plugin/package-lock.json',
  'wordpress-plugin/tsconfig.json',
  'wordpress-plugin/webpack.config.cjs',
  'wordpress-plugin/eslint.build.config.mjs',
  'eslint.config.mjs',
  'tsconfig.json',
  'adapters/widget',
  'node_modules/esbuild/package.json',
  'node_modules/fflate/package.json',
  'node_modules/lit-html/package.json',
  'node_modules/typescript/package.json',
];
const bundles = ['wordpress-plugin/build', 'wordpress-plugin/widget'];

const hashOf = (paths: readonly string[]): string =>
  hashFiles(
    root,
    paths.flatMap((path) => listFiles(root, path)),
  );

const hashContent = (): string =>
  hashFiles(
    root,
    listArchiveFiles(root).map(({ from }) => from),
  );

const hashArchive = (): string =>
  existsSync(archive) ? createHash('sha256').update(readFileSync(archive)).digest('hex') : 'none';

const areBundlesCurrent = (): boolean => {
  const stamp = readStamp(stampFile);
  return stamp?.inputs === hashOf(inputs) && stamp.bundles === hashOf(bundles);
};

const isArchiveCurrent = (): boolean => {
  if (!areBundlesCurrent()) return false;
  const stamp = readStamp(stampFile);
  return stamp?.content === hashContent() && stamp.archive === hashArchive();
};

/** Who hears how far a build is, and how it is given up while it waits for another one. */
export type BuildOptions = { readonly onProgress: (text: string) => void; readonly signal?: AbortSignal };

/**
 * Builds the plugin into `dist/holdfast-booking.zip` unless nothing that goes in has changed; only what has changed is built again. Several processes may call it at once.
 * The same sources give the same bytes.
 *
 * @returns the path of the archive.
 * @throws ErrorForPeople when packages cannot be installed, ToolError when the source has mistakes.
 */
export async function buildPlugin({ onProgress, signal = new AbortController().signal }: BuildOptions): Promise<string> {
  if (isArchiveCurrent()) return archive;
  mkdirSync(dirname(archive), { recursive: true });
  const onWait = (): void => onProgress('Another process is building the WordPress plugin; waiting for it …');
  const release = await takeLock(`${archive}.lock`, { onWait, isNeedless: isArchiveCurrent, signal });
  if (release === null) return archive;
  try {
    if (!areBundlesCurrent()) {
      rmSync(stampFile, { force: true });
      await installPackages(root, onProgress);
      await buildBundles(root, onProgress);
    }
    const [inputsNow, bundlesNow] = [hashOf(inputs), hashOf(bundles)];
    writeArchive(archive, root, listArchiveFiles(root));
    writeStamp(stampFile, { inputs: inputsNow, bundles: bundlesNow, content: hashContent(), archive: hashArchive() });
    return archive;
  } finally {
    await release();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const path = await buildPlugin({ onProgress: (text) => console.error(text) });
    console.log(`${relative(process.cwd(), path)} (${Math.round(statSync(path).size / 1_000)} kB)`);
  } catch (error) {
    // What a tool says is for the reader; where in our build it was called is not.
    const isForPeople = error instanceof ToolError || (error instanceof Error && 'isForPeople' in error);
    console.error(isForPeople ? error.message : error);
    process.exitCode = 1;
  }
}
