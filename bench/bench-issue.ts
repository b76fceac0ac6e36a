import { call, signIn } from '../test/support/caller';
import { Bench } from './main';
import { load } from './measure';
import { preparePgbench } from './pgbench';
import { openStage } from './stage';

const SECONDS = 6;
const BRANCHES = 50;

/** Tickets issued over HTTP through one app process, against pgbench running the same captured transaction on the same server in the same run. */
export const bench: Bench = {
  about: 'issue: tickets a second over HTTP through one app process, and pgbench running the same transaction (captured from the app), side by side',
  async run(say) {
    const branches = Array.from({ length: BRANCHES }, (_, n) => String(n + 1));
    const stage = await openStage({ branches, advisors: 3 });
    try {
      const pgbench = await preparePgbench(stage.databaseUrl, stage.keys);
      const app = await stage.app();
      // A supervisor of all branches: fifty kiosks behind one address would meet the limit of enrolments.
      const token = await signIn(app.url, 'supervisor-1');
      const issue = (branch: number) => call(app.url, 'POST', `/api/branches/${branch + 1}/tickets`, { token, body: { queue: 'caja' } }).then(({ status }) => status === 201);
      for (let branch = 0; branch < BRANCHES; branch += 1) await issue(branch);

      const results = [];
      say(`${pgbench.statements} statements in the transaction; ${SECONDS} s each; ratio = HTTP / pgbench`);
      say('branches  clients   HTTP/s  p50 ms  p99 ms  errors   pgbench/s  failed   ratio   generator CPU');
      for (const over of [BRANCHES, 1]) {
        for (const clients of [1, 8, 32]) {
          const http = await load(clients, SECONDS, () => issue(Math.floor(Math.random() * over)));
          const direct = await pgbench.run(clients, over, SECONDS);
          const ratio = http.perSecond / direct.tps;
          results.push({ branches: over, clients, http, pgbench: direct, ratio });
          say([String(over).padStart(8), String(clients).padStart(8), http.perSecond.toFixed(0).padStart(8), http.p50.toFixed(1).padStart(7), http.p99.toFixed(1).padStart(7), String(http.errors).padStart(7),
            direct.tps.toFixed(0).padStart(11), String(direct.failed).padStart(7), ratio.toFixed(2).padStart(7), `${(http.generatorCpu * 100).toFixed(0)} % of a core`.padStart(15)].join(' '));
        }
      }
      return { bench: 'issue', results };
    } finally {
      await stage.end();
    }
  },
};
