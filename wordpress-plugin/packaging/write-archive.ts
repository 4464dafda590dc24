import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** A file of the archive: where it is read, and its path in the archive. */
export type ArchiveFile = { readonly from: string; readonly path: string };

// The archive's format knows no zone: these parts are written as they are, wherever this runs.
const sameTime = new Date(1980, 0, 1, 0, 0, 0);

/** Writes a zip archive whose bytes depend on names and contents only: sorted, without times, packed by one algorithm on every machine. */
export function writeArchive(archive: string, root: string, files: readonly ArchiveFile[]): void {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const entries = Object.fromEntries(sorted.map(({ from, path }) => [path, new Uint8Array(readFileSync(join(root, from)))]));
  const aside = `${archive}.new`;
  writeFileSync(aside, zipSync(entries, { level: 9, mtime: sameTime }));
  renameSync(aside, archive);
}
