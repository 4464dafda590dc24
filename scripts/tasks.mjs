// Every job of this repository: the arguments that Node gets, relative to the repository. More arguments may follow.

const prettier = 'node_modules/prettier/bin/prettier.cjs';

/** @type {Readonly<Record<string, readonly string[]>>} */
export const tasks = {
  start: ['service/demo/main.ts'],
  'start:service': ['service/demo/main.ts', '--without-wordpress'],
  holdfast: ['service/main.ts'],
  test: ['scripts/test.mjs'],
  'test:unit': ['scripts/test.mjs', 'unit'],
  'test:property': ['scripts/test.mjs', 'property'],
  'test:conformance': ['scripts/test.mjs', 'conformance'],
  'test:integration': ['scripts/test.mjs', 'integration'],
  'test:e2e': ['scripts/test.mjs', 'e2e'],
  'test:php': ['scripts/test-php.mjs'],
  'test:live': ['tests/live/run.ts'],
  check: ['scripts/check.mjs'],
  format: [prettier, '--write', '.'],
  'format:check': [prettier, '--check', '.'],
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  deps: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'core',
    'adapters',
    'google-calendar-adapter',
    'service',
    'examples',
    'wordpress-plugin/build.ts',
    'wordpress-plugin/src/model',
    'tests',
  ],
  examples: ['examples/run.ts'],
  'build:widget': ['adapters/widget/build.ts'],
  'build:plugin': ['wordpress-plugin/build.ts'],
  'bench:bridge': ['tests/bench/bridge.ts'],
  record: ['tests/e2e/record-first-run.ts'],
};
