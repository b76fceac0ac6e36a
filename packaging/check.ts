import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { commandLine, CommandLineError } from '../src/local/machine/command-line';
import { EXIT, runCommand } from '../src/local/machine/run-command';
import { phaseTemplates } from '../src/stacks/phase-templates';
import { manageCdkVersion, maven } from './maven';
import { CommandError, dist, freshFolder, main, onlyFile, root, run, step, version } from './run';

const examples = join(root, 'examples');

/** What the image is built from; it has to reach users of every language. */
const bundle = ['Dockerfile', 'main.js', 'rds-global-bundle.pem', 'pages'];

/**
 * Logical ids of a pilot as this repository synthesizes it: every language has to produce the same.
 */
function expectedIds(): string[] {
  const { templates } = phaseTemplates('pilot', {
    domain: 'turnos.bank.example',
    zone: 'bank.example',
    zoneId: 'Z0123456789EXAMPLE',
  });
  return Object.keys(templates[0].Resources ?? {}).sort();
}

/** Checks a synthesized pilot: the same resources, and the app's bundle among its assets. */
function checkPilot(outdir: string): string {
  const template = JSON.parse(readFileSync(join(outdir, 'Ticketero.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string }>;
  };
  const ids = Object.entries(template.Resources)
    .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
    .map(([id]) => id)
    .sort();
  const expected = expectedIds();
  if (!isDeepStrictEqual(ids, expected)) {
    const more = ids.filter((id) => !expected.includes(id)).map((id) => `+${id}`);
    const fewer = expected.filter((id) => !ids.includes(id)).map((id) => `-${id}`);
    throw new CommandError(
      "the pilot's resources differ from this repository's: " + [...more, ...fewer].join(' '),
    );
  }
  const image = readdirSync(outdir, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && existsSync(join(outdir, entry.name, 'Dockerfile')),
  );
  const missing = bundle.filter((name) => !image || !existsSync(join(outdir, image.name, name)));
  if (missing.length > 0) throw new CommandError(`the image's folder lacks ${missing.join(', ')}`);
  return `${ids.length} resources, the same as here, and the app's bundle`;
}

function checkNpm(): string {
  const folder = freshFolder('npm');
  cpSync(join(examples, 'own-waf-rules'), folder, { recursive: true });
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      onlyFile(join(dist, 'js'), '.tgz'),
      `aws-cdk-lib@${devDependencies['aws-cdk-lib']}`,
      `constructs@${devDependencies.constructs}`,
      `tsx@${devDependencies.tsx}`,
    ],
    folder,
  );
  run(join(folder, 'node_modules/.bin/tsx'), ['main.ts'], folder, {
    CDK_OUTDIR: join(folder, 'out'),
  });
  if (!existsSync(join(folder, 'out/Ticketero.template.json'))) {
    throw new CommandError('examples/own-waf-rules ended well and synthesized nothing');
  }
  return 'examples/own-waf-rules synthesizes';
}

function checkPython(): string {
  const folder = freshFolder('python');
  const python = join(folder, 'venv/bin/python');
  run('python3', ['-m', 'venv', 'venv'], folder);
  run(python, ['-m', 'pip', 'install', '--quiet', onlyFile(join(dist, 'python'), '.whl')], folder);
  copyFileSync(join(examples, 'python/app.py'), join(folder, 'app.py'));
  run(python, ['app.py'], folder, { CDK_OUTDIR: join(folder, 'out') });
  return checkPilot(join(folder, 'out'));
}

/**
 * Checks a jar without running it: its classes, and in it the library's tarball with the app's
 * bundle.
 */
function checkJar(jar: string): string {
  const folder = freshFolder('jar');
  const entries = run('jar', ['tf', jar], folder).split('\n');
  const lacking = [
    'Ticketero',
    'Phase',
    'DomainName',
    'TicketApp',
    'TicketNetwork',
    'Bill',
    'Workload',
  ].filter((name) => !entries.includes(`io/ticketero/${name}.class`));
  const tarball = entries.find((entry) => entry.endsWith('.jsii.tgz'));
  if (lacking.length > 0 || !tarball) {
    throw new CommandError(
      `${jar} lacks ${[...lacking, ...(tarball ? [] : ["the library's tarball"])].join(', ')}`,
    );
  }
  run('jar', ['xf', jar, tarball], folder);
  const packed = run('tar', ['tzf', tarball], folder).split('\n');
  const missing = bundle.filter(
    (name) =>
      !packed.some(
        (entry) =>
          entry === `package/assets/app/${name}` || entry.startsWith(`package/assets/app/${name}/`),
      ),
  );
  if (missing.length > 0) {
    throw new CommandError(`${jar} carries a library without ${missing.join(', ')}`);
  }
  return (
    `${entries.filter((entry) => entry.endsWith('.class')).length} classes and the app's ` +
    'bundle are in the jar'
  );
}

function checkJava(): string {
  const jars = join(dist, 'java/io/ticketero/ticketero', version);
  const jar = join(jars, `ticketero-${version}.jar`);
  const folder = freshFolder('maven');
  const repository = join(folder, 'repository');
  cpSync(join(examples, 'java'), folder, { recursive: true });
  mkdirSync(repository);
  manageCdkVersion(join(folder, 'pom.xml'), join(jars, `ticketero-${version}.pom`));
  run(
    'mvn',
    [
      '-q',
      '-B',
      `-Dmaven.repo.local=${repository}`,
      'install:install-file',
      `-Dfile=${jar}`,
      `-DpomFile=${join(jars, `ticketero-${version}.pom`)}`,
    ],
    folder,
  );
  const { olderCdk } = maven(['compile'], folder, repository);
  if (olderCdk) {
    return (
      `Maven is served no aws-cdk-lib of the promised range, only ${olderCdk}, on which no ` +
      `pilot can be synthesized: examples/java compiles against it, and ${checkJar(jar)}`
    );
  }
  run('mvn', ['-q', '-B', `-Dmaven.repo.local=${repository}`, 'exec:java'], folder, {
    CDK_OUTDIR: join(folder, 'out'),
  });
  return `${checkPilot(join(folder, 'out'))}; ${checkJar(jar)}`;
}

const checks = { npm: checkNpm, Python: checkPython, Java: checkJava };

const command = 'npm run package:check';
const usage = `${command} [-- npm | Python | Java]

Uses what npm run package:all has packed as a stranger would, in a fresh folder; all three without a
name.

Exits with 0 if each works, 1 if one does not, 2 if it was not begun.
`;

/** `npm run package:check`. */
void runCommand(async () => {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    words: { what: Object.keys(checks).join(', '), least: 0, most: 1 },
  });
  if (!asked) return EXIT.done;
  const [only] = asked.words as readonly (string | undefined)[];
  if (only !== undefined && !Object.hasOwn(checks, only)) {
    throw new CommandLineError(
      `${JSON.stringify(only)} is no language that is packed; there is ` +
        `${Object.keys(checks).join(', ')}, or nothing for all`,
      { command },
    );
  }
  return main(async () => {
    for (const [language, check] of Object.entries(checks)) {
      if (only !== undefined && language !== only) continue;
      console.log(await step(`${language}: checked in a fresh folder`, () => `  ${check()}`));
    }
  });
});
