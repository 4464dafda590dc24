import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chooseCacheFolder } from '../../../../../service/demo/wordpress/cache-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('HOLDFAST_CACHE wins, and the folder is made', async () => {
  const chosen = path.join(folder, 'of', 'mine');
  expect(await chooseCacheFolder(folder, { HOLDFAST_CACHE: chosen, XDG_CACHE_HOME: folder })).toBe(chosen);
  expect(existsSync(chosen)).toBe(true);
});

test('otherwise it is a folder in the user’s cache', async () => {
  expect(await chooseCacheFolder('/clone', { XDG_CACHE_HOME: folder })).toBe(path.join(folder, 'holdfast'));
});

test('where the user’s cache cannot be written, it is in the clone', async () => {
  // A file where a folder would have to be stops root as well.
  const blocked = path.join(folder, 'file');
  await writeFile(blocked, '');
  expect(await chooseCacheFolder(folder, { XDG_CACHE_HOME: blocked })).toBe(path.join(folder, '.holdfast', 'cache'));
});
