import './machine/node-version';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_ASSETS, buildApp } from './build/build';
import { ROOT } from './build/inputs';
import { LICENCES, SBOM, strangeLicences, writeSbom } from './build/sbom';

/**
 * `npm run sbom`: builds what is stale, writes the bill of materials of the bundles and prints what
 * is inside by licence. Exits with 1 where a licence needs somebody's look.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { folder: { type: 'string' } } });
  const folder = values.folder ?? APP_ASSETS;
  await buildApp({ folder });
  const inside = await writeSbom(folder);
  const counts = new Map<string, number>();
  for (const { licence = 'unknown' } of inside) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const shown = relative(ROOT, folder).startsWith('..') ? folder : relative(ROOT, folder);
  say(`${inside.length} packages are inside; ${shown}/${SBOM} names them (CycloneDX 1.6),`);
  say(`${shown}/${LICENCES} has their licences:`);
  for (const [licence, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    say(`${String(count).padStart(5)}  ${licence}`);
  }
  const strange = strangeLicences(inside);
  for (const each of strange) say(`look at  ${each}`);
  if (strange.length) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
