import { describe, expect, test } from '@jest/globals';
import { addCounts, countOutput, countJUnit, countJestResult, formatCounts, isGood } from '../../../scripts/test-counts.mjs';

const jest = { numPassedTests: 10, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 };

describe('countJestResult', () => {
  test.each([
    { name: 'all passed', result: jest, isFiltered: false, failed: 0 },
    { name: 'failures', result: { ...jest, numFailedTests: 2 }, isFiltered: false, failed: 2 },
    { name: 'a file that cannot be loaded', result: { ...jest, numRuntimeErrorTestSuites: 1 }, isFiltered: false, failed: 1 },
    { name: 'a skipped test', result: { ...jest, numPendingTests: 1 }, isFiltered: false, failed: 1 },
    { name: 'a test to do', result: { ...jest, numTodoTests: 1 }, isFiltered: false, failed: 1 },
    { name: 'what a name filter leaves out', result: { ...jest, numPendingTests: 9 }, isFiltered: true, failed: 0 },
  ])('$name', ({ result, isFiltered, failed }) => {
    expect(countJestResult(result, isFiltered)).toEqual({ passed: 10, failed });
  });
});

describe('countJUnit', () => {
  const log = (counts: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="" ${counts} time="1.5">\n    <testsuite name="one" tests="99" failures="9">`;

  test.each([
    {
      name: 'the outermost suite counts',
      text: log('tests="7" assertions="20" errors="0" warnings="0" failures="0" skipped="0"'),
      counts: { passed: 7, failed: 0 },
    },
    {
      name: 'what did not pass is a failure, whatever it is called',
      text: log('tests="9" assertions="20" errors="1" warnings="1" failures="2" skipped="1"'),
      counts: { passed: 4, failed: 5 },
    },
    { name: 'an empty log counts nothing', text: '', counts: { passed: 0, failed: 0 } },
  ])('$name', ({ text, counts }) => {
    expect(countJUnit(text)).toEqual(counts);
  });
});

describe('countOutput', () => {
  test.each([
    {
      name: 'the last line counts',
      output: '1 passed, 0 failed\nx\n3 passed, 1 failed\n',
      exitCode: 1,
      counts: { passed: 3, failed: 1 },
    },
    { name: 'a crash after the line', output: '3 passed, 0 failed\n', exitCode: 1, counts: { passed: 3, failed: 1 } },
    { name: 'a crash before it', output: '', exitCode: 1, counts: { passed: 0, failed: 1 } },
    { name: 'one example without a line', output: 'done\n', exitCode: 0, counts: { passed: 1, failed: 0 } },
  ])('$name', ({ output, exitCode, counts }) => {
    expect(countOutput(output, exitCode)).toEqual(counts);
  });
});

test('the sum is printed in plain words', () => {
  expect(formatCounts(addCounts({ passed: 2, failed: 1 }, { passed: 3, failed: 0 }))).toBe('5 passed, 1 failed');
});

test.each([
  [{ passed: 1, failed: 0 }, true],
  [{ passed: 9, failed: 1 }, false],
  [{ passed: 0, failed: 0 }, false],
])('%j is good: %s', (counts, expected) => {
  expect(isGood(counts)).toBe(expected);
});
