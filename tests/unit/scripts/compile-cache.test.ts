import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { prepareCompileCache, withCompileCache } from '../../../scripts/compile-cache.mjs';

let project = '';
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'holdfast-compiled-'));
});
afterEach(() => rmSync(project, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('what Node compiles is kept in a folder of the user alone, in one that others may pass through', () => {
  const umask = process.umask(0o022);
  const folder = prepareCompileCache(project) ?? '';
  process.umask(umask);
  expect([modeOf(folder), modeOf(join(project, '.holdfast'))]).toEqual([0o700, 0o755]);
  expect(withCompileCache({ HOME: '/home/eva' }, project)).toEqual({ HOME: '/home/eva', NODE_COMPILE_CACHE: folder });
});

test('where nothing can be written, every start compiles', () => {
  writeFileSync(join(project, '.holdfast'), '');
  expect(withCompileCache({ HOME: '/home/eva' }, project)).toEqual({ HOME: '/home/eva' });
});

test('a folder that was chosen is kept', () => {
  expect(withCompileCache({ NODE_COMPILE_CACHE: '/elsewhere' }, project)).toEqual({ NODE_COMPILE_CACHE: '/elsewhere' });
});
