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

/** The counts of the examples from the last line that they print, `N passed, N failed`. */
export const countExamples = (output, exitCode) => {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const counts =
    found === undefined ? { passed: exitCode === 0 ? 1 : 0, failed: 0 } : { passed: Number(found[1]), failed: Number(found[2]) };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** The last line of every test run. */
export const formatCounts = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** A run in which nothing ran proves nothing. */
export const isGood = ({ passed, failed }) => failed === 0 && passed > 0;
