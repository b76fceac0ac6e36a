import { awscdk, javascript } from 'projen';
import { appBuild } from './projenrc/app-build';
import { appLibraries, tools } from './projenrc/dependencies';
import { lintRules } from './projenrc/lint-rules';
import { packaging } from './projenrc/packaging';
import { wireTasks } from './projenrc/tasks';
import { typeChecks } from './projenrc/type-checks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'ticketero',
  description: 'A bank branch ticket system as AWS CDK constructs: queue app, network, database, cache, edge, alarms and bill, in three phases that grow in place',
  author: 'Ticketero authors',
  authorAddress: 'authors@ticketero.example',
  repositoryUrl: 'https://github.com/ticketero/ticketero.git',
  keywords: ['aws', 'cdk', 'queue', 'tickets', 'bank', 'branch', 'kiosk'],
  license: 'Apache-2.0',
  copyrightOwner: 'Ticketero authors',
  defaultReleaseBranch: 'main',

  // Compile against the lowest version promised, or newer APIs slip in unseen.
  cdkVersion: '2.270.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',

  release: false,
  github: false,
  depsUpgrade: false,
  sampleCode: false,
  docgen: false, // tasks.ts adds it as a task of its own: it takes longer than a test run should
  projenrcTs: true,
  tsconfigDevFile: 'tsconfig.dev.json',
  excludeTypescript: ['src/app/**', 'src/stacks/**', 'src/local/**'],
  publishToPypi: { distName: 'ticketero', module: 'ticketero' },
  publishToMaven: { javaPackage: 'io.ticketero', mavenGroupId: 'io.ticketero', mavenArtifactId: 'ticketero' },

  devDeps: [...appLibraries, ...tools],
  eslintOptions: { dirs: ['src', 'test', 'bench', 'projenrc', 'examples', 'packaging'], projectService: true, fileExtensions: ['.ts', '.tsx'] },
  jestOptions: { jestVersion: '^30', coverage: false, junitReporting: false, updateSnapshot: javascript.UpdateSnapshot.NEVER },
  gitignore: ['.ticketero/', 'assets/', 'cdk.out/', 'test-output/', '*.tsbuildinfo'],
  npmignoreEnabled: false,
});

typeChecks(project);
lintRules(project);
appBuild(project);
wireTasks(project);
packaging(project);

project.synth();
