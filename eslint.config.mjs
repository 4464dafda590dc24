import path from 'node:path';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** Rules of this house that no plugin has. */
const house = {
  rules: {
    'kebab-case-file': {
      meta: { type: 'suggestion', schema: [], messages: { name: 'Name the file in kebab-case after its main export.' } },
      create: (context) => ({
        Program: (node) => {
          if (!kebabCase.test(path.basename(context.filename))) context.report({ node, messageId: 'name' });
        },
      }),
    },
  },
};

const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'Use a union of strings: an enum cannot be stripped, and JSON does not know it.',
};
const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing is called the same everywhere.' },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'Export by name, so that a thing is called the same everywhere.',
  },
];
const noNamespace = { selector: 'TSModuleDeclaration[declare!=true]', message: 'Use a module: a namespace cannot be stripped.' };
const houseSyntax = [noEnum, noNamespace, ...noDefaultExport];

const throughPorts = 'The core knows no outside: take it from a port (Clock, IdGenerator …).';
const outsideGlobals = [
  'Date',
  'process',
  'globalThis',
  'global',
  'window',
  'document',
  'navigator',
  'localStorage',
  'fetch',
  'console',
  'performance',
  'crypto',
  'Buffer',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];

const nodeGlobals = [
  'process',
  'console',
  'module',
  'URL',
  'fetch',
  'Buffer',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
];
const browserGlobals = [
  'document',
  'window',
  'location',
  'history',
  'crypto',
  'URL',
  'URLSearchParams',
  'Event',
  'MessageChannel',
  'ResizeObserver',
  'fetch',
  'console',
  'setTimeout',
  'clearTimeout',
  'requestAnimationFrame',
];
const declare = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '.holdfast/',
      'coverage/',
      'tests/fixtures/',
      'wordpress-plugin/{build,widget}/',
      // Needs the plugin's own packages: its build looks at all of src, with more rules.
      'wordpress-plugin/src/{booking,components,settings,shared}/',
      'wordpress-plugin/src/wordpress.d.ts',
    ],
  },
  js.configs.recommended,
  {
    plugins: { house },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/kebab-case-file': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...houseSyntax],
      // A warning here is a question to the reader, not a reason to cut a natural whole in two.
      'max-lines': ['warn', 300],
      'max-lines-per-function': ['warn', 50],
      'max-params': ['warn', 5],
      'max-depth': ['warn', 3],
      complexity: ['warn', 10],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // The compiler knows these better.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      // A default that means "nothing changes" is an answer too; the core's rule below is stricter.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': ['warn', { assertionStyle: 'never' }],
      '@typescript-eslint/require-await': 'off',
      // Our types are records of functions, which have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // Text from people and machines is matched by what it may not contain, control characters first of all.
      'no-control-regex': 'off',
    },
  },
  { files: ['**/*.{mjs,cjs,js}'], ignores: ['adapters/*/browser/*.js'], languageOptions: { globals: declare(nodeGlobals) } },
  { files: ['adapters/*/browser/*.js'], languageOptions: { globals: declare(browserGlobals) } },
  {
    files: ['core/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-globals': ['error', ...outsideGlobals.map((name) => ({ name, message: throughPorts }))],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: throughPorts },
        { object: 'Temporal', property: 'Now', message: throughPorts },
      ],
    },
  },
  {
    files: ['adapters/widget/**/*.ts'],
    ignores: ['adapters/widget/build.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['temporal-polyfill', 'temporal-polyfill/*', 'rrule-temporal'],
              message: 'Temporal alone fills the widget’s budget: display with Intl, compute in the service.',
            },
            { group: ['node:*'], message: 'The widget runs in a browser.' },
          ],
        },
      ],
    },
  },
  {
    // Jest, ESLint, Prettier and declarations of foreign file types ask for default exports.
    files: ['**/*.config.mjs', '**/*.cjs', '**/*.d.ts', 'scripts/jest-reporter.mjs', 'tests/support/*.mjs'],
    rules: { 'no-restricted-syntax': ['error', noEnum] },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // Tests read JSON that the next line checks.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
);
