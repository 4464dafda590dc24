import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { writeWhole } from '../write-whole.ts';
import { WordPressError } from './wordpress-error.ts';

/** What a PHP file gets. */
export type StepArguments = Readonly<Record<string, unknown>>;
/** A PHP file to run, with its arguments. */
export type Step = { readonly phpFile: string; readonly args?: StepArguments };

/** A way into a running WordPress for the program that started it, the same for every runtime. */
export type SetupDoor = {
  /**
   * Runs a PHP file inside WordPress and answers what it gives back. The file returns a function that takes the arguments.
   * Throws a {@link WordPressError} with PHP's words.
   */
  readonly run: (phpFile: string, args?: StepArguments) => Promise<unknown>;
  /** The same for several files in one request, one after the other: each start of PHP's WordPress takes its time in the Playground. */
  readonly runAll: (steps: readonly Step[]) => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
};

const doorFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'php', 'door.php');
const PREFIX = 'holdfast-setup-';
const TIMEOUT_MILLIS = 60_000;
const answerSchema = z.union([z.object({ values: z.array(z.unknown()) }), z.object({ error: z.string() })]);

/** Opens the door: a folder of the site with a name and a token that nobody can guess. Doors that an earlier start left open are closed. */
export async function openSetupDoor(site: string, url: string): Promise<SetupDoor> {
  await removeDoors(site);
  const name = `${PREFIX}${randomBytes(16).toString('hex')}`;
  const token = randomBytes(32).toString('hex');
  const folder = path.join(site, name);
  await mkdir(folder, { mode: 0o700 });
  await writeWhole(path.join(folder, 'index.php'), (await readFile(doorFile, 'utf8')).replace('{TOKEN}', token));
  const place = async ({ phpFile, args = {} }: Step): Promise<object> => {
    const file = `${path.basename(phpFile, '.php')}-${randomBytes(6).toString('hex')}.php`;
    await copyFile(phpFile, path.join(folder, file));
    return { file, args };
  };
  const runAll: SetupDoor['runAll'] = async (steps) => {
    const response = await fetch(`${url}/${name}/index.php`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-holdfast-setup': token },
      body: JSON.stringify(await Promise.all(steps.map(place))),
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    const names = steps.map(({ phpFile }) => path.basename(phpFile)).join(', ');
    return readAnswer(names, response.status, await response.text());
  };
  return {
    runAll,
    run: async (phpFile, args) => (await runAll([{ phpFile, args }]))[0],
    close: () => removeDoors(site),
  };
}

function readAnswer(names: string, status: number, text: string): readonly unknown[] {
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success) throw new WordPressError(`WordPress answered ${names} with ${status}: ${text.slice(0, 500)}`);
  if ('error' in answer.data) throw new WordPressError(`WordPress could not do ${names}: ${answer.data.error}`);
  return answer.data.values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function removeDoors(site: string): Promise<void> {
  const doors = (await readdir(site)).filter((name) => name.startsWith(PREFIX));
  for (const name of doors) await rm(path.join(site, name), { recursive: true, force: true });
}
