import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../write-whole.ts';
import { readZip } from './read-zip.ts';
import { WordPressError } from './wordpress-error.ts';
import { writeFiles } from './write-files.ts';

/** Unpacks a plugin's archive into `wp-content/plugins`, in place of an older one; does nothing when that very archive is there. Answers the plugin's folder name. */
export async function installPluginZip(site: string, zipFile: string): Promise<string> {
  const archive = await readFile(zipFile);
  const files = readZip(archive);
  const name = files[0]?.path.split('/')[0] ?? '';
  if (name === '' || !files.every((file) => file.path.startsWith(`${name}/`))) {
    throw new WordPressError(`${path.basename(zipFile)} is not a plugin: it needs one folder that holds everything.`);
  }
  const folder = path.join(site, 'wp-content', 'plugins', name);
  const digest = createHash('sha256').update(archive).digest('hex');
  const stamp = path.join(path.dirname(site), `${name}.sha256`);
  if (existsSync(folder) && (await readFile(stamp, 'utf8').catch(() => '')) === digest) return name;
  // A name that begins with a dot is no plugin to WordPress, so a reader never meets half of one.
  const aside = (word: string): string => path.join(path.dirname(folder), `.${name}-${word}-${randomBytes(4).toString('hex')}`);
  const [fresh, old] = [aside('new'), aside('old')];
  await writeFiles(
    fresh,
    files.map((file) => ({ ...file, path: file.path.slice(name.length + 1) })),
  );
  if (existsSync(folder)) await rename(folder, old);
  await rename(fresh, folder);
  await rm(old, { recursive: true, force: true });
  await writeWhole(stamp, digest);
  return name;
}
