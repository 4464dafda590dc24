import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const folder = fileURLToPath(new URL('../../../adapters/widget/', import.meta.url));

async function readAll(ending: string): Promise<readonly (readonly [name: string, text: string])[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending));
  return Promise.all(names.map(async (name) => [name, await readFile(`${folder}${name}`, 'utf8')] as const));
}

test('every class in a style sheet begins with hf-', async () => {
  for (const [, css] of await readAll('.css')) {
    const classes = [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-z][\w-]*)/gi)].map((match) => match[1] ?? '');
    expect(classes.filter((name) => !name.startsWith('hf-'))).toEqual([]);
  }
});

test('every class in a view begins with hf-, and nothing carries an inline style', async () => {
  for (const [name, text] of await readAll('.ts')) {
    const classes = [...text.matchAll(/class="([^"$]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/)).filter(Boolean);
    expect([name, classes.filter((word) => !word.startsWith('hf-'))]).toEqual([name, []]);
    expect([name, /<\w+[^>]*\sstyle=/.test(text)]).toEqual([name, false]);
  }
});

test('only types and words come from the core', async () => {
  for (const [name, text] of await readAll('.ts')) {
    const values = [...text.matchAll(/^import (?!type\b)[^;]*core\/(?!words\/)[^;]*;/gm)].map((match) => match[0]);
    expect([name, values]).toEqual([name, []]);
  }
});
