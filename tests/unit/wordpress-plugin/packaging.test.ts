import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readZip } from '../../../service/demo/wordpress/read-zip.ts';
import { listArchiveFiles } from '../../../wordpress-plugin/packaging/archive-files.ts';
import { readStamp, writeStamp } from '../../../wordpress-plugin/packaging/build-stamp.ts';
import { hashFiles } from '../../../wordpress-plugin/packaging/hash-files.ts';
import { listFiles } from '../../../wordpress-plugin/packaging/list-files.ts';
import { runTool } from '../../../wordpress-plugin/packaging/run-tool.ts';
import { writeArchive } from '../../../wordpress-plugin/packaging/write-archive.ts';

let root = '';

const write = (path: string, content = path): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast-packaging-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const needed = [
  'LICENSE',
  'node_modules/lit-html/LICENSE',
  'wordpress-plugin/holdfast-booking.php',
  'wordpress-plugin/uninstall.php',
  'wordpress-plugin/readme.txt',
  'wordpress-plugin/includes/Plugin.php',
  'wordpress-plugin/build/booking/block.json',
  'wordpress-plugin/widget/chunks/later.js',
];

describe('the plugin’s archive', () => {
  test('holds what the plugin needs, below one folder, and no tests, sources, maps or hidden files', () => {
    for (const path of needed) write(path);
    for (const path of [
      'tests/A_Test.php',
      'src/model/money.ts',
      'package.json',
      'build/a.js.map',
      'includes/.hidden',
      'phpcs.xml.dist',
    ])
      write(`wordpress-plugin/${path}`);
    write('wordpress-plugin/languages/holdfast-booking.pot');
    expect(listArchiveFiles(root).map(({ path }) => path)).toEqual([
      'holdfast-booking/holdfast-booking.php',
      'holdfast-booking/uninstall.php',
      'holdfast-booking/readme.txt',
      'holdfast-booking/includes/Plugin.php',
      'holdfast-booking/build/booking/block.json',
      'holdfast-booking/widget/chunks/later.js',
      'holdfast-booking/languages/holdfast-booking.pot',
      'holdfast-booking/LICENSE',
      'holdfast-booking/widget/LICENSE-lit-html.txt',
    ]);
  });

  test('is not made of half a plugin', () => {
    for (const path of needed.filter((name) => !name.includes('/build/') && !name.endsWith('uninstall.php'))) write(path);
    expect(() => listArchiveFiles(root)).toThrow('uninstall.php, build is missing');
  });

  test('has the same bytes for the same contents, in whatever order, zone and hour', () => {
    write('a.txt', 'one'.repeat(1_000));
    write('b.txt', 'two');
    const files = [
      { from: 'a.txt', path: 'p/a.txt' },
      { from: 'b.txt', path: 'p/b/c.txt' },
    ];
    writeArchive(join(root, 'first.zip'), root, files);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    writeArchive(join(root, 'second.zip'), root, files.toReversed());
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    const [first, second] = ['first.zip', 'second.zip'].map((name) => readFileSync(join(root, name)));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(readZip(first ?? Buffer.alloc(0)).map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual([
      ['p/a.txt', 'one'.repeat(1_000)],
      ['p/b/c.txt', 'two'],
    ]);
  });
});

describe('what goes into a build', () => {
  test('is listed sorted, without packages, and what is not there is nothing', () => {
    for (const path of ['src/b.ts', 'src/a/z.ts', 'src/a.ts', 'src/node_modules/x/index.js']) write(path);
    expect(listFiles(root, 'src')).toEqual(['src/a.ts', 'src/a/z.ts', 'src/b.ts']);
    expect(listFiles(root, 'src/a.ts')).toEqual(['src/a.ts']);
    expect(listFiles(root, 'gone')).toEqual([]);
  });

  test('has another digest when a content or a name changes, or a file comes or goes', () => {
    write('a.ts', 'one');
    write('b.ts', 'one');
    const digests = [['a.ts'], ['b.ts'], ['a.ts', 'b.ts'], []].map((paths) => hashFiles(root, paths));
    const before = hashFiles(root, ['a.ts']);
    write('a.ts', 'two');
    expect(new Set([...digests, hashFiles(root, ['a.ts'])]).size).toBe(5);
    write('a.ts', 'one');
    expect(hashFiles(root, ['a.ts'])).toBe(before);
  });

  test('a stamp is read back, and a broken one counts as none', () => {
    const stamp = { inputs: 'a', bundles: 'b', content: 'c', archive: 'd' };
    const path = join(root, 'stamp.json');
    expect(readStamp(path)).toBeUndefined();
    writeStamp(path, stamp);
    expect(readStamp(path)).toEqual(stamp);
    write('stamp.json', '{"inputs":');
    expect(readStamp(path)).toBeUndefined();
  });
});

describe('a tool of the build', () => {
  const run = (script: string) => {
    write('tool.mjs', script);
    return runTool({ name: 'Tool', script: join(root, 'tool.mjs'), args: ['x'], cwd: root });
  };

  test('runs for production on the Node that runs us, also what it starts by name', async () => {
    await expect(
      run(`import { execFileSync } from 'node:child_process';
        const other = execFileSync('node', ['-p', 'process.execPath']).toString().trim();
        process.exitCode = other === process.execPath && process.env.NODE_ENV === 'production' && process.argv[2] === 'x' ? 0 : 1;`),
    ).resolves.toBeUndefined();
  });

  test('that finds something wrong is told in its own words', async () => {
    await expect(run(`console.log('3 mistakes'); process.exitCode = 2;`)).rejects.toThrow('Tool:\n3 mistakes');
  });
});
