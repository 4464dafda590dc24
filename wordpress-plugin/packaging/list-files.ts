import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Lists the files of a folder and all below it, as paths with forward slashes relative to `root`, sorted. A file lists itself; what is not there lists nothing. */
export function listFiles(root: string, path: string): readonly string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => name !== 'node_modules');
  return names.flatMap((name) => listFiles(root, `${path}/${name}`)).toSorted();
}
