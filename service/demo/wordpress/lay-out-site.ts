import { existsSync } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../write-whole.ts';
import { sharedFolders } from './fetch-wordpress.ts';
import type { WordPressFiles } from './fetch-wordpress.ts';
import type { WordPressVersion } from './pinned-packages.ts';

/** The folders of a site: what the web server shows, and what it must not show. */
export type SiteFolders = {
  readonly directory: string;
  readonly site: string;
  readonly database: string;
  readonly logs: string;
};

const phpFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'php');
const DRIVER_PLACEHOLDER = "'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'";
const DRIVER_FOLDER = "__DIR__ . '/sqlite-database-integration'";

/** Names the folders of the site in a directory. */
export const siteFolders = (directory: string): SiteFolders => ({
  directory,
  site: path.join(directory, 'site'),
  database: path.join(directory, 'database'),
  logs: path.join(directory, 'logs'),
});

/**
 * Brings the files of a site to a WordPress version. Posts, settings, uploads, plugins and themes of an existing site are kept;
 * an interrupted run is made good by the next.
 */
export async function layOutSite(folders: SiteFolders, files: WordPressFiles, version: WordPressVersion): Promise<void> {
  await mkdir(folders.site, { recursive: true });
  await mkdir(folders.database, { recursive: true, mode: 0o700 });
  await mkdir(folders.logs, { recursive: true });
  const stamp = path.join(folders.directory, 'laid-out');
  const source = files.versions[version];
  const isThere = existsSync(path.join(folders.site, 'wp-load.php'));
  if (!isThere || (await readFile(stamp, 'utf8').catch(() => '')) !== source) {
    for (const name of sharedFolders) await rm(path.join(folders.site, name), { recursive: true, force: true });
    for (const name of sharedFolders) await linkFolder(path.join(source, name), path.join(folders.site, name));
    const isSmall = (file: string): boolean => !sharedFolders.some((name) => file === path.join(source, name));
    await cp(source, folders.site, { recursive: true, filter: isSmall });
    await writeFile(stamp, source);
  }
  const content = path.join(folders.site, 'wp-content');
  await cp(files.sqliteDriver, path.join(content, 'sqlite-database-integration'), { recursive: true });
  const dropIn = await readFile(path.join(files.sqliteDriver, 'db.copy'), 'utf8');
  await writeWhole(path.join(content, 'db.php'), dropIn.replace(DRIVER_PLACEHOLDER, DRIVER_FOLDER));
  await mkdir(path.join(content, 'mu-plugins'), { recursive: true });
  await copyFile(path.join(phpFolder, 'local-site.php'), path.join(content, 'mu-plugins', 'holdfast-local-site.php'));
}

/** Makes a folder with the same files by hard links, or by copies where the file systems differ or forbid it. */
async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
