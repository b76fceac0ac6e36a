import { randomUUID } from 'node:crypto';
import { call, enrol, Loose, Reply, signIn } from '../support/caller';
import { elapse } from '../support/wait';

export interface Issued {
  readonly branch: string;
  readonly ticket: string;
  readonly number: string;
  readonly at: number;
}
interface Called {
  readonly ticket: string;
  readonly advisor: string;
}

/** What was answered. */
export interface Answers {
  readonly issued: readonly Issued[];
  readonly called: readonly Called[];
  /** Tickets whose start, or whose end, was acknowledged. */
  readonly started: readonly string[];
  readonly finished: readonly string[];
  /** How often each status was answered; 0 = no answer. */
  readonly statuses: ReadonlyMap<number, number>;
  /** The longest time without a single successful command, ms. */
  readonly longestGapMs: number;
}

const BRANCHES = ['1', '2'];
const ADVISORS = ['1', '2'];

/**
 * The bank's users, and the answers they got. Kiosks and consoles behave like pages: a request
 * without an answer, or with a 503, is sent again under the same key, to the other instance.
 */
export class Recorder implements Answers {
  readonly issued: Issued[] = [];
  readonly called: Called[] = [];
  readonly started: string[] = [];
  readonly finished: string[] = [];
  readonly statuses = new Map<number, number>();
  longestGapMs = 0;
  private lastAt = performance.now();
  private going = true;
  private work: Promise<unknown> = Promise.resolve();
  private turn = 0;
  /** What everybody waits for before starting anything new. */
  private pause: Promise<unknown> = Promise.resolve();

  constructor(private readonly targets: () => readonly string[]) {}

  async start(): Promise<void> {
    const [base] = this.targets();
    const loops: Promise<void>[] = [];
    for (const branch of BRANCHES) {
      const kiosk = await enrol(base, `kiosk-${branch}`);
      for (let one = 0; one < 3; one += 1) loops.push(this.kiosk(branch, kiosk));
      for (const n of ADVISORS) {
        const advisor = `advisor-${branch}-${n}`;
        loops.push(this.advisor(branch, n, advisor, await signIn(base, advisor)));
      }
    }
    this.lastAt = performance.now();
    this.work = Promise.all(loops);
  }

  /** Starts no new work, and finishes what has begun. */
  async stop(): Promise<void> {
    this.going = false;
    await this.work;
  }

  /** Nobody takes a ticket or calls the next until this is done. */
  async meanwhile(work: () => Promise<void>): Promise<void> {
    const done = work();
    this.pause = done.catch(() => undefined); // the caller gets the error
    await done;
    this.lastAt = performance.now();
  }

  /** Resolves when a command sent from now on has succeeded. */
  async success(withinMs = 60_000): Promise<number> {
    const from = performance.now();
    const before = this.issued.length;
    while (this.issued.length <= before) {
      if (performance.now() - from > withinMs) throw new Error(`no success in ${withinMs} ms`);
      await elapse(20);
    }
    return performance.now() - from;
  }

  private async kiosk(branch: string, token: string): Promise<void> {
    while (this.going) {
      await this.pause;
      const { body } = await this.command('POST', `/api/branches/${branch}/tickets`, token, {
        queue: 'caja',
      });
      if (body.ticket) {
        const { id: ticket, number } = body.ticket;
        this.issued.push({ branch, ticket, number, at: Date.now() });
      }
      await elapse(120);
    }
  }

  private async advisor(branch: string, counter: string, advisor: string, token: string) {
    const path = `/api/branches/${branch}`;
    await this.command('PUT', `${path}/advisors/me`, token, { state: 'available', counter });
    while (this.going) {
      await this.pause;
      const called = await this.command('POST', `${path}/counters/${counter}/call-next`, token, {});
      const ticket = called.body.ticket?.id;
      if (ticket) {
        this.called.push({ ticket, advisor });
        const turn = `${path}/tickets/${ticket}`;
        const started = await this.command('POST', `${turn}/start`, token, {});
        if (started.status === 200) this.started.push(ticket);
        const finished = await this.command('POST', `${turn}/finish`, token, { next: false });
        if (finished.status === 200) this.finished.push(ticket);
      }
      await elapse(200);
    }
  }

  private async command(method: string, path: string, token: string, body: object) {
    const key = randomUUID();
    for (;;) {
      const targets = this.targets();
      const base = targets[this.turn++ % Math.max(1, targets.length)];
      const answer: Reply<Loose> | undefined = base
        ? await call(base, method, path, { token, key, body }).catch(() => undefined)
        : undefined;
      const status = answer?.status ?? 0;
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      if (answer && status < 500 && status !== 429) {
        const now = performance.now();
        this.longestGapMs = Math.max(this.longestGapMs, now - this.lastAt);
        this.lastAt = now;
        return answer;
      }
      await elapse(100 + Math.random() * 200);
    }
  }
}
