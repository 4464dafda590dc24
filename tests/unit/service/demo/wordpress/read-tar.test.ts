import { expect, test } from '@jest/globals';
import { readTar } from '../../../../../service/demo/wordpress/read-tar.ts';

/** One header block as npm writes it. */
function header(name: string, size: number, type = '0', prefix = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(type, 156);
  block.write('ustar\x0000', 257, 'latin1');
  block.write(prefix, 345);
  return block;
}

const padded = (text: string): Buffer =>
  Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (Buffer.byteLength(text) % 512)) % 512)]);
const file = (name: string, text: string, prefix = ''): Buffer =>
  Buffer.concat([header(name, Buffer.byteLength(text), '0', prefix), padded(text)]);
const end = Buffer.alloc(1024);

function pax(path: string): Buffer {
  const record = (length: number): string => `${length} path=${path}\n`;
  const text = record(Buffer.byteLength(record(100)));
  return Buffer.concat([header('PaxHeader', Buffer.byteLength(text), 'x'), padded(text)]);
}

async function* cut(archive: Buffer, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < archive.length; at += bytes) yield archive.subarray(at, at + bytes);
}

async function read(archive: Buffer, chunkBytes: number, isWanted = (_path: string) => true): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { path, content } of readTar(cut(archive, chunkBytes), isWanted)) found[path] = content.toString('utf8');
  return found;
}

const long = `package/${'deep/'.repeat(30)}leaf.txt`;
const archive = Buffer.concat([
  file('package/a.txt', 'first'),
  header('package/folder/', 0, '5'),
  file('b.txt', 'Ö'.repeat(700), 'package/prefixed'),
  pax(long),
  file('package/shortened', 'long'),
  file('package/empty', ''),
  end,
]);

test.each([1, 7, 512, 1_000, 1 << 20])(
  'every file comes out whole, wherever the stream is cut (%i bytes)',
  async (chunkBytes) => {
    expect(await read(archive, chunkBytes)).toEqual({
      'package/a.txt': 'first',
      'package/prefixed/b.txt': 'Ö'.repeat(700),
      [long]: 'long',
      'package/empty': '',
    });
  },
);

test('what is not wanted is passed over', async () => {
  expect(await read(archive, 100, (path) => path.endsWith('/a.txt') || path === long)).toEqual({
    'package/a.txt': 'first',
    [long]: 'long',
  });
});

test('an archive that ends in the middle of a file is refused', async () => {
  await expect(read(archive.subarray(0, 700), 512)).rejects.toThrow('ends too early');
});
