import { expect, test } from '@jest/globals';
import { isPostmasterOf, parsePostmasterFile } from '../../../service/embedded-postgres/postmaster-file.ts';

const lines = ['4711', '/data', '1795441057', '54321', '', '127.0.0.1', '  1234567    32768', 'ready   '];

test.each([
  { name: 'a complete file', text: `${lines.join('\n')}\n`, expected: { pid: 4711, port: 54321, status: 'ready' } },
  { name: 'one that is being written', text: '4711\n/data\n1795441057\n54321', expected: { pid: 4711, port: 54321, status: '' } },
  { name: 'an empty one', text: '', expected: undefined },
  { name: 'the negative process id of a single-user server', text: '-4711\n/data\n1\n1\n', expected: undefined },
  { name: 'something else', text: 'no\npid\nfile\nat all', expected: undefined },
])('$name', ({ text, expected }) => {
  expect(parsePostmasterFile(text)).toEqual(expected);
});

test('this process is no PostgreSQL, though it is alive', () => {
  expect(isPostmasterOf(process.pid, '/data')).toBe(false);
});
