import { awscdk } from 'projen';

/** What turns the library into a tarball, a wheel and a jar, and tries them. None of it is part of `npm test`: it needs Python and Maven, and minutes. */
export function packaging(project: awscdk.AwsCdkConstructLibrary) {
  const task = (name: string, description: string, ...commands: string[]) => project.addTask(name, { description, steps: commands.map((exec) => ({ exec })) });

  task('docgen', 'Writes API.md from the compiled library (npm run compile first)', 'jsii-docgen -o API.md');
  const all = task('package:all', 'Builds the npm tarball, the Python wheel and the Java jar into dist/', 'tsx packaging/build.ts');
  all.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');
  const check = task('package:check', 'Installs the wheel and the jar in fresh folders and synthesizes a pilot from each', 'tsx packaging/check.ts');
  check.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');
}
