import { expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readZip } from '../../../../../service/demo/wordpress/read-zip.ts';

test('all files come out, folders do not', () => {
  const long = 'again and '.repeat(5_000);
  const archive = zipSync({
    'plugin/': new Uint8Array(),
    'plugin/plugin.php': strToU8('<?php // Ö'),
    'plugin/empty': new Uint8Array(),
    'plugin/long.txt': [strToU8(long), { level: 0 }],
  });
  const found = readZip(archive).map(({ path, content }) => [path, Buffer.from(content).toString('utf8')]);
  expect(Object.fromEntries(found)).toEqual({ 'plugin/plugin.php': '<?php // Ö', 'plugin/empty': '', 'plugin/long.txt': long });
});

test.each(['../out.php', 'plugin/../../out.php', '/etc/out', 'C:/out', 'plugin\\..\\out'])(
  'a path that leads out is refused: %s',
  (path) => {
    expect(() => readZip(zipSync({ [path]: strToU8('x') }))).toThrow('leads out');
  },
);

test('what is no archive is refused', () => {
  expect(() => readZip(strToU8('<html>not found</html>'))).toThrow('invalid zip data');
  expect(() => readZip(new Uint8Array())).toThrow('invalid zip data');
});
