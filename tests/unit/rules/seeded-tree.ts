import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Files by their path in the tree. */
export type Tree = Readonly<Record<string, string>>;

/** Writes a tree into a new folder, with this repository's compiler settings in short; `remove` takes it away. */
export async function plantTree(tree: Tree) {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-rules-'));
  const compilerOptions = {
    target: 'es2024',
    module: 'nodenext',
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
  };
  const files = { 'tsconfig.json': JSON.stringify({ compilerOptions, include: ['**/*.ts'] }), ...tree };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Lets files of a tree import the packages that are installed here. */
export const linkPackages = (folder: string): Promise<void> =>
  symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'), 'dir');

/** Runs a tool of this repository in a folder and answers what it printed; linters end with a code above 0 when they find something. */
export const runTool = (folder: string, ...options: readonly [script: string, ...words: readonly string[]]): Promise<string> => {
  const [script, ...words] = options;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [path.join(repository, 'node_modules', script), ...words],
      { cwd: folder, maxBuffer: 64_000_000 },
      (error, output, complaint) => {
        if (output.trim() === '') reject(new Error(`${script} printed nothing: ${complaint}`, { cause: error }));
        else resolve(output);
      },
    );
  });
};
