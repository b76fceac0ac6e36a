import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keptSettings, runCommand, settingsOf } from '../command';
import { phaseTemplates } from '../phase-templates';
import { compare, Growth } from './growth';
import { GrowthTemplate } from './growth-template';
import { growthText } from './growth-text';

const usage =
  'npm run grow [-- --json] [-c name=value] compares the phases; ' +
  'npm run grow -- deployed.json next.json compares two templates';

/** A mistake in the command line, or in the files it names. */
class UsageError extends Error {}

function read(file: string): GrowthTemplate {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); ${usage}`,
    );
  }
  let template: Partial<GrowthTemplate>;
  try {
    template = JSON.parse(text) as Partial<GrowthTemplate>;
  } catch {
    throw new UsageError(
      `${file} is not JSON; give a template as written by the CDK ` +
        'or by `aws cloudformation get-template --template-stage Original --query TemplateBody`',
    );
  }
  if (typeof template.Resources !== 'object' || template.Resources === null) {
    throw new UsageError(`${file} has no Resources; ${usage}`);
  }
  return template as GrowthTemplate;
}

function steps(
  files: readonly string[],
  context: Readonly<Record<string, unknown>>,
): { title: string; growth: Growth }[] {
  if (files.length === 2) {
    return [
      { title: `${files[0]} → ${files[1]}`, growth: compare(read(files[0]), read(files[1])) },
    ];
  }
  if (files.length > 0) throw new UsageError(`${files.length} templates were given; ${usage}`);
  const names = ['pilot', 'expansion', 'national'];
  const templates = Object.fromEntries(
    names.map((name) => [name, phaseTemplates(name, context).templates[0] as GrowthTemplate]),
  );
  return [
    ['pilot', 'expansion'],
    ['expansion', 'national'],
    ['pilot', 'national'],
  ].map(([from, to]) => ({
    title: `${from} → ${to}`,
    growth: compare(templates[from], templates[to]),
  }));
}

/**
 * `npm run grow`: prints what growing changes, interrupts and endangers. Exits with 1 if there is a
 * danger.
 */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      context: { type: 'string', short: 'c', multiple: true, default: [] },
    },
  });
  const found = steps(positionals, { ...keptSettings(), ...settingsOf(values.context) });
  const safe = found.every(({ growth }) => growth.dangers.length === 0);
  if (values.json) {
    console.log(
      JSON.stringify({
        safe,
        steps: found.map(({ title, growth }) => ({ step: title, ...growth })),
      }),
    );
  } else {
    console.log(found.map(({ title, growth }) => growthText(title, growth)).join('\n'));
  }
  if (!safe) process.exitCode = 1;
}

runCommand(main, (error) => error instanceof UsageError);
