import './machine/node-version';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../app/config';
import { serve } from '../app/main';
import { type Simulation, simulationBody } from '../app/wire/simulations';
import { ENV } from '../contract';
import { keptDatabase } from './kept-database';
import { localEnvironment } from './machine/environment';
import { keysVariable } from './machine/keys';
import { Problem } from './machine/problem';
import { startOptions } from './options';

const USAGE = `npm run simulate -- BRANCH [options]: a day of a branch, from what it has learned

  --day YYYY-MM-DD    the next open day if absent
  --rest              the rest of today, from the floor as it stands
  --scale N           how many come, over what is expected (1)
  --share N           share of those served to be called in time (0.8)
  --minutes N         in time is within so many minutes (each queue's target)
  --advisors 3,4,4    on duty in each half hour from the opening (as usual)
  --search            the fewest with whom every half hour has its share
  --json              the answer as the API gives it
  --folder PATH       the folder of npm start
`;

const OPTIONS = {
  day: { type: 'string' },
  rest: { type: 'boolean' },
  scale: { type: 'string' },
  share: { type: 'string' },
  minutes: { type: 'string' },
  advisors: { type: 'string' },
  search: { type: 'boolean' },
  json: { type: 'boolean' },
  folder: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What is asked, checked as the API checks it. @throws Problem for what is not valid */
function questionOf(args: readonly string[]) {
  const { values, positionals } = read(args);
  const [branch] = positionals;
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const asked = simulationBody.safeParse({
    day: values.day,
    rest: values.rest,
    scale: number(values.scale),
    share: number(values.share),
    targetMinutes: number(values.minutes),
    plans: values.advisors === undefined ? [] : [values.advisors.split(',').map(Number)],
    search: values.search,
  });
  if (!asked.success) {
    const said = asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Problem(`This cannot be simulated.\n${said.join('\n')}`);
  }
  if (positionals.length !== 1 && !values.help) throw new Problem(USAGE);
  return { branch, asked: asked.data, values };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const { branch, asked, values } = questionOf(process.argv.slice(2));
  if (values.help) return void process.stdout.write(USAGE);
  const environment = localEnvironment();
  const { folder } = startOptions(values.folder ? ['--folder', values.folder] : [], environment);
  const { databaseUrl, stop } = await keptDatabase(folder, environment);
  try {
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
      const told = await app.operations.simulate(branch, asked);
      process.stdout.write(values.json ? `${JSON.stringify(told)}\n` : written(told));
    } finally {
      await app.close();
    }
  } finally {
    await stop();
  }
}

const tenths = (share: number) => `${Math.round(share * 10)} of 10`;
const clock = (second: number) =>
  `${String(Math.floor(second / 3600)).padStart(2, '0')}:` +
  String(Math.floor((second % 3600) / 60)).padStart(2, '0');

function written(told: Simulation): string {
  const { day, learnedDays, enough, open, expected, plans, changes } = told;
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

main().catch((error: unknown) => {
  const refused = error instanceof Error && error.name === 'Refused'; // such as: no such branch
  const expected = error instanceof Problem || error instanceof ConfigError || refused;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
});
