// `npm test`: builds the widget, runs every Jest project, every example and, where PHP is found, the tests of the plugin's PHP;
// ends with `N passed, N failed`. `npm test -- unit integration` chooses projects; what begins with a dash, and paths, go to Jest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tasks } from './tasks.mjs';
import { addCounts, countOutput, countJestResult, formatCounts, isGood } from './test-counts.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const projects = ['unit', 'property', 'simulation', 'conformance', 'integration', 'e2e'];
const nothing = { passed: 0, failed: 0 };

const runNode = (nodeArguments, echo) =>
  new Promise((resolve) => {
    let output = '';
    const stdio = ['inherit', echo ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(process.execPath, [...process.execArgv, ...nodeArguments], { cwd: project, stdio });
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    for (const name of ['SIGTERM', 'SIGHUP']) process.once(name, () => child.kill(name));
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });

/** Some files mostly wait, for processes that start and for pages: on a small machine one worker more fills the gaps. */
const chooseWorkers = (cores) => (cores <= 4 ? cores + 1 : cores);

const runJest = async (selected, jestArguments) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-jest-'));
  const resultFile = join(folder, 'result.json');
  const isFiltered = jestArguments.some((argument) => /^(-t|--testNamePattern)/.test(argument));
  try {
    const { exitCode } = await runNode([
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      ...jestArguments,
      '--json',
      `--outputFile=${resultFile}`,
      `--maxWorkers=${chooseWorkers(availableParallelism())}`,
      '--selectProjects',
      ...selected,
    ]);
    const counts = countJestResult(JSON.parse(readFileSync(resultFile, 'utf8')), isFiltered);
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.log(`Jest left no result: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Runs a program that counts for itself and says so in its last line. */
const runCounting = async (name) => {
  const { exitCode, output } = await runNode(tasks[name], true);
  return countOutput(output, exitCode);
};

const buildWidget = async () => {
  const { exitCode } = await runNode(tasks['build:widget']);
  return exitCode === 0 ? nothing : { passed: 0, failed: 1 };
};

const given = process.argv.slice(2);
const chosen = given.filter((argument) => projects.includes(argument));
const others = { examples: 'examples', php: 'test:php' };
const isWanted = (name) => given.includes(name) || given.length === 0;
const withExamples = isWanted('examples');
const jestArguments = given.filter((argument) => !projects.includes(argument) && !Object.hasOwn(others, argument));
const selected = chosen.length > 0 ? chosen : projects;
const withJest = chosen.length > 0 || jestArguments.length > 0 || given.length === 0;
const needsWidget = withExamples || (withJest && selected.some((name) => name === 'integration' || name === 'e2e'));

const widget = needsWidget ? await buildWidget() : nothing;
const jest = withJest ? await runJest(selected, jestArguments) : nothing;
const examples = withExamples ? await runCounting(others.examples) : nothing;
const php = isWanted('php') ? await runCounting(others.php) : nothing;
const total = addCounts(widget, jest, examples, php);
console.log(formatCounts(total));
process.exitCode = isGood(total) ? 0 : 1;
