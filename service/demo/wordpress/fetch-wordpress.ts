import { createReadStream } from 'node:fs';
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fetchArchive } from './fetch-archive.ts';
import { fillOnce } from './fill-once.ts';
import { buildNames, playgroundCli, wordPressBuilds } from './pinned-packages.ts';
import type { WordPressVersion } from './pinned-packages.ts';
import { readTar } from './read-tar.ts';
import type { TarFile } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { WordPressError } from './wordpress-error.ts';
import { writeFiles } from './write-files.ts';

/** What is fetched, where it is kept, and who hears about it. */
export type CacheOptions = {
  readonly cache: string;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
};

/** Where unpacked WordPress files are: one folder for each version, and the SQLite driver. */
export type WordPressFiles = { readonly versions: Readonly<Record<WordPressVersion, string>>; readonly sqliteDriver: string };

/** The folders that make up most of WordPress and belong to it alone. */
export const sharedFolders = ['wp-admin', 'wp-includes'] as const;

/** Raised when the way the folder is made changes, so that an old one is not taken for a new one. */
const LAYOUT = 1;
const DRIVER = 'sqlite-database-integration';

/** Answers the WordPress files of the cache; fetches and unpacks them at first use (159 MB, of which about 150 MB stay on the disk). */
export async function fetchWordPress({ cache, onProgress, signal }: CacheOptions): Promise<WordPressFiles> {
  const folder = path.join(cache, `wordpress-${wordPressBuilds.version}-${playgroundCli.version}-${LAYOUT}`);
  await fillOnce({
    folder,
    signal,
    onWait: () => onProgress('Another process is fetching WordPress; waiting for it …'),
    fill: async (aside) => {
      const what = 'WordPress';
      onProgress(`Fetching ${what} (only the first time) …`);
      const builds = await fetchArchive(wordPressBuilds, { folder: aside, what, onProgress, signal });
      onProgress(`Unpacking ${what} …`);
      await unpackBuilds(builds, aside, signal);
      const driver = await fetchArchive(playgroundCli, { folder: aside, what: 'WordPress’s SQLite driver', onProgress, signal });
      await unpackDriver(driver, aside, signal);
    },
  });
  const versions = { '6.5.5': path.join(folder, '6.5.5'), '6.6': path.join(folder, '6.6') };
  return { versions, sqliteDriver: path.join(folder, DRIVER) };
}

const versionOf = new Map(
  (['6.5.5', '6.6'] as const).flatMap((version): [string, WordPressVersion][] => {
    const { build } = buildNames[version];
    return [
      [`package/src/wordpress/${build}.zip`, version],
      [`package/public/${build}`, version],
    ];
  }),
);
const isPublic = /^(package\/public\/[^/]+)\/(.+)$/;
/** A ready-made site that the package brings for browsers, and notes for its build. */
const isNotWordPress =
  /^(wp-config\.php|wp-content\/database\/.*|wordpress-remote-asset-paths|wp-content\/plugins\/hello\.php|\.default_theme)$/;
async function unpackBuilds(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const isWanted = (file: string): boolean => versionOf.has(file) || versionOf.has(isPublic.exec(file)?.[1] ?? '');
  await unpackArchive(archive, { isWanted, signal }, async (file) => {
    const asset = isPublic.exec(file.path);
    const version = versionOf.get(asset?.[1] ?? file.path);
    if (version === undefined) return;
    const files = asset === null ? readZip(file.content) : [{ path: asset[2] ?? '', content: file.content }];
    const kept = files.filter((one) => !isNotWordPress.test(one.path));
    await writeFiles(path.join(folder, version), kept);
  });
  for (const version of ['6.5.5', '6.6'] as const) {
    await checkVersion(path.join(folder, version), buildNames[version].number);
    await makeReadOnly(path.join(folder, version));
  }
}

/** Sites share these files by hard links: a hand that edits one site's file must not edit all. */
async function makeReadOnly(folder: string): Promise<void> {
  for (const name of sharedFolders) {
    const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true });
    for (const entry of entries) if (entry.isFile()) await chmod(path.join(entry.parentPath, entry.name), 0o444);
  }
}

async function checkVersion(folder: string, number: string): Promise<void> {
  const text = await readFile(path.join(folder, 'wp-includes', 'version.php'), 'utf8');
  if (!text.includes(`$wp_version = '${number}'`))
    throw new WordPressError(`The archive holds another WordPress than ${number}.`);
}

async function unpackDriver(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const isWanted = (file: string): boolean => file === `package/${DRIVER}.zip`;
  await unpackArchive(archive, { isWanted, signal }, async (file) => {
    // The first folder is named after the driver's own repository.
    const files = readZip(file.content).map((one) => ({ ...one, path: one.path.replace(/^[^/]+\//, '') }));
    await writeFiles(path.join(folder, DRIVER), files);
  });
  await readFile(path.join(folder, DRIVER, 'db.copy'));
}

type Unpacking = { readonly isWanted: (path: string) => boolean; readonly signal: AbortSignal };

/** Hands over the wanted files of an archive, then removes it. */
async function unpackArchive(
  archive: string,
  { isWanted, signal }: Unpacking,
  use: (file: TarFile) => Promise<void>,
): Promise<void> {
  const useAll = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const file of readTar(chunks, isWanted)) await use(file);
  };
  const large = { highWaterMark: 1 << 20 };
  await pipeline(createReadStream(archive, large), createGunzip({ chunkSize: 1 << 20 }), useAll, { signal });
  await rm(archive);
}
