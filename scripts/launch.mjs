// Runs one task in the same terminal: signals go in, the exit code comes out.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCompileCache } from './compile-cache.mjs';
import { ErrorForPeople } from './errors.mjs';
import { ensureInstalled } from './installation.mjs';
import { chooseNode } from './pinned-node.mjs';
import { tasks } from './tasks.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
// Node says of several things we rely on that they are experimental; said once in the documentation is enough.
const nodeArguments = ['--disable-warning=ExperimentalWarning'];

const passSignals = (child) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A Ctrl-C reaches the whole process group, the child included; sending it again would look like a second Ctrl-C.
    process.on(name, () => (name === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(name)));
  }
};

const parentCheckMilliseconds = 300;

/** The parent of this process and, where it can be read, the parent of that: the shell that npm made, and npm. */
const readAncestors = () => {
  try {
    const text = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${text.slice(text.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
};

/**
 * Ends the task when npm is gone: npm signals only the shell between itself and this process, and that shell dies of the
 * signal without passing it on. An npm that was killed is noticed by the shell's new parent.
 */
const endWithNpm = (child) => {
  const ancestors = readAncestors();
  const timer = setInterval(() => {
    if (readAncestors() === ancestors) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, parentCheckMilliseconds);
  child.once('exit', () => clearInterval(timer));
};

const runToEnd = (command, taskArguments) =>
  new Promise((resolve, reject) => {
    const path = [dirname(command), join(project, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
    const child = spawn(command, [...nodeArguments, ...taskArguments], {
      cwd: project,
      stdio: 'inherit',
      env: { ...withCompileCache(process.env, project), PATH: path },
    });
    passSignals(child);
    if (process.env.npm_lifecycle_event !== undefined) endWithNpm(child);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });

/** Runs a task of tasks.mjs on the pinned Node and gives its exit code (128 + n after signal n). */
export const launch = async (name, moreArguments) => {
  const task = tasks[name];
  if (task === undefined) throw new ErrorForPeople(`Unknown task "${name ?? ''}". There are: ${Object.keys(tasks).join(', ')}`);
  await ensureInstalled(project);
  if (!existsSync(join(project, task[0])))
    throw new ErrorForPeople(`${task[0]} is missing: this copy of Holdfast is incomplete.`);
  return runToEnd(chooseNode(project), [...task, ...moreArguments]);
};
