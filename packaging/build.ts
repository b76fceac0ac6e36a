import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { maven, nameCdkVersion } from './maven';
import { dist, freshFolder, main, root, run, step, version } from './run';

const pacmak = join(root, 'node_modules/.bin/jsii-pacmak');

/** A Maven repository's layout, so that a build can name `dist/java` as a repository. */
const jarFolder = join(dist, 'java/io/ticketero/ticketero', version);

function buildJar(): string | undefined {
  const sources = freshFolder('java');
  run(pacmak, ['--target', 'java', '--code-only', '--outdir', sources], root);
  const project = join(sources, 'java');
  nameCdkVersion(join(project, 'pom.xml'));
  const { olderCdk } = maven(['package', '-DskipTests'], project);
  mkdirSync(jarFolder, { recursive: true });
  for (const ending of ['.jar', '-sources.jar', '-javadoc.jar']) {
    copyFileSync(
      join(project, 'target', `ticketero-${version}${ending}`),
      join(jarFolder, `ticketero-${version}${ending}`),
    );
  }
  copyFileSync(join(project, 'pom.xml'), join(jarFolder, `ticketero-${version}.pom`));
  rmSync(sources, { recursive: true });
  return olderCdk;
}

void main(async () => {
  rmSync(dist, { recursive: true, force: true });
  await step('npm tarball and Python wheel are in dist/js and dist/python', () =>
    run(pacmak, ['--target', 'js', '--target', 'python', '--outdir', dist], root),
  );
  const olderCdk = await step('Java jar is in dist/java', buildJar);
  if (olderCdk) {
    console.log(
      '  Maven is served no aws-cdk-lib of the promised range; its classes were compiled ' +
        `against ${olderCdk}. The range in its pom is the promised one.`,
    );
  }
});
