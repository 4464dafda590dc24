// `npm run examples`: runs every example, or the named ones, each in a process of its own and within a time limit.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const TIME_LIMIT_MILLIS = 90_000;
/** How long an example may take to end when it is told to. */
const PATIENCE_MILLIS = 10_000;

const mainOf = (name: string): string => path.join(folder, name, 'main.ts');
const known = readdirSync(folder).filter((name) => existsSync(mainOf(name)));

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs one example and answers whether it ended well. `--check` tells those that would stay up to look at themselves once and end. */
function runExample(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...process.execArgv, mainOf(name), '--check'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.once('SIGINT', pass).once('SIGTERM', pass);
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLIS).unref();
    }, TIME_LIMIT_MILLIS);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      process.off('SIGINT', pass).off('SIGTERM', pass);
      if (isLate) say(`${name} took longer than ${TIME_LIMIT_MILLIS / 1_000} s`);
      else if (code !== 0) say(`${name} ended with ${signal ?? `exit code ${code}`}`);
      resolve(code === 0 && !isLate);
    });
  });
}

const given = process.argv.slice(2);
const unknown = given.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no example ${unknown.join(', ')}. Choose among: ${known.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const counts = { passed: 0, failed: 0 };
  for (const name of given.length > 0 ? given : known) {
    say(`— ${name}`);
    counts[(await runExample(name)) ? 'passed' : 'failed'] += 1;
  }
  say(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
