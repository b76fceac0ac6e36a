import './machine/node-version';
import { relative } from 'node:path';
import { APP_ASSETS, buildApp } from './build/build';
import { ROOT } from './build/inputs';
import { LICENCES, SBOM, strangeLicences, writeSbom } from './build/sbom';
import { commandLine, pathGiven } from './machine/command-line';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run sbom';
const usage = `${command} [-- --folder PATH]

Builds what is stale, writes the bill of materials of the bundles and prints what is inside by
licence.

  --folder PATH  where the bundles are, if not in assets/app/
  --help         this text

Exits with 0, with 1 if somebody has to look at a licence, 2 if it could not be done.
`;

/** `npm run sbom`. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const asked = commandLine(args, { command, usage, options: { folder: 'value' } });
  if (!asked) return EXIT.done;
  const folder = asked.values.folder === undefined ? APP_ASSETS : pathGiven(asked.values.folder);
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
  return strange.length ? EXIT.no : EXIT.done;
}

void runCommand(main);
