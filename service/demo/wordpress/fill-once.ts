import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { takeLock } from './take-lock.ts';

/** How a folder of the cache is filled. */
export type FillPlan = {
  readonly folder: string;
  /** Fills the empty folder it is given; it becomes `folder` when this succeeds. */
  readonly fill: (aside: string) => Promise<void>;
  /** Told once when another process is filling the same folder. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
};

/**
 * Fills a folder unless it is there. Half a folder never carries its name: it is filled aside and renamed, so that a kill -9 leaves
 * nothing but a leftover that the next one removes. Of several processes one works and the others wait for it.
 */
export async function fillOnce({ folder, fill, onWait, signal }: FillPlan): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const release = await takeLock(`${folder}.lock`, { onWait, signal, isNeedless: () => existsSync(folder) });
  if (release === null) return;
  try {
    if (existsSync(folder)) return;
    await removeLeftovers(folder);
    await fillAside(folder, fill);
  } finally {
    await release();
  }
}

async function fillAside(folder: string, fill: FillPlan['fill']): Promise<void> {
  const aside = `${folder}.filling-${randomBytes(6).toString('hex')}`;
  await mkdir(aside);
  try {
    await fill(aside);
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // A lock that looked dead may have been alive: then the other's folder is as good.
    if (!existsSync(folder)) throw error;
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const leftovers = (await readdir(path.dirname(folder))).filter((name) => name.startsWith(`${path.basename(folder)}.filling-`));
  for (const name of leftovers) await rm(path.join(path.dirname(folder), name), { recursive: true, force: true });
}
