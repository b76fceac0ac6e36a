import { apiOf } from '../test/support/api';
import { callers, enrol, signIn } from '../test/support/caller';
import { apiOver, KeptConnection } from './kept-connection';
import { Bench } from './main';
import { percentile } from './measure';
import { openStage } from './stage';

const WAITING = 10_000;
const FEW = 4;
const ROUNDS = 40;
const queues = ['caja', 'personal-banker', 'empresas', 'gerencia'];
/** One branch has everybody in line, the other a few. */
const [FULL, EMPTY] = ['1', '2'];
const asked = ['issue', 'call', 'floor', 'console'] as const;

/** A branch with a very long line beside one with a few customers, by turns, in one run. */
export const bench: Bench = {
  about:
    `line: the floor, a console, issuing and calling over HTTP in a branch where ${WAITING} ` +
    `wait, beside one where ${FEW} do, by turns (one app process, one client)`,
  async run(say, _files, short) {
    const waiting = short ? WAITING / 10 : WAITING;
    const stage = await openStage({
      branches: [FULL, EMPTY],
      advisors: 1,
      settings: { pauseAbsent: false },
    });
    try {
      const { url } = await stage.app();
      const supervisor = await signIn(url, 'supervisor-1');
      const [full, empty] = [new Line(url, FULL, supervisor), new Line(url, EMPTY, supervisor)];
      await full.fill(waiting);
      await empty.fill(FEW);
      await stage.analyze();
      full.open();
      empty.open();
      for (let n = 0; n < ROUNDS; n += 1) {
        await full.round();
        await empty.round();
      }
      full.end();
      empty.end();
      say(
        `            ${waiting} wait: p50, p99 ms     ${FEW} wait: p50, p99 ms     ratio of p50s`,
      );
      const shown = (times: Times) =>
        [times.p50, times.p99].map((ms) => ms.toFixed(1).padStart(10)).join('');
      const results = asked.map((what) => {
        const [long, few] = [full.took(what), empty.took(what)];
        const ratio = long.p50 / few.p50;
        say(`${what.padEnd(12)}${shown(long)}${shown(few)}${ratio.toFixed(1).padStart(14)}`);
        return { what, ratio, long, few };
      });
      return { bench: 'line', waiting, results };
    } finally {
      await stage.end();
    }
  },
};

interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** One branch: a kiosk that gives tickets, an advisor who calls, a supervisor who looks. */
class Line {
  private api;
  private line?: KeptConnection;
  private readonly times = new Map<(typeof asked)[number], number[]>();
  private kiosk = '';
  private advisor = '';
  private issued = 0;

  constructor(
    private readonly url: string,
    private readonly branch: string,
    private readonly supervisor: string,
  ) {
    this.api = apiOf(url);
  }

  async fill(waiting: number): Promise<void> {
    const { branch } = this;
    this.kiosk = await enrol(this.url, `kiosk-${branch}`);
    this.advisor = await signIn(this.url, `advisor-${branch}-1`);
    const work = Array.from({ length: waiting }, () => () => this.issue());
    await callers(16, work);
    await this.api.call('PUT /api/branches/:branch/advisors/me', {
      params: { branch },
      token: this.advisor,
      body: { state: 'available', counter: '1' },
    });
  }

  /** From now on uses one connection, through a client that reads only the answers it needs. */
  open(): void {
    this.line = new KeptConnection(this.url);
    this.api = apiOver(this.line);
  }

  end(): void {
    this.line?.end();
  }

  async round(): Promise<void> {
    const { branch, advisor: token } = this;
    await this.timed('issue', () => this.issue());
    const called = await this.timed('call', () =>
      this.api.call('POST /api/branches/:branch/counters/:counter/call-next', {
        params: { branch, counter: '1' },
        token,
      }),
    );
    await this.timed('floor', () => this.look('floor', this.supervisor));
    await this.timed('console', () => this.look('advisors/me', token));
    const given = { params: { branch, ticket: called!.ticket.id }, token };
    await this.api.call('POST /api/branches/:branch/tickets/:ticket/start', given);
    await this.api.call('POST /api/branches/:branch/tickets/:ticket/finish', given);
  }

  took(what: (typeof asked)[number]): Times {
    const times = this.times.get(what) ?? [];
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  }

  private async look(what: string, token: string): Promise<void> {
    const { status } = await this.line!.ask('GET', `/api/branches/${this.branch}/${what}`, {
      token,
    });
    if (status !== 200) throw new Error(`${what} answered ${status}`);
  }

  private async issue(): Promise<void> {
    this.issued += 1;
    await this.api.call('POST /api/branches/:branch/tickets', {
      params: { branch: this.branch },
      token: this.kiosk,
      body: { queue: queues[this.issued % queues.length] },
    });
  }

  private async timed<T>(what: (typeof asked)[number], work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.times.set(what, [...(this.times.get(what) ?? []), performance.now() - began]);
    return result;
  }
}
