// `npm run test:php`: lint, coding style and tests of the WordPress plugin's PHP, each test in a real WordPress of every version that is kept.
// Ends with `N passed, N failed`: every PHPUnit test is one, lint and style are one each. Without a PHP nothing runs, and that is said.
// HOLDFAST_WORDPRESS names a folder with another WordPress and its SQLite drop-in; what else is given goes to PHPUnit.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseCacheFolder } from '../service/demo/wordpress/cache-folder.ts';
import { fetchWordPress } from '../service/demo/wordpress/fetch-wordpress.ts';
import { findPhp } from '../service/demo/wordpress/find-php.ts';
import { layOutSite, siteFolders } from '../service/demo/wordpress/lay-out-site.ts';
import { addCounts, countJUnit, formatCounts } from './test-counts.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const plugin = join(project, 'wordpress-plugin');
const nothing = { passed: 0, failed: 0 };
const versions = ['6.5.5', '6.6'];
const notOurs = new Set(['node_modules', 'build', 'widget']);

const given = process.argv.slice(2);
/* global AbortController -- Node has it. */
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => stopping.abort(new Error(name)));

/** Runs a program to its end. What it says is kept, or shown at once. */
const run = (command, programArguments, { show = false, environment = {} } = {}) =>
  new Promise((resolve) => {
    let output = '';
    const child = spawn(command, programArguments, {
      cwd: plugin,
      env: { ...process.env, ...environment },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      signal: stopping.signal,
    });
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ exitCode: 1, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });

/** Says how a check went, with its words when it failed. */
const report = (name, isGood, words) => {
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}`);
  if (!isGood) console.log(words.trimEnd());
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const listPhpFiles = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : listPhpFiles(path);
    return entry.name.endsWith('.php') ? [path] : [];
  });
  return (await Promise.all(lists)).flat();
};

const lint = async (php) => {
  const files = await listPhpFiles(plugin);
  const complaints = [];
  for (const file of files) {
    const { exitCode, output } = await run(php, ['-d', 'error_reporting=-1', '-d', 'display_errors=1', '-l', file]);
    // A deprecation is no error to PHP, but it is one to whoever runs the next PHP.
    if (exitCode !== 0 || !output.startsWith('No syntax errors')) complaints.push(`${relative(project, file)}: ${output}`);
  }
  return report(`php -l (${files.length} files)`, files.length > 0 && complaints.length === 0, complaints.join(''));
};

const checkStyle = async () => {
  const { exitCode, output } = await run('phpcs', ['--no-colors', '-q', '--report=full']);
  return report('phpcs', exitCode === 0, output);
};

/** Prepares a WordPress of a version for the tests, which copy it and change nothing in it. */
const prepareWordPress = async (version, folder) => {
  const cache = await chooseCacheFolder(project, process.env);
  const files = await fetchWordPress({ cache, onProgress: (text) => console.log(text), signal: stopping.signal });
  const folders = siteFolders(join(folder, version));
  await layOutSite(folders, files, version);
  return folders.site;
};

const runTests = async (php, phpunit, version, folder) => {
  try {
    const wordpress = process.env.HOLDFAST_WORDPRESS || (await prepareWordPress(version, folder));
    const log = join(folder, `${version}.xml`);
    const { exitCode } = await run(php, [phpunit, '--log-junit', log, '--colors=never', ...given], {
      show: true,
      environment: { HOLDFAST_WORDPRESS: wordpress },
    });
    const counts = countJUnit(readFileSync(log, 'utf8'));
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.log(`The tests did not run: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
};

const findTool = async (name) => {
  const { exitCode, output } = await run('/bin/sh', ['-c', `command -v ${name}`]);
  if (exitCode !== 0)
    console.log(`${name} was not found, so nothing was checked with it. On Debian: apt-get install phpunit php-codesniffer.`);
  return exitCode === 0 ? output.trim() : null;
};

const testPlugin = async (php) => {
  const [phpunit, phpcs] = [await findTool('phpunit'), await findTool('phpcs')];
  let total = addCounts(await lint(php), phpcs === null ? nothing : await checkStyle());
  if (phpunit === null) return total;
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-php-'));
  try {
    for (const version of process.env.HOLDFAST_WORDPRESS ? ['given'] : versions) {
      console.log(`PHPUnit in WordPress ${version}:`);
      total = addCounts(total, await runTests(php, phpunit, version, folder));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return total;
};

const found = await findPhp();
if ('missing' in found) console.log(`The plugin's PHP was not tested here: ${found.missing}.`);
const total = 'missing' in found ? nothing : await testPlugin(found.command);
console.log(formatCounts(total));
process.exitCode = total.failed === 0 ? 0 : 1;
