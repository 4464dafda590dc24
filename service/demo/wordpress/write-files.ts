import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

type File = { readonly path: string; readonly content: Uint8Array };

/** Writes files below a folder, making the folders they need. */
export async function writeFiles(folder: string, files: Iterable<File>): Promise<void> {
  const made = new Set<string>();
  for (const file of files) {
    const target = path.join(folder, file.path);
    const parent = path.dirname(target);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    await writeFile(target, file.content);
  }
}
