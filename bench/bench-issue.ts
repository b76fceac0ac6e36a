import { randomUUID } from 'node:crypto';
import { signIn } from '../test/support/caller';
import { rutOf } from '../test/support/rut';
import { cpuOf } from './cpu';
import { KeptConnection } from './kept-connection';
import { Bench } from './main';
import { Load, load, percentile } from './measure';
import { PgbenchRun, preparePgbench } from './pgbench';
import { openStage } from './stage';

/**
 * HTTP and pgbench take turns, so other work on the machine affects both, and the median drops a
 * turn in which it affected only one.
 */
const ROUNDS = 5;
const SECONDS = 2;
const BRANCHES = 50;
const CLIENTS = [1, 8, 32] as const;

interface Round {
  readonly http: Load;
  readonly pgbench: PgbenchRun;
  readonly ratio: number;
  /** Processor time of a ticket, ms. */
  readonly cpu: { readonly app: number; readonly postgres: number };
}

/** Over how many branches, and whether each is for a person who gives a RUT. */
interface Tickets {
  readonly branches: number;
  readonly persons: boolean;
}
const ALL: readonly Tickets[] = [
  { branches: BRANCHES, persons: false },
  { branches: BRANCHES, persons: true },
  { branches: 1, persons: false },
  { branches: 1, persons: true },
];

/** One line of the table: medians over the rounds, and the spread of the ratio. */
function row(tickets: Tickets, clients: number, rounds: readonly Round[]): string {
  const middle = (of: (round: Round) => number) => percentile(rounds.map(of), 0.5);
  const all = (of: (round: Round) => number) => rounds.reduce((sum, round) => sum + of(round), 0);
  const ratios = rounds.map(({ ratio }) => ratio);
  return [
    String(tickets.branches).padStart(8),
    (tickets.persons ? 'RUT' : 'nobody').padStart(7),
    String(clients).padStart(8),
    middle(({ http }) => http.perSecond)
      .toFixed(0)
      .padStart(8),
    middle(({ http }) => http.p50)
      .toFixed(1)
      .padStart(7),
    middle(({ http }) => http.p99)
      .toFixed(1)
      .padStart(7),
    String(all(({ http }) => http.errors)).padStart(7),
    middle((round) => round.pgbench.tps)
      .toFixed(0)
      .padStart(11),
    String(all((round) => round.pgbench.failed)).padStart(7),
    (
      `${middle(({ ratio }) => ratio).toFixed(2)} ` +
      `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
    ).padStart(22),
    `${(middle(({ http }) => http.generatorCpu) * 100).toFixed(0)} % of a core`.padStart(15),
    middle(({ cpu }) => cpu.app)
      .toFixed(2)
      .padStart(11),
    middle(({ cpu }) => cpu.postgres)
      .toFixed(2)
      .padStart(6),
  ].join(' ');
}

/** Processor time per ticket, over this many tickets. */
const spent = (before: Round['cpu'], after: Round['cpu'], tickets: number): Round['cpu'] => ({
  app: (after.app - before.app) / tickets,
  postgres: (after.postgres - before.postgres) / tickets,
});

/**
 * Tickets issued over HTTP through one app process, against pgbench running the same captured
 * transaction on the same server in the same run.
 */
export const bench: Bench = {
  about:
    'issue: tickets a second over HTTP through one app process, and pgbench running the ' +
    'same transaction (captured from the app), side by side',
  async run(say) {
    const branches = Array.from({ length: BRANCHES }, (_, n) => String(n + 1));
    const stage = await openStage({ branches, advisors: 3 });
    try {
      const pgbench = await preparePgbench(stage.databaseUrl, stage.keys);
      const app = await stage.app();
      // A supervisor of all branches: fifty kiosks behind one address would hit the limit on
      // enrolments.
      const token = await signIn(app.url, 'supervisor-1');
      let rut = 10_000_000;
      const body = (persons: boolean) =>
        JSON.stringify({ queue: 'caja', ...(persons ? { nationalId: rutOf((rut += 1)) } : {}) });
      const issue = (line: KeptConnection, branch: number, persons = false) =>
        line
          .post(`/api/branches/${branch + 1}/tickets`, token, randomUUID(), body(persons))
          .then((status) => status === 201);
      const used = () => ({ app: cpuOf(app.child.pid!), postgres: cpuOf(stage.postgresPid) });
      const first = new KeptConnection(app.url);
      for (let branch = 0; branch < BRANCHES; branch += 1) await issue(first, branch);
      first.end();

      const results = [];
      say(
        `${pgbench.statements} statements in the transaction; ${ROUNDS} rounds of ` +
          `${SECONDS} s each, by turns; medians; ratio = HTTP / pgbench, which issues to nobody`,
      );
      say(
        'branches     for  clients   HTTP/s  p50 ms  p99 ms  errors   pgbench/s  failed   ratio ' +
          '(least to most)   generator CPU   ms of app, PostgreSQL',
      );
      for (const tickets of ALL) {
        const { branches: over, persons } = tickets;
        for (const clients of CLIENTS) {
          const rounds: Round[] = [];
          // Opened only when needed: the app hangs up on clients that connect and send nothing.
          const lines = Array.from({ length: clients }, () => new KeptConnection(app.url));
          for (let round = 0; round < ROUNDS; round += 1) {
            const before = used();
            const http = await load(clients, SECONDS, (client) =>
              issue(lines[client], Math.floor(Math.random() * over), persons),
            );
            const cpu = spent(before, used(), http.perSecond * SECONDS);
            const direct = await pgbench.run(clients, over, SECONDS);
            rounds.push({ http, pgbench: direct, ratio: http.perSecond / direct.tps, cpu });
          }
          lines.forEach((line) => line.end());
          results.push({ branches: over, persons, clients, rounds });
          say(row(tickets, clients, rounds));
        }
      }
      return { bench: 'issue', results };
    } finally {
      await stage.end();
    }
  },
};
