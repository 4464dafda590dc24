import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { tasks } from '../../../scripts/tasks.mjs';

const readScripts = (): Readonly<Record<string, string>> => {
  const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync('package.json', 'utf8'));
  return manifest.scripts;
};

test('every npm script is one task of the same name, and every task has one', () => {
  const expected = Object.fromEntries(Object.keys(tasks).map((name) => [name, `node scripts/run.mjs ${name}`]));
  expect(readScripts()).toEqual(expected);
});

test.each(Object.entries(tasks))('the file of %s exists', (_name, [file = '']) => {
  expect(existsSync(file)).toBe(true);
});

test('an unknown task is refused with the names of those that exist', () => {
  const result = spawnSync(process.execPath, ['scripts/run.mjs', 'no-such-task'], { encoding: 'utf8' });
  expect(result.status).toBe(1);
  expect(result.stderr).toMatch(/^Unknown task "no-such-task"\. There are: start,/);
  expect(result.stderr).not.toContain('    at ');
});

test('the entry is plain enough for a Node that is too old to run anything else', () => {
  const text = readFileSync('scripts/run.mjs', 'utf8').replaceAll(/\/\/.*$/gm, '');
  expect(text).not.toMatch(/^import\s|\?\.|\?\?|#[a-z]|^await\s/m);
});
