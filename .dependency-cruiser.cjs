/**
 * The arrows of docs/architecture.md. Each rule is broken on purpose by tests/unit/rules/dependencies.test.ts.
 *
 * In the core a folder imports itself and the layers above it in this list, never one below it or beside it.
 */
const coreLayers = [
  ['errors', 'ids', 'money', 'time'],
  ['access', 'catalog', 'words'],
  ['availability', 'pricing'],
  ['booking', 'payment'],
  ['order'],
  ['notification', 'report'],
  ['ports'],
  ['use-cases'],
  ['index'],
];

/** The folder of a layer, or the file of that name. */
const corePath = (names) => `^core/(${names.join('|')})(/|\\.ts$)`;

// index.ts comes last and may import all.
const layerRules = coreLayers.slice(0, -1).flatMap((names, index) =>
  names.map((name) => ({
    name: `core-${name}-imports-only-earlier-layers`,
    severity: 'error',
    from: { path: corePath([name]) },
    to: { path: '^core/', pathNot: corePath([name, ...coreLayers.slice(0, index).flat()]) },
  })),
);

const anAdapter = '^(adapters/[^/]+|google-calendar-adapter)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'core-has-no-unknown-folder',
      comment: 'A new folder of the core gets its place in the layers above first.',
      severity: 'error',
      from: {},
      to: { path: '^core/', pathNot: corePath(coreLayers.flat()) },
    },
    {
      name: 'core-imports-only-itself',
      comment: 'Besides its own files the core knows Temporal and recurrence; no Node built-in, no vendor, no adapter.',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: ['^core/', '(^|node_modules/)(temporal-polyfill|rrule-temporal)(/|$)'] },
    },
    {
      name: 'core-is-entered-by-its-front-door',
      severity: 'error',
      from: { pathNot: '^(core|tests)/' },
      to: { path: '^core/', pathNot: ['^core/index\\.ts$', '^core/words/'] },
    },
    {
      name: 'only-the-widget-takes-words-one-by-one',
      comment: 'A browser loads the words of one language; everybody else enters by the front door.',
      severity: 'error',
      from: { pathNot: '^(core|tests|adapters/widget)/' },
      to: { path: '^core/words/' },
    },
    {
      name: 'an-adapter-imports-no-other-adapter',
      comment: 'The service wires them.',
      severity: 'error',
      from: { path: anAdapter },
      to: { path: anAdapter, pathNot: '^$1/' },
    },
    {
      name: 'nothing-below-imports-the-service',
      severity: 'error',
      from: { path: ['^core/', anAdapter] },
      to: { path: '^(service|examples|wordpress-plugin)/' },
    },
    {
      name: 'the-plugin-model-is-plain',
      comment: 'It runs in a browser and in our tests, where neither WordPress nor Node is.',
      severity: 'error',
      from: { path: '^wordpress-plugin/src/model/' },
      to: { pathNot: '^wordpress-plugin/src/model/' },
    },
    {
      name: 'the-widget-takes-only-words-and-types-from-the-core',
      severity: 'error',
      from: { path: '^adapters/widget/' },
      to: { path: '^core/', pathNot: '^core/words/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'words-are-only-words',
      comment: 'Whatever they took along, browsers would load too.',
      severity: 'error',
      from: { path: '^core/words/' },
      to: { pathNot: '^core/words/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-widget-stays-small',
      comment: 'What the browser loads is ours and lit-html. build.ts runs on Node.',
      severity: 'error',
      from: { path: '^adapters/widget/', pathNot: '^adapters/widget/build\\.ts$' },
      to: { pathNot: ['^(adapters|core)/', '(^|node_modules/)lit-html(/|$)'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'shipped-code-needs-no-development-package',
      severity: 'error',
      from: { path: ['^core/', anAdapter, '^(service|examples)/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'A chunk that is loaded later may import what loaded it: that is there already. Cycles of types count.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'everything-imported-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/fixtures/' },
    // Imports of types count: a type is an arrow too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
