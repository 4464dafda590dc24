import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { hasSystemCode } from '../../embedded-postgres/embedded-postgres-error.ts';
import { WordPressError } from './wordpress-error.ts';

/** Who hears how far the build is, and what gives it up. */
export type BuildListeners = { readonly onProgress: (text: string) => void; readonly signal: AbortSignal };

const entry = path.join(path.dirname(fileURLToPath(import.meta.url)), 'build-plugin-main.ts');
const answerSchema = z.union([z.object({ archive: z.string() }), z.object({ failure: z.string() })]);

/** Builds the plugin unless nothing has changed, and answers its archive. All that the build has started ends when it is given up. */
export async function buildPluginApart({ onProgress, signal }: BuildListeners): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The whole group: npm and the bundler start programs of their own.
  const giveUp = (): void => endGroup(child.pid);
  signal.addEventListener('abort', giveUp, { once: true });
  createInterface({ input: child.stderr }).on('line', onProgress);
  let answer = '';
  child.stdout.on('data', (data: Buffer) => (answer += data.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  signal.removeEventListener('abort', giveUp);
  signal.throwIfAborted();
  return readAnswer(answer);
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has just ended by itself.
    if (!hasSystemCode(error, 'ESRCH')) throw error;
  }
}

function readAnswer(text: string): string {
  const answer = answerSchema.parse(JSON.parse(text === '' ? '{"failure":"It ended without a word."}' : text));
  if ('failure' in answer) throw new WordPressError(`The plugin could not be built: ${answer.failure}`);
  return answer.archive;
}
