import { Client } from 'pg';
import { apiOf } from '../test/support/api';
import { call, enrol, signIn } from '../test/support/caller';
import { Bench } from './main';
import { percentile } from './measure';
import { oldDays } from './old-days';
import { openStage, Stage } from './stage';

/** `BENCH_OLD_TICKETS=10000000` for what a big bank has after ten years; it takes an hour. */
const OLD = Number(process.env.BENCH_OLD_TICKETS ?? 1_000_000);
const A_DAY = 700;
const DAYS = 260;
const ROUNDS = 60;
const branch = '1';
const asked = ['issue', 'call', 'start', 'finish', 'floor', 'day', 'year'] as const;
type MeasuredRead = (typeof asked)[number];

/** A database with years of tickets beside an empty one, by turns, in one run. */
export const bench: Bench = {
  about:
    'years: what a counter and a supervisor ask over HTTP, with a million old tickets in the ' +
    'database (BENCH_OLD_TICKETS: as many), beside the same with none, by turns',
  async run(say, _files, short) {
    const old = short ? OLD / 10 : OLD;
    const count = Math.max(2, Math.ceil(old / (A_DAY * DAYS)));
    const branches = Array.from({ length: count }, (_each, n) => String(n + 1));
    const worlds: World[] = [];
    try {
      for (const past of [true, false]) {
        const stage = await openStage({ branches, advisors: 1, settings: { pauseAbsent: false } });
        const world = new World(stage);
        worlds.push(world);
        if (past) say(await fill(stage, branches));
        await world.open();
      }
      const [full, empty] = worlds;
      for (let n = 0; n < ROUNDS; n += 1) for (const world of worlds) await world.round(n === 0);
      say('            old: p50, p99 ms          none: p50, p99 ms        ratio of p50s');
      const shown = (times: { p50: number; p99: number }) =>
        [times.p50, times.p99].map((ms) => ms.toFixed(1).padStart(12)).join('');
      const results = asked.map((what) => {
        const [long, none] = [full.took(what), empty.took(what)];
        const ratio = long.p50 / none.p50;
        say(`${what.padEnd(8)}${shown(long)}${shown(none)}${ratio.toFixed(2).padStart(16)}`);
        return { what, ratio, long, none };
      });
      return { bench: 'years', old, results };
    } finally {
      for (const world of worlds) await world.stage.end();
    }
  },
};

/** Fills in every branch's past; returns a line that says how much there is. */
async function fill({ databaseUrl }: Stage, branches: readonly string[]): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0');
    for (const each of branches) {
      await oldDays(client, { branches: [each], days: DAYS, tickets: A_DAY });
    }
    // the chain continues after the events that were filled in
    await client.query(`update branch_heads h
                           set seq = greatest(seq, (select coalesce(max(seq), 0) from events e
                                                     where e.branch_id = h.branch_id))`);
    await client.query('vacuum analyze');
    const { rows } = await client.query<Record<'tickets' | 'stretches' | 'events', number>>(
      `select (select count(*)::integer from tickets) as tickets,
              (select count(*)::integer from stretches) as stretches,
              (select count(*)::integer from events) as events`,
    );
    const [{ tickets, stretches, events }] = rows;
    return `${tickets} tickets, ${stretches} stretches, ${events} events of ${DAYS} days`;
  } finally {
    await client.end();
  }
}

/** A database, an app, and the clients that ask it. */
class World {
  private readonly times = new Map<MeasuredRead, number[]>();
  private url = '';
  private kiosk = '';
  private advisor = '';
  private supervisor = '';

  constructor(readonly stage: Stage) {}

  async open(): Promise<void> {
    ({ url: this.url } = await this.stage.app());
    this.kiosk = await enrol(this.url, `kiosk-${branch}`);
    this.advisor = await signIn(this.url, `advisor-${branch}-1`);
    this.supervisor = await signIn(this.url, 'supervisor-1');
    await apiOf(this.url).call('PUT /api/branches/:branch/advisors/me', {
      params: { branch },
      token: this.advisor,
      body: { state: 'available', counter: '1' },
    });
  }

  async round(first: boolean): Promise<void> {
    const api = apiOf(this.url);
    const token = this.advisor;
    await this.timed('issue', () =>
      api.call('POST /api/branches/:branch/tickets', {
        params: { branch },
        token: this.kiosk,
        body: { queue: 'caja' },
      }),
    );
    const called = await this.timed('call', () =>
      api.call('POST /api/branches/:branch/counters/:counter/call-next', {
        params: { branch, counter: '1' },
        token,
      }),
    );
    const given = { params: { branch, ticket: called!.ticket.id }, token };
    await this.timed('start', () =>
      api.call('POST /api/branches/:branch/tickets/:ticket/start', given),
    );
    await this.timed('finish', () =>
      api.call('POST /api/branches/:branch/tickets/:ticket/finish', given),
    );
    await this.timed('floor', () => this.read('floor'));
    const report = (from: string, to: string) =>
      this.read(`reports/waits.json?from=${from}&to=${to}`);
    await this.timed('day', () => report('2025-03-03', '2025-03-03'));
    if (first) {
      for (let n = 0; n < 3; n += 1) {
        await this.timed('year', () => report('2025-01-01', '2025-12-31'));
      }
    }
  }

  took(what: MeasuredRead) {
    const times = this.times.get(what) ?? [];
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  }

  private async read(path: string): Promise<void> {
    const token = this.supervisor;
    const { status } = await call(this.url, 'GET', `/api/branches/${branch}/${path}`, { token });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }

  private async timed<T>(what: MeasuredRead, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.times.set(what, [...(this.times.get(what) ?? []), performance.now() - began]);
    return result;
  }
}
