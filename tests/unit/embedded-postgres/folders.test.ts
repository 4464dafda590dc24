import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseDataDirectory, chooseStagingRoot } from '../../../service/embedded-postgres/choose-folders.ts';
import { ensureLocalFolder, ensureSafeFolder, isReachableByNobody } from '../../../service/embedded-postgres/safe-folder.ts';

let base = '';
let project = '';
let systemDirectory = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-folders-'));
  chmodSync(base, 0o755);
  project = join(base, 'clone');
  systemDirectory = join(base, 'system');
  mkdirSync(project);
  chmodSync(project, 0o755);
});
afterEach(() => rmSync(base, { recursive: true }));

describe('where the data goes', () => {
  test.each([
    { name: 'not as root', asRoot: false, mode: 0o755, inClone: true },
    { name: 'not as root, in a closed clone', asRoot: false, mode: 0o700, inClone: true },
    { name: 'as root in an open clone', asRoot: true, mode: 0o755, inClone: true },
    { name: 'as root in a closed clone', asRoot: true, mode: 0o700, inClone: false },
  ])('$name', async ({ asRoot, mode, inClone }) => {
    chmodSync(project, mode);
    const chosen = await chooseDataDirectory({ projectDirectory: project, asRoot, systemDirectory });
    if (inClone) expect(chosen).toBe(join(project, '.holdfast/postgres'));
    else expect(chosen).toMatch(new RegExp(`^${systemDirectory}/[0-9a-f]{16}/postgres$`));
  });

  test('two closed clones never share one', async () => {
    const other = join(base, 'other');
    for (const folder of [project, other]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(project, 0o700);
    const [first, second] = await Promise.all(
      [project, other].map((projectDirectory) => chooseDataDirectory({ projectDirectory, asRoot: true, systemDirectory })),
    );
    expect(first).not.toBe(second);
  });

  test('programs are staged where their user can read them', () => {
    expect(chooseStagingRoot({ projectDirectory: project, asRoot: true, systemDirectory })).toBe(
      join(systemDirectory, 'staging'),
    );
    expect(chooseStagingRoot({ projectDirectory: project, asRoot: false, systemDirectory })).toBe(
      join(project, '.holdfast/staging'),
    );
  });
});

describe('isReachableByNobody', () => {
  test('one closed folder anywhere above is enough to say no', async () => {
    const deep = join(project, 'a/b');
    mkdirSync(deep, { recursive: true });
    for (const folder of [join(project, 'a'), deep]) chmodSync(folder, 0o755);
    expect(await isReachableByNobody(deep)).toBe(true);
    chmodSync(project, 0o750);
    expect(await isReachableByNobody(deep)).toBe(false);
  });
});

describe('ensureSafeFolder', () => {
  test('makes a folder that others can enter whatever the umask', async () => {
    const before = process.umask(0o077);
    await ensureSafeFolder(join(base, 'new/staging')).finally(() => process.umask(before));
    expect(statSync(join(base, 'new')).mode & 0o777).toBe(0o755);
    expect(statSync(join(base, 'new/staging')).mode & 0o777).toBe(0o755);
  });

  test.each([0o777, 0o775, 0o757])('refuses one that others may write to (%o)', async (mode) => {
    chmodSync(project, mode);
    await expect(ensureSafeFolder(project)).rejects.toMatchObject({ code: 'embedded_postgres_unsafe_folder' });
  });

  test('refuses a link in its place', async () => {
    symlinkSync(project, join(base, 'link'));
    await expect(ensureSafeFolder(join(base, 'link'))).rejects.toMatchObject({ code: 'embedded_postgres_unsafe_folder' });
  });

  test('refuses a file in its place', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(ensureSafeFolder(join(base, 'file'))).rejects.toMatchObject({ code: 'embedded_postgres_unsafe_folder' });
  });

  test('refuses a folder of someone else', async () => {
    // Only root can give a folder away; for everyone else the root of the file system is someone else's.
    if (process.getuid?.() === 0) chownSync(project, 12345, 12345);
    const foreign = process.getuid?.() === 0 ? project : '/';
    await expect(ensureSafeFolder(foreign)).rejects.toMatchObject({ code: 'embedded_postgres_unsafe_folder' });
  });
});

test('ensureLocalFolder takes the write permission of others away', async () => {
  const local = join(project, '.holdfast');
  mkdirSync(local);
  chmodSync(local, 0o777);
  await ensureLocalFolder(local);
  expect(statSync(local).mode & 0o777).toBe(0o755);
  expect(existsSync(local)).toBe(true);
});
