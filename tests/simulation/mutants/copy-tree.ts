import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutants.ts';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** What the simulation runs on. */
const parts = ['package.json', 'core', 'adapters/memory', 'tests/simulation', 'tests/support/checker', 'tests/support/weekly.ts'];

/** The code as it stood when the run began, in a temporary folder: edits of the tree during the run do not reach it. */
export type Tree = { readonly root: string; readonly remove: () => Promise<void>; readonly nextFolder: () => string };

/** A copy of the code in which one break at a time is made. */
export type Copy = {
  readonly folder: string;
  readonly apply: (mutant: Mutant) => Promise<void>;
  readonly restore: (mutant: Mutant) => Promise<void>;
};

const countOf = (text: string, part: string): number => text.split(part).length - 1;

/** Finds texts to be replaced that do not stand exactly once. */
export async function findMismatches(mutants: readonly Mutant[]): Promise<readonly string[]> {
  const edits = mutants.flatMap(({ name, edits: own }) => own.map((edit) => ({ ...edit, name })));
  const counted = await Promise.all(
    edits.map(async ({ name, file, find }) => {
      const count = countOf(await readFile(join(project, file), 'utf8'), find);
      return count === 1 ? [] : [`“${name}”: the text stands ${count} times in ${file}: ${JSON.stringify(find)}`];
    }),
  );
  return counted.flat();
}

/** Takes the copy that all others are made from. */
export async function copyTree(): Promise<Tree> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-mutants-'));
  let count = 0;
  await copyParts(project, join(root, 'original'));
  return {
    root,
    remove: () => rm(root, { recursive: true, force: true }),
    nextFolder: () => join(root, `copy-${(count += 1)}`),
  };
}

async function copyParts(from: string, to: string): Promise<void> {
  for (const part of parts) {
    await mkdir(dirname(join(to, part)), { recursive: true });
    await cp(join(from, part), join(to, part), { recursive: true });
  }
}

/** Makes a copy to break. */
export async function buildCopy({ root, nextFolder }: Tree): Promise<Copy> {
  const folder = nextFolder();
  const original = join(root, 'original');
  await copyParts(original, folder);
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    apply: async ({ name, edits }) => {
      for (const { file, find, replace } of edits) {
        const text = await readFile(join(folder, file), 'utf8');
        if (countOf(text, find) !== 1) throw new Error(`“${name}” changed under the run: ${file}`);
        await writeFile(
          join(folder, file),
          text.replace(find, () => replace),
        );
      }
    },
    restore: async ({ edits }) => {
      for (const { file } of edits) await cp(join(original, file), join(folder, file));
    },
  };
}
