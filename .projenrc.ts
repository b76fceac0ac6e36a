import { awscdk, javascript, typescript } from 'projen';
import { appLibraries, tools } from './projenrc/dependencies';
import { packaging } from './projenrc/packaging';
import { wireTasks } from './projenrc/tasks';
import { typeChecks } from './projenrc/type-checks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'ticketero',
  description:
    'A bank branch ticket system as AWS CDK constructs: queue app, network, database, cache, ' +
    'edge, alarms and bill, in three phases that grow in place',
  author: 'Ticketero authors',
  authorAddress: 'authors@ticketero.example',
  repositoryUrl: 'https://github.com/ticketero/ticketero.git',
  keywords: ['aws', 'cdk', 'queue', 'tickets', 'bank', 'branch', 'kiosk'],
  license: 'Apache-2.0',
  copyrightOwner: 'Ticketero authors',
  defaultReleaseBranch: 'main',

  // Compile against the lowest versions promised, or newer APIs slip in unseen.
  cdkVersion: '2.270.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '22.0.0',

  release: false,
  github: false,
  clobber: false,
  depsUpgrade: false,
  sampleCode: false,
  docgen: false, // a task of its own in packaging.ts: it takes longer than a test run should
  eslint: false, // eslint.config.mjs
  jest: false, // jest.config.mjs
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() }, // types: `npm run types`
  disableTsconfigDev: true,
  excludeTypescript: ['src/app/**', 'src/stacks/**', 'src/local/**'],
  publishToPypi: { distName: 'ticketero', module: 'ticketero' },
  publishToMaven: {
    javaPackage: 'io.ticketero',
    mavenGroupId: 'io.ticketero',
    mavenArtifactId: 'ticketero',
  },

  devDeps: [...appLibraries, ...tools],
  gitignore: ['.ticketero/', 'assets/', 'cdk.out/', 'test-output/', '*.tsbuildinfo'],
  npmignoreEnabled: false,
});

typeChecks(project);
wireTasks(project);
packaging(project);

project.synth();
