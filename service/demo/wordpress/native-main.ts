// Runs PHP's own web server, and ends all of it when it is told to or when its parent is gone.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitForEnd } from '../../wait-for-end.ts';
import { readPlan } from './server-plan.ts';
import { waitUntilListening } from './wait-until-listening.ts';

const WORKERS = 4;
const START_SECONDS = 20;
/**
 * The server's workers outlive it, and a process that is killed cannot clean up. So a shell holds the other end of a pipe from us: when that
 * closes, whatever we died of, or when PHP ends, it kills its whole process group.
 */
const GUARD = '("$@"; kill -KILL 0) & read -r line; kill -KILL 0';

const plan = readPlan(process.env);
const router = path.join(path.dirname(fileURLToPath(import.meta.url)), 'php', 'router.php');
const logFile = path.join(plan.directory, 'logs', 'php.log');

const settings = {
  display_errors: '0',
  log_errors: '1',
  memory_limit: '256M',
  max_execution_time: '60',
  upload_max_filesize: '64M',
  post_max_size: '64M',
  'opcache.enable': '1',
  // A plugin that is put in place must work at once, not two seconds later.
  'opcache.revalidate_freq': '0',
};

/** A website has no business with the keys that may stand in our environment. */
const passedOn = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
};

function startPhp(): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]);
  const server = [plan.php, ...flags, '-S', `127.0.0.1:${plan.port}`, '-t', path.join(plan.directory, 'site'), router];
  const log = openSync(logFile, 'w', 0o600);
  return spawn('/bin/sh', ['-c', GUARD, 'guard', ...server], {
    detached: true,
    env: { ...passedOn(), PHP_CLI_SERVER_WORKERS: String(WORKERS) },
    stdio: ['pipe', log, log],
  });
}

const ended = waitForEnd(plan.parentPid).then(() => null);
const php = startPhp();
const died = new Promise<string>((resolve) => {
  php.once('error', (error) => resolve(error.message));
  php.once('exit', () => resolve('it ended'));
});
const listening = waitUntilListening(plan.port, START_SECONDS).then((isListening) =>
  isListening ? 'ready' : 'it did not listen',
);
const started = await Promise.race([listening, died, ended]);
if (started === 'ready') process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
const reason = started === 'ready' ? await Promise.race([died, ended]) : started;
if (reason !== null) {
  const lastLines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-5).join('\n');
  process.stderr.write(`PHP does not serve the site (${reason}):\n${lastLines}\n`);
}
php.stdin?.end();
await died;
process.exit(reason === null ? 0 : 1);
