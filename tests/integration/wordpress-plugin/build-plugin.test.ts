import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readZip } from '../../../service/demo/wordpress/read-zip.ts';
import { buildPlugin } from '../../../wordpress-plugin/build.ts';

/** The first build installs what it needs. */
const FIRST_BUILD_MILLIS = 600_000;

let archive = '';
const files = new Map<string, string>();
const said: string[] = [];

beforeAll(async () => {
  archive = await buildPlugin({ onProgress: () => undefined });
  for (const { path, content } of readZip(readFileSync(archive))) files.set(path, Buffer.from(content).toString('utf8'));
}, FIRST_BUILD_MILLIS);

const read = (path: string): string => files.get(`holdfast-booking/${path}`) ?? '';
const handlesOf = (asset: string): readonly string[] =>
  [...(/'dependencies' => array\(([^)]*)\)/.exec(asset)?.[1]?.matchAll(/'([^']+)'/g) ?? [])].map((match) => match[1] ?? '');

describe('the built plugin', () => {
  test('has everything below one folder, and nothing that only its builders need', () => {
    const paths = [...files.keys()];
    expect(paths.filter((path) => !path.startsWith('holdfast-booking/'))).toEqual([]);
    expect(paths.filter((path) => !/\.(php|js|css|json|txt|pot|po|mo)$|\/LICENSE$/.test(path))).toEqual([]);
    expect(paths.filter((path) => /node_modules|\/tests\/|\/src\/|\.map$/.test(path))).toEqual([]);
    expect(read('LICENSE')).toContain('MIT');
    expect(read('widget/LICENSE-lit-html.txt')).toContain('BSD 3-Clause');
  });

  test.each(['booking', 'settings'])('the script of %s asks only for scripts that WordPress 6.5 has', (name) => {
    const inWordPress65 = ['api-fetch', 'block-editor', 'blocks', 'components', 'compose', 'element', 'i18n'];
    const handles = handlesOf(read(`build/${name}/index.asset.php`));
    expect(handles.length).toBeGreaterThan(3);
    expect(handles.filter((handle) => !inWordPress65.includes(handle.replace(/^wp-/, '')))).toEqual([]);
    expect(read(`build/${name}/index.js`)).not.toMatch(/ReactJSXRuntime|sourceMappingURL/);
  });

  test('the block names files that are in the archive', () => {
    const block: unknown = JSON.parse(read('build/booking/block.json'));
    expect(block).toMatchObject({
      editorScript: 'file:./index.js',
      editorStyle: 'file:./index.css',
      render: 'file:./render.php',
    });
    for (const name of ['index.js', 'index.css', 'render.php']) expect(read(`build/booking/${name}`)).not.toBe('');
  });

  test('every text of the screens can be translated: the calls that translators’ tools look for are there', () => {
    for (const name of ['booking', 'settings'])
      expect(read(`build/${name}/index.js`)).toMatch(/__\)?\("[^"]+","holdfast-booking"\)/);
  });

  test('is built again only when something has changed', async () => {
    const before = statSync(archive).mtimeMs;
    const again = await buildPlugin({ onProgress: (text) => said.push(text) });
    expect(again).toBe(archive);
    expect(statSync(archive).mtimeMs).toBe(before);
    expect(said).toEqual([]);
  });
});
