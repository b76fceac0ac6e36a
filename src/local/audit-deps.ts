import './machine/node-version';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_ASSETS, buildApp } from './build/build';
import { Bom, SBOM, writeSbom } from './build/sbom';
import { localEnvironment } from './machine/environment';

/** What npm's registry says of one package. */
interface Advisory {
  readonly title: string;
  readonly severity: string;
  readonly url: string;
  readonly vulnerable_versions: string;
}
type Advisories = Readonly<Record<string, readonly Advisory[]>>;

const WITHIN_MS = 30_000;
const PUBLIC = 'https://registry.npmjs.org/';

/** Names and versions of the bill's npm packages, as the registry is asked. */
function listed({ components }: Bom): Readonly<Record<string, readonly string[]>> {
  const versions: Record<string, string[]> = {};
  for (const { group, name, version, purl } of components) {
    if (!purl?.startsWith('pkg:npm/')) continue;
    (versions[group ? `${String(group)}/${name}` : name] ??= []).push(version);
  }
  return versions;
}

/** Rejects where there is no source of advisories, or it does not know the question. */
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

/**
 * `npm run audit:deps`: asks npm's registry for advisories on what is bundled (the bill of
 * materials, not `dependencies`). Exits with 1 where there are some; with 0 and a sentence where no
 * source of advisories is reachable.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { folder: { type: 'string' }, registry: { type: 'string' } },
  });
  const folder = values.folder ?? APP_ASSETS;
  const registry = values.registry ?? localEnvironment().all.npm_config_registry ?? PUBLIC;
  await buildApp({ folder });
  await writeSbom(folder);
  const asked = listed(JSON.parse(await readFile(join(folder, SBOM), 'utf8')) as Bom);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const count = Object.keys(asked).length;
  let found: Advisories;
  try {
    found = await advisories(registry, asked);
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: Error };
    say(
      `Nothing was audited: no source of advisories is reachable at ${registry} ` +
        `(${cause?.message ?? message}). The ${count} packages are in ${join(folder, SBOM)}.`,
    );
    return;
  }
  const told = Object.entries(found).flatMap(([name, each]) =>
    each.map(
      ({ severity, title, url, vulnerable_versions: versions }) =>
        `${severity}: ${name} ${asked[name]?.join(', ') ?? ''} (${versions}): ${title}, ${url}`,
    ),
  );
  for (const line of told.sort()) say(line);
  say(`${count} packages are inside; ${told.length} advisories concern them.`);
  if (told.length) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
