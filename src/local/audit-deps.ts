import './machine/node-version';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APP_ASSETS, buildApp } from './build/build';
import { Bom, SBOM, writeSbom } from './build/sbom';
import { commandLine, CommandLineError, pathGiven } from './machine/command-line';
import { localEnvironment } from './machine/environment';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run audit:deps';
const usage = `${command} [-- --folder PATH] [--registry URL]

Asks npm's registry for advisories on what is bundled (the bill of materials, not \`dependencies\`).

  --folder PATH   where the bundles are, if not in assets/app/
  --registry URL  the registry to ask (npm's own setting)
  --help          this text

Exits with 0 if there are none, and also, with a sentence, if no source of advisories is reachable;
1 if there are some, 2 if it could not be done.
`;

/** What npm's registry says about one package. */
interface Advisory {
  readonly title: string;
  readonly severity: string;
  readonly url: string;
  readonly vulnerable_versions: string;
}
type Advisories = Readonly<Record<string, readonly Advisory[]>>;

const WITHIN_MS = 30_000;
const PUBLIC = 'https://registry.npmjs.org/';

/**
 * Names and versions of the npm packages in the bill of materials, in the form the registry wants.
 */
function listed({ components }: Bom): Readonly<Record<string, readonly string[]>> {
  const versions: Record<string, string[]> = {};
  for (const { group, name, version, purl } of components) {
    if (!purl?.startsWith('pkg:npm/')) continue;
    (versions[group ? `${String(group)}/${name}` : name] ??= []).push(version);
  }
  return versions;
}

/** Rejects if there is no source of advisories, or it does not support this request. */
async function advisories(registry: string, asked: object): Promise<Advisories> {
  const address = new URL('-/npm/v1/security/advisories/bulk', registry);
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(asked),
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return (await answer.json()) as Advisories;
}

/** `npm run audit:deps`. */
async function main(): Promise<number> {
  const options = { folder: 'value', registry: 'value' } as const;
  const asked = commandLine(process.argv.slice(2), { command, usage, options });
  if (!asked) return EXIT.done;
  const { values } = asked;
  const folder = values.folder === undefined ? APP_ASSETS : pathGiven(values.folder);
  const registry = values.registry ?? localEnvironment().all.npm_config_registry ?? PUBLIC;
  if (!/^https?:$/.test(URL.parse(registry)?.protocol ?? '')) {
    throw new CommandLineError(
      `--registry is ${JSON.stringify(registry)}; it must be an address like ${PUBLIC}`,
      { command },
    );
  }
  await buildApp({ folder });
  await writeSbom(folder);
  const packages = listed(JSON.parse(await readFile(join(folder, SBOM), 'utf8')) as Bom);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const count = Object.keys(packages).length;
  let found: Advisories;
  try {
    found = await advisories(registry, packages);
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: Error };
    say(
      `Nothing was audited: no source of advisories is reachable at ${registry} ` +
        `(${cause?.message ?? message}). The ${count} packages are in ${join(folder, SBOM)}.`,
    );
    return EXIT.done;
  }
  const told = Object.entries(found).flatMap(([name, each]) =>
    each.map(
      ({ severity, title, url, vulnerable_versions: versions }) =>
        `${severity}: ${name} ${packages[name]?.join(', ') ?? ''} (${versions}): ${title}, ${url}`,
    ),
  );
  for (const line of told.sort()) say(line);
  say(`${count} packages are inside; ${told.length} advisories concern them.`);
  return told.length ? EXIT.no : EXIT.done;
}

void runCommand(main);
