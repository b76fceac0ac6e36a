import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
/** A section of the runbook by heading. */
export const section = (heading: string) =>
  runbook.split(/^## /m).find((each) => each.startsWith(`${heading}\n`))!;

export type Context = Readonly<Record<string, string>>;

/** The settings of each deploying line in a section; `''` for none. */
export function deploys(heading: string): Context[] {
  const text = section(heading).replaceAll(/\\\n\s*/g, '');
  return [...text.matchAll(/npx cdk deploy([^\n`]*)/g)].map(([, rest]) =>
    Object.fromEntries(
      [...rest.matchAll(/-c (\w+)=("[^"]*"|\S*)/g)].map(([, name, value]) => [name, value]),
    ),
  );
}
