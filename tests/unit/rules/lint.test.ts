import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { linkPackages, plantTree, repository, runTool } from './seeded-tree.ts';

type Finding = { readonly ruleId: string | null; readonly severity: number };
type Report = readonly { readonly filePath: string; readonly messages: readonly Finding[] }[];

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const nest = (depth: number): string => (depth === 0 ? 'found += 1;' : `if (found < ${depth}) {\n${nest(depth - 1)}\n}`);
const ERROR = 2;
const WARNING = 1;

/** One file per broken rule: rule, severity, file, content. */
const broken: readonly (readonly [rule: string, severity: number, file: string, content: string])[] = [
  ['@typescript-eslint/no-explicit-any', ERROR, 'service/any.ts', 'export const read = (value: any): string => String(value);\n'],
  ['@typescript-eslint/no-unsafe-member-access', ERROR, 'service/unsafe.ts', "export const name = JSON.parse('{}').name;\n"],
  ['no-restricted-syntax', ERROR, 'service/enum.ts', 'export enum Colour { Red }\n'],
  ['no-restricted-syntax', ERROR, 'service/namespace.ts', 'export namespace Colours { export const red = 1; }\n'],
  ['no-restricted-syntax', ERROR, 'service/default-export.ts', 'export default 1;\n'],
  ['no-restricted-syntax', ERROR, 'service/default-by-name.ts', 'const value = 1;\nexport { value as default };\n'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    ERROR,
    'service/switch.ts',
    "export function name(state: 'a' | 'b'): void {\n  switch (state) {\n    case 'a':\n      return;\n  }\n}\n",
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    ERROR,
    'core/order/switch.ts',
    "export function name(state: 'a' | 'b'): number {\n  switch (state) {\n    case 'a':\n      return 1;\n    default:\n      return 2;\n  }\n}\n",
  ],
  [
    '@typescript-eslint/no-floating-promises',
    ERROR,
    'service/floating.ts',
    'export function start(): void {\n  Promise.resolve(1);\n}\n',
  ],
  [
    '@typescript-eslint/no-misused-promises',
    ERROR,
    'service/misused.ts',
    'export const found = Promise.resolve(true) ? 1 : 2;\n',
  ],
  [
    '@typescript-eslint/no-non-null-assertion',
    ERROR,
    'service/non-null.ts',
    'export const first = (list: readonly number[]): number => list.at(0)!;\n',
  ],
  [
    '@typescript-eslint/consistent-type-imports',
    ERROR,
    'service/type-import.ts',
    "import { Value } from './value.ts';\nexport type Other = Value;\n",
  ],
  [
    '@typescript-eslint/consistent-type-assertions',
    WARNING,
    'service/assertion.ts',
    'export const text = (value: unknown): string => value as string;\n',
  ],
  [
    '@typescript-eslint/consistent-type-assertions',
    ERROR,
    'core/order/assertion.ts',
    'export const text = (value: unknown): string => value as string;\n',
  ],
  ['eqeqeq', ERROR, 'service/equal.ts', 'export const same = (a: number, b: number): boolean => a == b;\n'],
  ['house/kebab-case-file', ERROR, 'service/CamelCase.ts', 'export const value = 1;\n'],
  ['max-lines', WARNING, 'service/long-file.ts', lines(301, 'export {};')],
  ['max-lines-per-function', WARNING, 'service/long-function.ts', `export function run(): void {\n${lines(50, '  void 0;')}}\n`],
  [
    'max-params',
    WARNING,
    'service/parameters.ts',
    'export const sum = (a: number, b: number, c: number, d: number, e: number, f: number): number => a + b + c + d + e + f;\n',
  ],
  ['max-depth', WARNING, 'service/depth.ts', `export function dive(found: number): number {\n${nest(4)}\nreturn found;\n}\n`],
  [
    'complexity',
    WARNING,
    'service/complexity.ts',
    `export const decide = (n: number): boolean => ${Array.from({ length: 11 }, (_, index) => `n === ${index}`).join(' || ')};\n`,
  ],
  ['no-restricted-imports', ERROR, 'adapters/widget/temporal.ts', "export { Temporal } from 'temporal-polyfill';\n"],
  ['no-restricted-imports', ERROR, 'adapters/widget/node.ts', "export { readFile } from 'node:fs';\n"],
  ['no-restricted-properties', ERROR, 'core/time/random.ts', 'export const draw = (): number => Math.random();\n'],
  [
    'no-restricted-properties',
    ERROR,
    'core/time/now.ts',
    "import { Temporal } from 'temporal-polyfill';\nexport const now = (): string => Temporal.Now.instant().toString();\n",
  ],
  ...[
    'Date',
    'process',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'fetch',
    'console',
    'performance',
    'crypto',
    'globalThis',
    'window',
    'Buffer',
  ].map(
    (name) =>
      [
        'no-restricted-globals',
        ERROR,
        `core/time/global-${name.toLowerCase()}.ts`,
        `declare global { var ${name}: unknown; }\nexport const outside: unknown = ${name};\n`,
      ] as const,
  ),
];

const allowed = {
  'service/value.ts':
    'export type Value = number;\nexport const order = [1, 2] as const;\nexport const now = (): number => Date.now();\n',
  'service/default-branch.ts':
    "export function name(state: 'a' | 'b'): number {\n  switch (state) {\n    case 'a':\n      return 1;\n    default:\n      return 2;\n  }\n}\n",
  'core/order/transitions.ts': "export const transitions = { held: { paid: 'confirmed' } } as const;\n",
  'core/time/zone.ts':
    "import { Temporal } from 'temporal-polyfill';\nexport const zero = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(0);\n",
  'tool.config.mjs': 'export default {};\n',
};

describe('a tree with every kind of mistake', () => {
  let tree: Awaited<ReturnType<typeof plantTree>>;
  let report: Report;
  const findingsOf = (file: string): readonly Finding[] =>
    report.find(({ filePath }) => filePath.endsWith(path.join('/', file)))?.messages ?? [];

  beforeAll(async () => {
    tree = await plantTree({
      'package.json': '{"type":"module"}',
      ...allowed,
      ...Object.fromEntries(broken.map(([, , file, content]) => [file, content])),
    });
    await linkPackages(tree.folder);
    report = JSON.parse(
      await runTool(
        tree.folder,
        'eslint/bin/eslint.js',
        '.',
        '--config',
        path.join(repository, 'eslint.config.mjs'),
        '--format',
        'json',
      ),
    );
  }, 90_000);
  afterAll(() => tree.remove());

  test.each(broken)('%s (severity %i): %s', (rule, severity, file) => {
    expect(findingsOf(file)).toContainEqual(expect.objectContaining({ ruleId: rule, severity }));
  });

  test.each(Object.keys(allowed))('nothing is found in %s', (file) => {
    expect(report.map(({ filePath }) => path.basename(filePath))).toContain(path.basename(file));
    expect(findingsOf(file)).toEqual([]);
  });
});
