const project = (name, options = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  rootDir: '.',
  // Where tests are looked for: each worker would else hold a list of all of node_modules for each project.
  roots: ['<rootDir>/tests'],
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
  transform: { '\\.ts$': '<rootDir>/tests/support/jest-strip-types.mjs' },
  ...options,
});

// Jest runs these once per run, and only if a test of such a project runs: unit and property tests start no PostgreSQL.
const withPostgres = {
  globalSetup: '<rootDir>/tests/support/postgres-global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/postgres-global-teardown.mjs',
};

export default {
  reporters: ['<rootDir>/scripts/jest-reporter.mjs'],
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // Generous: a slow machine must not fail a test; what has to be fast is measured by the benches.
  testTimeout: 60_000,
  projects: [
    project('unit'),
    project('property'),
    project('simulation'),
    project('conformance', withPostgres),
    project('integration', withPostgres),
    project('e2e', withPostgres),
    // Calls real providers with somebody's keys: not even there unless tests/live/run.ts asks for it.
    ...(process.env.HOLDFAST_LIVE === '1' ? [project('live')] : []),
  ],
};
