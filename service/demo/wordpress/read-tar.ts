const BLOCK_BYTES = 512;

/** One file of an archive. */
export type TarFile = { readonly path: string; readonly content: Buffer };

/**
 * Reads the files of an unpacked tar archive whose paths are wanted, one after the other; the others are passed over.
 * Knows what npm writes: ustar headers and pax headers for long paths. Throws when the archive ends too early.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (path: string) => boolean,
): AsyncGenerator<TarFile, void, undefined> {
  const source = createByteSource(chunks);
  let longPath: string | null = null;
  for (;;) {
    const header = await source.take(BLOCK_BYTES);
    if (header.every((byte) => byte === 0)) return source.drain();
    const size = parseInt(readText(header, 124, 12), 8);
    const type = readText(header, 156, 1);
    const padded = Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    if (type === 'x') {
      longPath = readPaxPath((await source.take(padded)).subarray(0, size).toString('utf8')) ?? longPath;
      continue;
    }
    const path: string = longPath ?? readUstarPath(header);
    longPath = null;
    const isFile = type === '0' || type === '';
    if (isFile && isWanted(path)) yield { path, content: (await source.take(padded)).subarray(0, size) };
    else await source.skip(padded);
  }
}

const readText = (block: Buffer, start: number, length: number): string => {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
};

const readUstarPath = (header: Buffer): string => {
  const prefix = readText(header, 345, 155);
  const name = readText(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
};

/** A pax record is `LENGTH key=value\n`. */
const readPaxPath = (records: string): string | null => /^\d+ path=(.*)$/m.exec(records)?.[1] ?? null;

type ByteSource = {
  readonly take: (bytes: number) => Promise<Buffer>;
  readonly skip: (bytes: number) => Promise<void>;
  /** Reads what is left, so that the stream behind it ends in order. */
  readonly drain: () => Promise<undefined>;
};

function createByteSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer> => {
    const next: IteratorResult<Uint8Array, undefined> = await iterator.next();
    if (next.done === true) throw new Error('The archive ends too early.');
    const { value } = next;
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  };
  return {
    take: async (bytes) => {
      const parts: Buffer[] = [rest];
      let length = rest.length;
      for (; length < bytes; length += parts.at(-1)?.length ?? 0) parts.push(await more());
      const joined = parts.length === 1 ? rest : Buffer.concat(parts, length);
      rest = joined.subarray(bytes);
      return joined.subarray(0, bytes);
    },
    skip: async (bytes) => {
      let missing = bytes - rest.length;
      if (missing <= 0) {
        rest = rest.subarray(bytes);
        return;
      }
      for (;;) {
        const next = await more();
        if (next.length >= missing) {
          rest = next.subarray(missing);
          return;
        }
        missing -= next.length;
      }
    },
    drain: async () => {
      while ((await iterator.next()).done !== true);
    },
  };
}
