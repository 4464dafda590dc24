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

let isEnding = false;
for (const name of ['SIGTERM', 'SIGHUP']) process.once(name, () => (isEnding = true));

/** Runs a program of ours to its end. What it says is shown at once, or kept; nothing is begun once the whole run has been told to end. */
const runNode = (nodeArguments, { isKept = false, isCounting = false } = {}) =>
  new Promise((resolve) => {
    let output = '';
    if (isEnding) return resolve({ exitCode: 1, output });
    const stdio = ['inherit', isKept || isCounting ? 'pipe' : 'inherit', isKept ? 'pipe' : 'inherit'];
    const child = spawn(process.execPath, [...process.execArgv, ...nodeArguments], { cwd: project, stdio });
    const take = (chunk) => {
      output += chunk;
      if (!isKept) process.stdout.write(chunk);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
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
const runCounting = async (name, isKept) => {
  const { exitCode, output } = await runNode(tasks[name], { isKept, isCounting: true });
  return { counts: countOutput(output, exitCode), kept: isKept ? output : '' };
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

/** What is tested without Jest, one after the other. */
const runOthers = async () => {
  const results = [];
  if (withExamples) results.push(await runCounting(others.examples, withJest));
  if (isWanted('php')) results.push(await runCounting(others.php, withJest));
  return results;
};

const widget = needsWidget ? await buildWidget() : nothing;
// Beside each other, since both of them wait now and then; what the others say follows when Jest is done.
const [jest, results] = await Promise.all([withJest ? runJest(selected, jestArguments) : nothing, runOthers()]);
for (const { kept } of results) process.stdout.write(kept);
const total = addCounts(widget, jest, ...results.map(({ counts }) => counts));
console.log(formatCounts(total));
process.exitCode = isGood(total) ? 0 : 1;
