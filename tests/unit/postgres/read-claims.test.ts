import { expect, test } from '@jest/globals';
import { readClaims } from '../../../adapters/postgres/read-claims.ts';

/** Packs what the database says of one resource, as its `int4send` and `int8send` do. */
function pack(position: number, starts: readonly bigint[], ends: readonly bigint[]): Buffer {
  const bytes = Buffer.alloc(8 + 16 * starts.length);
  bytes.writeInt32BE(position, 0);
  bytes.writeInt32BE(starts.length, 4);
  [...starts, ...ends].forEach((time, index) => bytes.writeBigInt64BE(time, 8 + 8 * index));
  return bytes;
}

test('claims are read in order of start and end, each of its resource, at any time that a number holds', () => {
  const packed = Buffer.concat([
    pack(1, [1_795_510_800_123n, -5n, -5n, 2n ** 32n - 1n], [1_795_510_800_124n, 7n, 0n, 2n ** 32n]),
    pack(3, [BigInt(Number.MIN_SAFE_INTEGER)], [BigInt(Number.MAX_SAFE_INTEGER)]),
  ]);
  // A view into a larger buffer, as the driver gives it.
  const within = Buffer.concat([Buffer.alloc(3), packed]).subarray(3);
  expect(readClaims(within, ['res_a', 'res_b', 'res_c'])).toEqual([
    { resourceId: 'res_a', during: { from: -5, to: 0 } },
    { resourceId: 'res_a', during: { from: -5, to: 7 } },
    { resourceId: 'res_a', during: { from: 2 ** 32 - 1, to: 2 ** 32 } },
    { resourceId: 'res_a', during: { from: 1_795_510_800_123, to: 1_795_510_800_124 } },
    { resourceId: 'res_c', during: { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER } },
  ]);
});

test('nothing is read from nothing, and a resource that nobody asked for is refused', () => {
  expect(readClaims(Buffer.alloc(0), ['res_a'])).toEqual([]);
  expect(() => readClaims(pack(2, [1n], [2n]), ['res_a'])).toThrow('not asked for');
});
