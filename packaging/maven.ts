import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { attempt, CommandError, run } from './run';

const PROPERTY = 'aws-cdk-lib.version';

/**
 * Names the promised range of aws-cdk-lib in a generated pom, so that it can be built against
 * another version without promising that one.
 */
export function nameCdkVersion(pom: string): void {
  const text = readFileSync(pom, 'utf8');
  const dependency = /(<artifactId>aws-cdk-lib<\/artifactId>\s*<version>)([^<]+)(<\/version>)/;
  const range = dependency.exec(text)?.[2];
  if (range === undefined) {
    throw new CommandError(`${pom} has no aws-cdk-lib among its dependencies`);
  }
  writeFileSync(
    pom,
    text
      .replace(dependency, `$1\${${PROPERTY}}$3`)
      .replace('<properties>', `<properties>\n    <${PROPERTY}>${range}</${PROPERTY}>`),
  );
}

/**
 * Gives a user's pom the same name for the library's range of aws-cdk-lib, so that it can be tried
 * against another version.
 */
export function manageCdkVersion(pom: string, libraryPom: string): void {
  const range = new RegExp(`<${PROPERTY}>([^<]+)<`).exec(readFileSync(libraryPom, 'utf8'))?.[1];
  if (range === undefined) {
    throw new CommandError(
      `${libraryPom} does not name its range of aws-cdk-lib; npm run package:all writes ` +
        'one that does',
    );
  }
  const managed = `<dependencyManagement><dependencies><dependency>
    <groupId>software.amazon.awscdk</groupId><artifactId>aws-cdk-lib</artifactId>
    <version>\${${PROPERTY}}</version>
  </dependency></dependencies></dependencyManagement>
  <dependencies>`;
  const text = readFileSync(pom, 'utf8');
  writeFileSync(
    pom,
    text
      .replace('<dependencies>', () => managed)
      .replace('<properties>', `<properties>\n    <${PROPERTY}>${range}</${PROPERTY}>`),
  );
}

/**
 * The newest aws-cdk-lib this Maven can get, after it failed to find one in range: a mirror's
 * answer is cached under the mirror's name.
 */
function newestServed(repository: string): string {
  const folder = join(repository, 'software/amazon/awscdk/aws-cdk-lib');
  const answers = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^maven-metadata-.*\.xml$/.test(name))
    : [];
  const [newest] = answers.flatMap(
    (name) =>
      /<release>([^<]+)<\/release>/.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? [],
  );
  if (newest === undefined) {
    throw new CommandError(
      'Maven is served no release of aws-cdk-lib at all; look at its settings and mirrors',
    );
  }
  return newest;
}

/** How a Maven build went. */
export interface Built {
  /**
   * The version of aws-cdk-lib used instead, too old to promise but the newest available; undefined
   * when the promised range was served.
   */
  readonly olderCdk?: string;
}

/**
 * Runs Maven goals. Where no aws-cdk-lib of the promised range is served (Maven Central and its
 * mirrors lag behind npm), runs them against the newest available, to see that the classes compile.
 * @param repository a local repository; the user's by default. Passed to Maven explicitly, which
 * would otherwise look in the account's home, whatever HOME says.
 */
export function maven(
  goals: readonly string[],
  cwd: string,
  repository = join(homedir(), '.m2/repository'),
): Built {
  const args = ['-q', '-B', `-Dmaven.repo.local=${repository}`, ...goals];
  const { status, output } = attempt('mvn', args, cwd);
  if (status === 0) return {};
  if (!/No versions available for software\.amazon\.awscdk:aws-cdk-lib/.test(output)) {
    throw new CommandError(
      `mvn ${args.join(' ')} ended with ${status}:\n${output.split('\n').slice(-30).join('\n')}`,
    );
  }
  const olderCdk = newestServed(repository);
  run('mvn', [...args, `-D${PROPERTY}=${olderCdk}`], cwd);
  return { olderCdk };
}
