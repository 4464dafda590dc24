import { expect, test } from '@jest/globals';
import { takesGzip } from '../../../adapters/http/send-remembered.ts';

test.each([
  { accepted: undefined, isTaken: false },
  { accepted: '', isTaken: false },
  { accepted: 'identity', isTaken: false },
  { accepted: 'gzip', isTaken: true },
  { accepted: 'gzip, deflate, br, zstd', isTaken: true },
  { accepted: 'br;q=1.0, GZIP;q=0.8, *;q=0.1', isTaken: true },
  { accepted: 'x-gzip', isTaken: true },
  { accepted: '*', isTaken: true },
  { accepted: 'br, *;q=0', isTaken: false },
  { accepted: 'gzip;q=0, *', isTaken: false },
  { accepted: 'gzip ; q=0.000', isTaken: false },
  { accepted: 'gzipped', isTaken: false },
])('whoever accepts "$accepted" takes gzip: $isTaken', ({ accepted, isTaken }) => {
  expect(takesGzip(accepted)).toBe(isTaken);
});
