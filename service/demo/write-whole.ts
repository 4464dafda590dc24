import { rename, writeFile } from 'node:fs/promises';

/** Writes a file so that a reader never sees half of it. Only its owner may read it, unless a mode is given. */
export async function writeWhole(file: string, text: string, mode = 0o600): Promise<void> {
  await writeFile(`${file}.new`, text, { mode });
  await rename(`${file}.new`, file);
}
