import { Delivery, DeliveryOutcome, DeliveryStore } from '../../../src/app/ports';
import { createRelay, Relay } from '../../../src/app/relay/relay';
import { realTimers } from '../../../src/app/relay/timers';
import { memoryLog } from '../../support/memory-log';
import { randomOf } from '../live/world';
import { calm, Faults, Network } from './network';

const stormy: Faults = { ...calm, failed: 0.08, stalled: 0.02 };
const INSTANCES = 3;
const THREADS = ['ana', 'beto', 'carla', 'dino', 'elsa'];
const PAUSE = 400;
const SECOND = 1000;
const HOUR = 3600 * SECOND;

interface Row {
  readonly id: string;
  readonly thread: string;
  dueAt: number;
  attempts: number;
  lease?: string;
  leaseUntil?: number;
  state: 'open' | 'sent' | 'failed';
}

interface Instance {
  readonly relay: Relay;
  dead: boolean;
}

/**
 * Several instances of the real relay, couriers and recorders, with one table of messages and one
 * recipient, on a simulated clock that each instance knows to within a second.
 */
export class PostSimulation {
  readonly network: Network;
  /** Whether rows record their holder; false breaks the guard, for the test that must notice. */
  leased = true;
  private readonly rows: Row[] = [];
  private readonly instances: Instance[] = [];
  /** Messages in order of arrival, with their senders. */
  private readonly arrived: { readonly id: string; readonly from: Instance }[] = [];
  private claims = 0;

  constructor(
    seed: number,
    private readonly advance: (ms: number) => Promise<void>,
  ) {
    this.network = new Network(randomOf(seed));
  }

  async run(steps: number): Promise<void> {
    const { network } = this;
    for (let each = 0; each < INSTANCES; each += 1) this.instances.push(this.start());
    network.faults = stormy;
    for (let step = 0; step < steps; step += 1) {
      const dice = network.random();
      if (dice < 0.5) this.post();
      else if (dice < 0.53) network.away = !network.away;
      else if (dice < 0.55) this.replace(network.upTo(INSTANCES));
      else if (dice < 0.7) network.pick(this.instances).relay.wake();
      await this.advance(network.upTo(PAUSE));
    }
    network.faults = calm;
    network.away = false;
    await this.advance(HOUR / 4);
  }

  private post() {
    this.rows.push({
      id: String(this.rows.length + 1),
      thread: this.network.pick(THREADS),
      dueAt: Date.now(),
      attempts: 0,
      state: 'open',
    });
  }

  private replace(at: number) {
    const gone = this.instances[at];
    if (this.network.happens(0.5)) gone.dead = true;
    else void gone.relay.stop(5_000);
    this.instances[at] = this.start();
  }

  private start(): Instance {
    const { network } = this;
    const instance: Instance = { dead: false } as Instance;
    const skew = network.upTo(2 * SECOND) - SECOND;
    let contactSince: number | undefined = Date.now();
    const never = new Promise<never>(() => undefined);
    const ask = async <T>(answer: () => T): Promise<T> => {
      if (instance.dead) return never;
      try {
        const found = await network.ask(() => (instance.dead ? never : answer()));
        contactSince ??= Date.now();
        return await (instance.dead ? never : found);
      } catch (error) {
        contactSince = undefined;
        throw instance.dead ? await never : error;
      }
    };
    const store: DeliveryStore = {
      claim: (_consumers, limit, seconds, paused, { held = [], orphans = true } = {}) =>
        ask(() => this.claim(limit, seconds, paused, held, orphans)),
      renew: (leases, seconds) =>
        ask(() => {
          const ours = leases.filter(({ delivery, lease }) => {
            const row = this.row(delivery);
            return row.state === 'open' && row.lease === lease;
          });
          for (const { delivery } of ours) {
            this.row(delivery).leaseUntil = Date.now() + seconds * 1000;
          }
          return new Set(ours.map(({ delivery }) => delivery));
        }),
      nextDue: () =>
        ask(() => {
          const open = this.rows.filter(({ state }) => state === 'open');
          return open.length
            ? Math.min(...open.map(({ dueAt, leaseUntil = 0 }) => Math.max(dueAt, leaseUntil)))
            : undefined;
        }),
    };
    const relay = createRelay({
      consumers: [
        { name: 'post', timeoutMs: 10_000, send: (delivery) => this.send(instance, delivery) },
      ],
      store,
      record: (outcomes) => ask(() => outcomes.forEach((each) => this.end(each))),
      unlink: async () => undefined,
      clock: () => Date.now() + skew,
      contactMs: () => (contactSince === undefined ? 0 : Date.now() - contactSince),
      log: memoryLog(),
      timers: realTimers,
    });
    return Object.assign(instance, { relay });
  }

  private row = (id: string): Row => this.rows[Number(id) - 1];

  private claim(
    limit: number,
    seconds: number,
    paused: readonly string[],
    held: readonly string[],
    orphans: boolean,
  ) {
    const now = Date.now();
    const oldest = new Map<string, Row>();
    for (const row of this.rows) {
      if (row.state === 'open' && !oldest.has(row.thread)) oldest.set(row.thread, row);
    }
    const free = (row: Row) =>
      !this.leased || row.leaseUntil === undefined || (orphans && row.leaseUntil < now);
    const due = [...oldest.values()]
      .filter((row) => !paused.includes(row.thread) && !held.includes(row.id))
      .filter((row) => row.dueAt <= now && free(row))
      .slice(0, limit);
    const lease = String((this.claims += 1));
    for (const row of due) {
      row.lease = `${lease}:${row.id}`;
      row.leaseUntil = now + seconds * 1000;
    }
    const given = due.map(({ id, thread, attempts, lease: proof }) => ({
      ...{ id, thread, attempts, lease: proof!, consumer: 'post', subscription: thread },
      about: 'TicketCalled' as const,
      event: { branch: '1' } as Delivery['event'],
    }));
    return { due: given, stale: [] };
  }

  private end(outcome: DeliveryOutcome) {
    const row = this.row(outcome.delivery);
    if (row.state !== 'open' || row.lease !== outcome.lease) return;
    row.leaseUntil = undefined;
    row.lease = undefined;
    if (outcome.outcome === 'later') {
      row.dueAt = outcome.at;
      row.attempts += outcome.counts ? 1 : 0;
    } else {
      row.state = outcome.outcome === 'sent' ? 'sent' : 'failed';
    }
  }

  /** The recipient answers in time: a message without an answer is retried, as it must be. */
  private async send(instance: Instance, { id }: Delivery) {
    const pass = () => new Promise((resolve) => setTimeout(resolve, this.network.upTo(2 * SECOND)));
    await pass();
    if (instance.dead) return new Promise<never>(() => undefined);
    if (this.network.happens(this.network.faults.failed)) {
      return { outcome: 'retry' as const, reason: 'refused', away: true };
    }
    this.arrived.push({ id, from: instance });
    await pass();
    return { outcome: 'sent' as const };
  }

  /** Violations, as sentences; empty if all is well. */
  get faults(): readonly string[] {
    const senders = new Map<string, Instance[]>();
    for (const { id, from } of this.arrived) senders.set(id, [...(senders.get(id) ?? []), from]);
    // An instance killed after sending but before recording leaves the message to be sent again:
    // the only window.
    const doubled = [...senders].filter(([, all]) => all.slice(0, -1).some(({ dead }) => !dead));
    return [
      ...this.rows
        .filter(({ state }) => state !== 'sent')
        .map(({ id, state }) => `message ${id} is ${state} in the end`),
      ...doubled.map(([id, all]) => `message ${id} arrived ${all.length} times`),
      ...THREADS.flatMap((thread) => {
        const first = [...senders.keys()].filter((id) => this.row(id).thread === thread);
        const sorted = [...first].sort((a, b) => Number(a) - Number(b));
        return first.join() === sorted.join() ? [] : [`${thread} got messages out of order`];
      }),
    ];
  }

  async close() {
    await Promise.all(this.instances.map(({ relay, dead }) => (dead ? 0 : relay.stop(1))));
  }
}
