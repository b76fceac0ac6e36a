import './machine/node-version';
import { ConfigError, readConfig } from '../app/config';
import { serve } from '../app/main';
import { type Simulation, simulationBody } from '../app/wire/simulations';
import { ENV } from '../contract';
import { databaseFolder, folderOf, withDatabase } from './kept-database';
import { commandLine } from './machine/command-line';
import { keysVariable } from './machine/keys';
import { Problem } from './machine/problem';
import { EXIT, runCommand } from './machine/run-command';

const command = 'npm run simulate';
const usage = `${command} -- BRANCH [options]: a day of a branch, from what it has learned

  --day YYYY-MM-DD    the next open day if absent
  --rest              the rest of today, from the floor as it stands
  --scale N           customers who come, relative to the expected number (1)
  --share N           share of served customers to call in time (0.8)
  --minutes N         called within this many minutes is in time (each queue's target)
  --advisors 3,4,4    advisors on duty in each half hour from opening on (as usual)
  --search            the fewest advisors with whom every half hour reaches the share
  --json              the answer as the API gives it
${databaseFolder(18)}
Exits with 0 if it was simulated, 2 if not: the branch is closed then, or knows too few days.
`;

const options = {
  day: 'value',
  rest: 'switch',
  scale: 'value',
  share: 'value',
  minutes: 'value',
  advisors: 'value',
  search: 'switch',
  json: 'switch',
  folder: 'value',
} as const;

type Values = Readonly<
  Partial<Record<'day' | 'scale' | 'share' | 'minutes' | 'advisors', string>>
> &
  Readonly<Record<'rest' | 'search', boolean>>;

/** Members of the API's request that have another name here. */
const OPTION_OF: Readonly<Record<string, keyof Values | undefined>> = {
  targetMinutes: 'minutes',
  plans: 'advisors',
};

/**
 * The question, checked as the API checks it.
 * @throws Problem for an invalid one
 */
function questionOf(values: Values) {
  const number = (text: string | undefined) =>
    text === undefined ? undefined : text.trim() === '' ? NaN : Number(text);
  const asked = simulationBody.safeParse({
    day: values.day,
    rest: values.rest,
    scale: number(values.scale),
    share: number(values.share),
    targetMinutes: number(values.minutes),
    plans: values.advisors === undefined ? [] : [values.advisors.split(',').map(number)],
    search: values.search,
  });
  if (!asked.success) {
    const said = asked.error.issues.map(({ path: [member], message }) => {
      const name = OPTION_OF[String(member)] ?? (String(member) as keyof Values);
      return `--${name} is ${JSON.stringify(values[name])}: ${message}`;
    });
    throw new Problem(`This cannot be simulated.\n${said.join('\n')}`);
  }
  return asked.data;
}

/** `npm run simulate`. */
async function main(): Promise<number> {
  const words = { what: 'BRANCH', least: 1, most: 1 };
  const asked = commandLine(process.argv.slice(2), { command, usage, options, words });
  if (!asked) return EXIT.done;
  const { values } = asked;
  const [branch] = asked.words;
  const question = questionOf(values);
  const folder = folderOf(values);
  return withDatabase(command, folder, async ({ databaseUrl, environment }) => {
    const app = await serve(
      readConfig({
        ...environment.all,
        [ENV.DATABASE_URL]: databaseUrl,
        ...(await keysVariable(environment, folder, true)),
        [ENV.PORT]: '0',
        [ENV.MESSAGES]: 'off',
        [ENV.LOG_LEVEL]: 'silent',
      }),
      {
        host: '127.0.0.1',
        pagesFolder: undefined,
        sweepEveryMs: false,
        writeMetrics: () => undefined, // meant for CloudWatch
      },
    );
    try {
      const told = await app.operations.simulate(branch, question);
      process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : written(told));
      return told.plans.length > 0 ? EXIT.done : EXIT.failed;
    } finally {
      await app.close();
    }
  });
}

const tenths = (share: number) => `${Math.round(share * 10)} of 10`;
const clock = (second: number) =>
  `${String(Math.floor(second / 3600)).padStart(2, '0')}:` +
  String(Math.floor((second % 3600) / 60)).padStart(2, '0');

function written(simulation: Simulation): string {
  const { day, learnedDays, enough, open, expected, plans, changes } = simulation;
  const lines = [`${day}, learned from ${learnedDays} closed days`];
  if (!open) lines.push('The branch is closed on this day.');
  else if (!enough) lines.push('Too few days like it are known: nothing is simulated yet.');
  if (expected) {
    lines.push(`customers expected: ${expected.expected}, ${expected.low} to ${expected.high}`);
  }
  for (const { within, gone, p90, steps, advisors } of plans) {
    lines.push(
      `in time: ${tenths(within.mean)}; 9 of 10 wait up to ${Math.round(p90 / 60)} min; ` +
        `${Math.round(gone * 100)} % give up`,
      ...steps.map(
        (step, at) =>
          `  ${clock(step.from)}  advisors ${String(advisors[at]).padStart(2)}  customers ` +
          `${step.came.mean.toFixed(1).padStart(5)}  in time ` +
          (step.within ? tenths(step.within.mean) : '-'),
      ),
    );
  }
  for (const change of changes) {
    const when = change.steps.map((at) => clock(plans[0].steps[at].from)).join(', ');
    const changed =
      change.what === 'person'
        ? `${change.more} more on duty`
        : `${change.queue} for ${change.advisor}`;
    lines.push(
      `${changed} at ${when}: ${tenths(change.within)} instead of ${tenths(change.instead)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

// Refused: there is no such branch, for example
void runCommand(main, (error) => error instanceof ConfigError || error.name === 'Refused');
