import { awscdk } from 'projen';

/** Silences jsii's warning about the Node version: jsii's own tests run on it. */
const quiet = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };

/**
 * Turns the library into a tarball, a wheel and a jar, and tries them. None of it is part of `npm
 * test`: it needs Python, Maven and several minutes.
 */
export function packaging(project: awscdk.AwsCdkConstructLibrary) {
  const docgen = project.addTask('docgen', { description: 'Writes API.md from the library' });
  docgen.spawn(project.compileTask);
  docgen.exec('jsii-docgen -o API.md');

  const all = project.addTask('package:all', {
    description: 'Builds the npm tarball, the Python wheel and the Java jar into dist/',
    env: quiet,
  });
  all.spawn(project.tasks.tryFind('build:app')!);
  all.spawn(project.compileTask);
  all.exec('tsx packaging/build.ts');

  const check = project.addTask('package:check', {
    description: 'Installs tarball, wheel and jar in fresh folders and synthesizes from each',
    env: quiet,
  });
  check.exec('tsx packaging/check.ts', { receiveArgs: true });
  // without projen in between, which exits with 1 whatever the program's exit code
  const variables = Object.entries(quiet).map(([name, value]) => `${name}=${value}`);
  project.package.setScript(
    'package:check',
    `exec env ${variables.join(' ')} node --import tsx packaging/check.ts`,
  );

  project.deps.removeDependency('jsii-diff'); // projen adds it for the `compat` task removed above
}
