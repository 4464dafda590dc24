// What a test run came to, and how its parts add up.

/** Sums counts of passed and failed. */
export const addCounts = (...counts) => ({
  passed: counts.reduce((sum, count) => sum + count.passed, 0),
  failed: counts.reduce((sum, count) => sum + count.failed, 0),
});

/**
 * The counts of a Jest run from its JSON result. A file that could not run is a failure, and so is a skipped test:
 * nothing in this repository may be skipped. With a name filter (`-t`) Jest calls all others skipped, so they do not count.
 */
export const countJestResult = (result, isFiltered) => {
  const skipped = isFiltered ? 0 : result.numPendingTests + result.numTodoTests;
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites + skipped };
};

/** The counts of a program from the last line that it prints, `N passed, N failed`; one that says nothing counts as one. */
export const countOutput = (output, exitCode) => {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const counts =
    found === undefined ? { passed: exitCode === 0 ? 1 : 0, failed: 0 } : { passed: Number(found[1]), failed: Number(found[2]) };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** The counts of a PHPUnit run from its JUnit log. What was skipped or ended in a warning is a failure too. */
export const countJUnit = (log) => {
  const [whole = ''] = /<testsuite [^>]*>/.exec(log) ?? [];
  const read = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(whole)?.[1] ?? 0);
  const failed = read('failures') + read('errors') + read('warnings') + read('skipped');
  return { passed: read('tests') - failed, failed };
};

/** The last line of every test run. */
export const formatCounts = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** A run in which nothing ran proves nothing. */
export const isGood = ({ passed, failed }) => failed === 0 && passed > 0;
