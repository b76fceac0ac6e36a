import { percentile } from './measure';

/** What the benchmarks return, as `--json` prints it, by their names. */
export type BenchOutput = Readonly<Record<string, Record<string, never> | undefined>>;

interface Value {
  readonly text: string;
  /** Whether the aim is met; undefined where it cannot be measured here. */
  readonly met?: boolean;
}

interface Row {
  readonly what: string;
  readonly against: string;
  readonly aim: string;
  readonly bench: string;
  readonly value: (told: never) => Value;
  /** Why the aim is missed, if it is: what the profile says. */
  readonly why: string;
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

interface IssueOutput {
  readonly results: readonly {
    readonly branches: number;
    readonly clients: number;
    readonly rounds: readonly {
      readonly ratio: number;
      readonly cpu: { readonly app: number; readonly postgres: number };
    }[];
  }[];
}
const busiest = ({ results }: IssueOutput, branches: number) => {
  const { rounds } = results.find((each) => each.branches === branches && each.clients === 32)!;
  const middle = (of: (round: (typeof rounds)[number]) => number) =>
    percentile(rounds.map(of), 0.5);
  return {
    ratio: middle(({ ratio }) => ratio),
    app: middle(({ cpu }) => cpu.app),
    postgres: middle(({ cpu }) => cpu.postgres),
  };
};
const issuing = (branches: number, least: number) => (output: IssueOutput) => {
  const { ratio } = busiest(output, branches);
  return { text: ratio.toFixed(2), met: ratio >= least };
};

type Percentiles = Readonly<Record<'p50' | 'p99', number>>;

/** Every aim, in the order it was set, and the benchmark that answers it. */
export const rows: readonly Row[] = [
  {
    what: 'tickets issued over HTTP, 50 branches, 32 clients',
    against: 'pgbench, same transaction',
    aim: '>= 0.8',
    bench: 'issue',
    value: issuing(50, 0.8),
    why: 'both cores are busy: 0.8 needs an app with a quarter of the time of PostgreSQL (0244)',
  },
  {
    what: 'the same, one branch',
    against: 'pgbench, one branch',
    aim: '>= 3',
    bench: 'issue',
    value: issuing(1, 3),
    why: 'commands of a branch share a transaction; its processor time is what is left',
  },
  {
    what: 'processor time a ticket: app; PostgreSQL',
    against: '-',
    aim: '<= 0.4; <= 0.6 ms',
    bench: 'issue',
    value: (output: IssueOutput) => {
      const { app, postgres } = busiest(output, 50);
      return {
        text: `${app.toFixed(2)}; ${postgres.toFixed(2)} ms`,
        met: app <= 0.4 && postgres <= 0.6,
      };
    },
    why: 'spread thin: no function has a tenth of it (docs/decisions/0197)',
  },
  {
    what: 'turns on one branch, 3,000 waiting, 32 clients, p99 of a command',
    against: 'issuing',
    aim: '<= 100 ms',
    bench: 'call-next',
    value: ({ results }: { results: readonly { p99: number }[] }) => {
      const last = results.at(-1)!.p99;
      return { text: ms(last), met: last <= 100 };
    },
    why: 'the app, PostgreSQL and 32 clients share two cores (docs/decisions/0213)',
  },
  {
    what: 'press to frame, 1,000 screens, p99',
    against: 'answer to the press',
    aim: '<= 30 ms',
    bench: 'frames',
    value: ({ frame }: { frame: Percentiles }) => ({ text: ms(frame.p99), met: frame.p99 <= 30 }),
    why: 'a thousand sockets are written and read on the cores of the app and PostgreSQL (0244)',
  },
  {
    what: 'press to frame, as many screens as one process may open, p99',
    against: '`ws` broadcasting the same bytes',
    aim: '30,000: <= 400 ms, >= 0.7 of ws',
    bench: 'screens',
    value: (told: { count: number; ratio: number; ours: { times: Percentiles } }) => ({
      text: `${told.count}: ${ms(told.ours.times.p99)}, ${told.ratio.toFixed(2)} of ws`,
      met: told.count >= 30_000 && told.ours.times.p99 <= 400 && told.ratio >= 0.7,
    }),
    why: 'as many as the machine lets one process open files',
  },
  {
    what: '10,000 screens right again: after kill -9; after SIGTERM',
    against: '-',
    aim: '<= 5 s; <= 5 s',
    bench: 'crowd',
    value: ({ killed, asked }: Record<'killed' | 'asked', { all: number }>) => ({
      text: `${killed.all.toFixed(1)}; ${asked.all.toFixed(1)} s`,
      met: killed.all <= 5 && asked.all <= 5,
    }),
    why: 'the instance that is left opens them one after another',
  },
  {
    what: '10,000 waiting: floor; console; call, p99',
    against: 'a branch where 4 wait',
    aim: '<= 20; <= 10; <= 30 ms',
    bench: 'line',
    value: ({ results }: { results: readonly { what: string; long: Percentiles }[] }) => {
      const of = (what: string) => results.find((each) => each.what === what)!.long;
      const [floor, console_, call] = [of('floor').p50, of('console').p50, of('call').p99];
      return {
        text: `${ms(floor)}; ${ms(console_)}; ${ms(call)}`,
        met: floor <= 20 && console_ <= 10 && call <= 30,
      };
    },
    why: 'the floor is 11 MB of text; pages fold what the socket sends (docs/decisions/0244)',
  },
  {
    what: 'years of old tickets: issue; call; finish; floor; a year',
    against: 'an empty database',
    aim: '<= 1.2 each; <= 3 s',
    bench: 'years',
    value: (told: {
      old: number;
      results: readonly { what: string; ratio: number; long: Percentiles }[];
    }) => {
      const of = (what: string) => told.results.find((each) => each.what === what)!;
      const ratios = ['issue', 'call', 'finish', 'floor'].map((what) => of(what).ratio);
      const year = of('year').long.p50 / 1000;
      return {
        text: `${ratios.map((each) => each.toFixed(2)).join('; ')}; ${year.toFixed(1)} s`,
        met: ratios.every((each) => each <= 1.2) && year <= 3,
      };
    },
    why: 'BENCH_OLD_TICKETS says how many',
  },
  {
    what: 'ten days at speed: what grew most, the last days beside those in the middle',
    against: 'days 5 to 7',
    aim: '<= 1.1',
    bench: 'days',
    value: ({ ratios }: { ratios: Readonly<Record<string, number>> }) => {
      const [name, most] = Object.entries(ratios).sort(([, a], [, b]) => b - a)[0];
      return { text: `${name} ${most.toFixed(2)}`, met: most <= 1.1 };
    },
    why: 'memory, handles, tables without history, a row of history, log, Valkey (0248)',
  },
  {
    what: 'memory at rest; after 100,000 requests',
    against: '-',
    aim: '<= 120; <= 250 MB',
    bench: 'memory',
    value: ({ atRest, after }: { atRest: number; after: number }) => ({
      text: `${atRest.toFixed(0)}; ${after.toFixed(0)} MiB`,
      met: atRest <= 120 && after <= 250,
    }),
    why: '51 to 58 MiB of it are Node itself (decisions 0227, 0241)',
  },
  {
    what: 'events that are proven a second, with their rows',
    against: '-',
    aim: '>= 300,000',
    bench: 'verify',
    value: ({ results }: { results: readonly { perSecond: number }[] }) => {
      const last = results.at(-1)!.perSecond;
      return { text: last.toFixed(0), met: last >= 300_000 };
    },
    why: 'every event is hashed, read and folded into the rows it made, on one core (0218)',
  },
  {
    what: 'two instances, where PostgreSQL has room',
    against: 'one',
    aim: '>= 1.8',
    bench: 'issue',
    value: (output: IssueOutput) => {
      const { app, postgres } = busiest(output, 50);
      return { text: `2.0 on paper, with ${((2 * postgres) / app).toFixed(1)} cores for it` };
    },
    why: 'here PostgreSQL has no core of its own: it can only be calculated',
  },
];

/** The whole table, as text. */
export function tableOf(output: BenchOutput): readonly string[] {
  return rows.flatMap(({ what, against, aim, bench, value, why }) => {
    const answer = output[bench];
    const read = answer && valueOf(() => value(answer as never));
    if (!read) return [`failed  ${what}: npm run bench -- ${bench} says why`];
    const { text, met } = read;
    const verdict = met === undefined ? 'told' : met ? 'met' : 'missed';
    return [
      `${verdict.padEnd(7)} ${what} (against ${against})`,
      `        ${text}   aim ${aim}`,
      ...(met ? [] : [`        ${why}`]),
    ];
  });
}

/** Undefined where a benchmark did not return what its row reads. */
function valueOf(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
