// One line per test file; failures in full.
import { relative } from 'node:path';

const describeCounts = ({ numPassingTests, numFailingTests, numPendingTests, numTodoTests }) =>
  [
    [numPassingTests, 'passed'],
    [numFailingTests, 'failed'],
    [numPendingTests + numTodoTests, 'skipped'],
  ]
    .filter(([count, word]) => count > 0 || word === 'passed')
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');

const describeFailure = ({ failureMessage, testExecError, console: printed }) => [
  failureMessage ?? testExecError?.message ?? '',
  ...(printed ?? []).map((entry) => `    ${entry.type}: ${entry.message}`),
];

export default class LineReporter {
  constructor(globalConfig) {
    this.rootDirectory = globalConfig.rootDir;
  }

  onTestResult(test, result) {
    const failed = result.numFailingTests > 0 || result.testExecError !== undefined;
    const path = relative(this.rootDirectory, test.path);
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    console.log(`${failed ? 'FAIL' : 'ok  '} ${path} – ${describeCounts(result)} (${seconds} s)`);
    if (failed) describeFailure(result).forEach((line) => console.log(line));
  }

  getLastError() {
    return undefined;
  }
}
