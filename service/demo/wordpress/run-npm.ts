import { spawn } from 'node:child_process';
import { findNpm } from '../../../scripts/installation.mjs';
import { WordPressError } from './wordpress-error.ts';

/** What to ask npm for. */
export type NpmCall = {
  /** What is being fetched, for the message of a failure. */
  readonly what: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** npm's own cache for this call: what is unpacked is not needed packed as well. */
  readonly npmCache: string;
  readonly signal: AbortSignal;
};

const quiet = ['--no-audit', '--no-fund', '--no-progress', '--no-update-notifier', '--ignore-scripts', '--loglevel=error'];
/** npm would try for over a minute before it says that there is no network. */
const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Runs the npm that runs us, else the one on the PATH (10, 11 or 12). Throws a {@link WordPressError} that says what to do when it fails. */
export async function runNpm({ what, args, cwd, npmCache, signal }: NpmCall): Promise<void> {
  const npm = findNpm();
  signal.throwIfAborted();
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(npm.command, [...npm.leading, ...args, ...quiet, ...patience, '--cache', npmCache], {
      cwd,
      shell: npm.shell,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.once('error', (error) => resolve({ code: null, output: `${said}${error.message}` }));
    child.once('close', (exitCode) => resolve({ code: exitCode, output: said }));
  });
  signal.throwIfAborted();
  if (code !== 0) throw new WordPressError(explainFailure(what, output));
}

const networkTrouble = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

function explainFailure(what: string, output: string): string {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^npm (warn|notice)|^npm error(\s+at .*)?$|complete log of this run/i.test(line));
  const advice = networkTrouble.test(output)
    ? 'The package registry cannot be reached. Connect to the network (or set npm’s proxy) once; what is fetched is kept.'
    : 'Start again to try once more.';
  return `${what} could not be fetched:\n${lines.slice(0, 6).join('\n')}\n${advice}`;
}
