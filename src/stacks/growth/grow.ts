import { readFileSync } from 'node:fs';
import { commandLine, pathGiven } from '../../local/machine/command-line';
import { EXIT, runCommand } from '../../local/machine/run-command';
import { isRefusal, keptSettings, settingsOf } from '../command';
import { phaseTemplates } from '../phase-templates';
import { compare, Growth } from './growth';
import { GrowthTemplate } from './growth-template';
import { growthText } from './growth-text';

const command = 'npm run grow';
const ways =
  `${command} [-- --json] [-c NAME=VALUE]… compares the phases; ` +
  `${command} -- deployed.json next.json compares two templates`;
const usage = `${command} [-- --json] [-c NAME=VALUE]…
${command} -- deployed.json next.json [--json]

What growing from phase to phase changes, interrupts and endangers; or the same of two templates.

  -c, --context NAME=VALUE  a setting; npx cdk synth -c phase=help lists them
  --json                    one JSON object instead of text
  --help                    this text

Exits with 0, 1 if there is a danger or a change that no rule knows, 2 if nothing was compared.
`;

/** A mistake in the command line, or in the files it names. */
class UsageError extends Error {}

function read(file: string): GrowthTemplate {
  let text: string;
  try {
    text = readFileSync(pathGiven(file), 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); ${ways}`,
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
    throw new UsageError(`${file} has no Resources; ${ways}`);
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
  if (files.length > 0) throw new UsageError(`${files.length} templates were given; ${ways}`);
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

/** `npm run grow`. */
function main(): number {
  const asked = commandLine(process.argv.slice(2), {
    command,
    usage,
    options: { json: 'switch', context: 'values' },
    letters: { c: 'context' },
    words: { what: 'a template', least: 0, most: 2 },
  });
  if (!asked) return EXIT.done;
  const { values, words } = asked;
  if (words.length && values.context.length) {
    throw new UsageError(
      `-c ${values.context[0]} is a setting of phases, and two templates have theirs; ${ways}`,
    );
  }
  const found = steps(words, { ...keptSettings(), ...settingsOf(values.context) });
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
  return safe ? EXIT.done : EXIT.no;
}

void runCommand(main, (error) => isRefusal(error) || error instanceof UsageError);
