import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chooseRuntime, findPhp } from '../../../../../service/demo/wordpress/find-php.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-php-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that answers our question as a PHP would. */
async function writePhp(answer: object): Promise<string> {
  const file = path.join(folder, 'php');
  await writeFile(file, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`, { mode: 0o755 });
  return file;
}

const good = { version: '8.2.36', extensions: ['pdo_sqlite', 'curl', 'mbstring', 'sodium'], sqlite: '3.40.1' };

const rows = [
  { what: 'one that has all', answer: good, expected: { version: '8.2.36' } },
  { what: 'the oldest that will do', answer: { ...good, version: '7.4.0' }, expected: { version: '7.4.0' } },
  {
    what: 'openssl instead of curl',
    answer: { ...good, extensions: ['pdo_sqlite', 'openssl', 'mbstring', 'sodium'] },
    expected: { version: '8.2.36' },
  },
  { what: 'too old', answer: { ...good, version: '7.3.33' }, expected: { missing: 'PHP 7.3.33 is too old' } },
  {
    what: 'without SQLite and sodium',
    answer: { ...good, extensions: ['curl', 'mbstring'] },
    expected: { missing: 'PHP 8.2.36 lacks pdo_sqlite, sodium' },
  },
  {
    what: 'an old SQLite',
    answer: { ...good, sqlite: '3.34.1' },
    expected: { missing: 'the SQLite 3.34.1 of PHP 8.2.36 is too old' },
  },
  { what: 'no answer of ours', answer: { hello: 'world' }, expected: { missing: 'no PHP was found' } },
];

test.each(rows)('a PHP is judged: $what', async ({ answer, expected }) => {
  expect(await findPhp(await writePhp(answer))).toEqual(expect.objectContaining(expected));
});

test('where there is no PHP, that is said', async () => {
  expect(await findPhp(path.join(folder, 'nothing-here'))).toEqual({ missing: 'no PHP was found' });
});

test('the Playground is taken when it is asked for, and another word is refused', async () => {
  expect((await chooseRuntime('playground')).runtime).toBe('playground');
  await expect(chooseRuntime('docker')).rejects.toThrow('must be "native" or "playground", not "docker"');
});
