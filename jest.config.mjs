import './lint/check-node.mjs';

/** Packages that are modules only, which jest cannot require as they are. */
const modules = '(openid-client|oauth4webapi|jose)';

const shared = {
  testEnvironment: '<rootDir>/test/support/patient-environment.cjs',
  transformIgnorePatterns: [`/node_modules/(?!${modules}/)`],
  transform: {
    [`/node_modules/${modules}/.+\\.js$`]: [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
    '^.+\\.m?tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
  moduleNameMapper: { '^ticketero$': '<rootDir>/src/index.ts' }, // examples import it by name
  modulePathIgnorePatterns: ['.ticketero', 'cdk.out', 'assets', 'dist'].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  // What runs and builds write is not a change that a watcher should see.
  watchPathIgnorePatterns: ['.ticketero', 'cdk.out', 'assets', 'dist', 'lib', 'test-output'].map(
    (folder) => `<rootDir>/${folder}/`,
  ),
};

/** @type {import('jest').Config} */
export default {
  reporters: ['default', '<rootDir>/test/support/count-reporter.cjs'],
  // Twice the cores of the smallest machine: the tests wait more than they compute, and three
  // workers left a quarter of its time unused.
  maxWorkers: 4,
  // A worker with nothing left to do gives hundreds of megabytes back before it is gone, and where
  // four do so on two cores that takes longer than half a second: jest then spoke of leaks.
  workerGracefulExitTimeout: 5_000,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.unit.ts'],
      globalSetup: '<rootDir>/test/support/global-setup-unit.ts',
    },
    {
      ...shared,
      displayName: 'slow',
      testMatch: ['<rootDir>/test/**/*.slow.ts'],
      globalSetup: '<rootDir>/test/support/global-setup-unit.ts',
    },
    {
      ...shared,
      displayName: 'real',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
    },
  ],
};
