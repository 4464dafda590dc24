import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import type { Plugin } from 'esbuild';

/** One file of the bundle with its sizes in bytes. `isInitial`: loaded before the visitor acts. */
export type BundleFile = {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly isInitial: boolean;
};

const notice = '/* Holdfast, MIT. Contains lit-html, BSD-3-Clause, Google LLC. */\n';

const source = fileURLToPath(new URL('.', import.meta.url));

/** Style sheets become minified text inside the script, so that one request brings both. */
const cssText: Plugin = {
  name: 'css-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: 'es2022' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/**
 * Tagged templates keep the indentation of their source, which means nothing: nothing is left of it between tags, and one line break elsewhere.
 * Values of attributes that are one word need no quotation marks.
 */
const shortTemplates: Plugin = {
  name: 'short-templates',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widget[\\/](view|later|manage|kinds)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/>\n\s+</g, '><')
        .replace(/\n\s+/g, '\n')
        .replace(/([a-z])="([a-z][\w-]*)"/g, '$1=$2'),
      loader: 'ts',
    }));
  },
};

/**
 * Bundles the widget into a folder: `holdfast.js` (an ES module) and what it loads later under `chunks/`.
 *
 * @param options `outdir` is created; files in it of the same names are replaced.
 * @returns every script with its size, the initial ones marked.
 */
export async function buildWidget(options: { readonly outdir: string }): Promise<readonly BundleFile[]> {
  const result = await build({
    entryPoints: { holdfast: resolve(source, 'holdfast.ts') },
    outdir: options.outdir,
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    target: ['es2022'],
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    write: false,
    absWorkingDir: source,
    plugins: [cssText, shortTemplates],
  });
  const outputs = Object.entries(result.metafile.outputs).map(([path, output]) => ({
    path,
    output,
    full: resolve(source, path),
  }));
  await mkdir(resolve(options.outdir, 'chunks'), { recursive: true });
  for (const { output, full } of outputs) {
    // The notice stands where the library's code is, once.
    const hasLibrary = Object.keys(output.inputs).some((input) => input.includes('lit-html'));
    const text = result.outputFiles.find((file) => file.path === full)?.text ?? '';
    await writeFile(full, hasLibrary ? notice + text : text);
  }
  const imports = new Map(
    outputs.map(({ path, output }) => [
      path,
      output.imports.filter(({ kind }) => kind === 'import-statement').map((item) => item.path),
    ]),
  );
  const initial = new Set(outputs.filter(({ output }) => output.entryPoint === 'holdfast.ts').map(({ path }) => path));
  for (const path of initial) for (const imported of imports.get(path) ?? []) initial.add(imported);
  return Promise.all(
    outputs.map(async ({ path, full }) => {
      const text = await readFile(full);
      const name = full.slice(resolve(options.outdir).length + 1).replaceAll('\\', '/');
      return { name, bytes: text.byteLength, gzipBytes: gzipSync(text, { level: 9 }).byteLength, isInitial: initial.has(path) };
    }),
  );
}

/** Adds up what a page loads before the visitor acts, in bytes of gzip. */
export const computeInitialGzipBytes = (files: readonly BundleFile[]): number =>
  files.filter((file) => file.isInitial).reduce((sum, file) => sum + file.gzipBytes, 0);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await buildWidget({ outdir: resolve(source, '../../dist/widget') });
  for (const file of files)
    console.log(`${file.isInitial ? 'initial' : 'later  '} ${String(file.gzipBytes).padStart(6)} B gzip  ${file.name}`);
  console.log(`initial total: ${computeInitialGzipBytes(files)} B gzip`);
}
