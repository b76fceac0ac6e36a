import { Event } from '../../../src/app/domain/model/events';
import {
  ClaimOptions,
  Delivery,
  DeliveryOutcome,
  DeliveryStore,
  Log,
} from '../../../src/app/ports';
import { Timers } from '../../../src/app/relay/timers';

/** A clock moved by the test: timers fire in order, and promises settle between them. */
export class HandClock {
  private waiting: { at: number; fn: () => void }[] = [];
  now = 1_700_000_000_000;

  /**
   * @param settle waits until everything the last timer started is done
   */
  constructor(private readonly settle: () => Promise<void> = settled) {}

  readonly read = () => this.now;
  readonly timers: Timers = {
    after: (ms, fn) => {
      const timer = { at: this.now + ms, fn };
      this.waiting.push(timer);
      return () => {
        this.waiting = this.waiting.filter((other) => other !== timer);
      };
    },
  };

  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settle();
    for (;;) {
      const next = this.waiting.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      next.fn();
      await this.settle();
    }
    this.now = end;
    await this.settle();
  }
}

/** Lets every promise settle that can. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

interface Row {
  id: number;
  thread: string;
  ticket: string;
  branch: string;
  state: 'open' | DeliveryOutcome['outcome'];
  attempts: number;
  dueAt: number;
  leaseUntil: number;
  lease: number;
  stale: boolean;
  reason?: string;
  endedAt?: number;
}

/**
 * The table `deliveries` in memory, with its rules, for tests with a clock moved by hand; the real
 * table has its own tests.
 */
export class DeliveryTable implements DeliveryStore {
  readonly rows: Row[] = [];
  claims = 0;
  private leases = 0;

  constructor(private readonly clock: () => number) {}

  add(thread: string, options: { readonly ticket?: string; readonly branch?: string } = {}): Row {
    const row: Row = {
      id: this.rows.length + 1,
      thread,
      ticket: options.ticket ?? `ticket-${thread}`,
      branch: options.branch ?? '1',
      state: 'open',
      attempts: 0,
      dueAt: this.clock(),
      leaseUntil: 0,
      lease: 0,
      stale: false,
    };
    this.rows.push(row);
    return row;
  }

  async claim(
    _consumers: readonly string[],
    limit: number,
    leaseSeconds: number,
    pausedThreads: readonly string[],
    { held = [], orphans = true }: ClaimOptions = {},
  ) {
    this.claims += 1;
    const now = this.clock();
    const free = (row: Row) =>
      !held.includes(String(row.id)) &&
      (row.leaseUntil === 0 || (orphans && row.leaseUntil <= now));
    const stale = this.rows.filter((row) => row.state === 'open' && row.stale && free(row));
    const seen = new Set<string>();
    const due = this.rows
      .filter((row) => {
        if (row.state !== 'open' || row.stale || seen.has(row.thread)) return false;
        seen.add(row.thread);
        return row.dueAt <= now && free(row) && !pausedThreads.includes(row.thread);
      })
      .slice(0, limit);
    for (const row of [...due, ...stale]) {
      row.leaseUntil = now + leaseSeconds * 1000;
      row.lease = ++this.leases;
    }
    return { due: due.map(deliveryOf), stale: stale.map(deliveryOf) };
  }

  async renew(
    leases: readonly { readonly delivery: string; readonly lease: string }[],
    seconds: number,
  ) {
    const ours = this.rows.filter((row) =>
      leases.some(
        ({ delivery, lease }) =>
          delivery === String(row.id) && lease === String(row.lease) && row.state === 'open',
      ),
    );
    for (const row of ours) row.leaseUntil = this.clock() + seconds * 1000;
    return new Set(ours.map(({ id }) => String(id)));
  }

  async nextDue() {
    const open = this.rows
      .filter((row) => row.state === 'open')
      .map((row) => Math.max(row.dueAt, row.leaseUntil));
    return open.length ? Math.min(...open) : undefined;
  }

  readonly record = async (outcomes: readonly DeliveryOutcome[]) => {
    for (const outcome of outcomes) {
      const row = this.rows[Number(outcome.delivery) - 1];
      if (row.state !== 'open' || String(row.lease) !== outcome.lease) continue;
      row.leaseUntil = 0;
      if (outcome.outcome === 'later') {
        row.dueAt = outcome.at;
        if (outcome.counts) row.attempts += 1;
      } else {
        row.state = outcome.outcome;
        row.endedAt = this.clock();
        row.attempts += 1;
        if ('reason' in outcome) row.reason = outcome.reason;
      }
    }
  };
}

const deliveryOf = (row: Row): Delivery => ({
  id: String(row.id),
  consumer: 'test',
  thread: row.thread,
  subscription: row.thread,
  about: 'DeferralEnded',
  attempts: row.attempts,
  lease: String(row.lease),
  event: {
    branch: row.branch,
    seq: row.id,
    at: 0,
    actor: { kind: 'system', id: 'sweep' },
    fact: { type: 'DeferralEnded', ticket: row.ticket, queue: 'caja', lane: 'general' },
  } as Event,
});
