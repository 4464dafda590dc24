import { spawn } from 'node:child_process';

/** What the stories of a copy came to. `broken`: the code did not run at all, so nothing was shown. */
export type Played =
  | { readonly kind: 'clean' }
  | { readonly kind: 'caught'; readonly seed: string; readonly rules: string }
  | { readonly kind: 'broken'; readonly words: string };

/** Plays stories in a copy of the code, in a process of its own, until one goes wrong. */
export async function playCopy(folder: string, seeds: number): Promise<Played> {
  const { exitCode, output } = await run(folder, [
    '--disable-warning=ExperimentalWarning',
    'tests/simulation/run.ts',
    ...['--seeds', String(seeds), '--workers', '1', '--bail'],
  ]);
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{"seeds":')) return { kind: 'broken', words: output.slice(-300) };
  if (exitCode === 0) return { kind: 'clean' };
  const seed = /^The story of seed (\d+)/m.exec(output)?.[1] ?? '?';
  const rules = /^The checker says:\n {2}(.*)$/m.exec(output)?.[1] ?? 'the story broke off';
  return { kind: 'caught', seed, rules: rules.slice(0, 140) };
}

const run = (folder: string, nodeArguments: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      process.removeListener('exit', end);
      resolve({ exitCode: code ?? 1, output });
    });
  });
