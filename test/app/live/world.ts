import { randomUUID } from 'node:crypto';
import { evolveTicket } from '../../../src/app/domain/fold/evolve-ticket';
import { evolveFloor } from '../../../src/app/domain/fold/floor';
import { Refused } from '../../../src/app/domain/model/errors';
import { Event, Fact } from '../../../src/app/domain/model/events';
import { emptyCounts, QueueConfig } from '../../../src/app/domain/model/queue';
import { defaultSettings } from '../../../src/app/domain/model/settings';
import { Floor } from '../../../src/app/domain/model/state';
import { Ticket } from '../../../src/app/domain/model/ticket';
import { viewOfTicket } from '../../../src/app/domain/views/project';
import { BranchReads, Commit, Directory, FloorRead } from '../../../src/app/ports';

/** The same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  const modulus = 2 ** 32;
  let state = ((seed % modulus) + modulus) % modulus;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % modulus;
    return state / modulus;
  };
}

const queues = ['caja', 'empresas'] as const;

const queueConfig = (id: string): QueueConfig => ({
  id,
  prefix: id[0].toUpperCase(),
  names: { es: id, en: id },
  hints: { es: '', en: '' },
  priority: 1,
  targetMinutes: 20,
  averageMinutes: 5,
  open: true,
});

/** A branch as events in memory, folded by the real `evolve`: it stands in for the database. */
export class World {
  epoch: string = randomUUID();
  events: Event[] = [];
  floor: Floor;
  directory: Directory;
  at = 1_700_000_000_000;
  /** When set, every read fails. */
  broken = false;
  readonly calls = { floor: 0, events: 0, heads: 0 };
  /** The floor after each commit of each epoch: what a screen at that seq must show. */
  readonly history = new Map<string, Floor>();
  readonly rows = new Map<string, Ticket>();
  private numbers = 0;

  constructor(
    readonly branch: string,
    private readonly random: () => number = randomOf(1),
  ) {
    this.floor = this.emptyFloor();
    this.directory = {
      branch: { id: branch, name: `Sucursal ${branch}`, timeZone: 'America/Santiago' },
      config: {
        settings: defaultSettings,
        queues: Object.fromEntries(queues.map((id) => [id, queueConfig(id)])),
        counters: {},
      },
      staff: {},
    };
    this.remember();
  }

  /** What `GET /api/my` would answer for a ticket of any state. */
  readonly readTicket = async (_branch: string, id: string) => {
    await this.pause();
    const row = this.rows.get(id);
    return row && viewOfTicket(this.floor, this.directory.config, row, Date.now());
  };

  private keepRow(event: Event) {
    const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
    const row = id === undefined ? undefined : evolveTicket(this.rows.get(id), event);
    if (row) this.rows.set(row.id, row);
  }

  readonly truthAt = (epoch: string, seq: number): Floor | undefined =>
    this.history.get(`${epoch} ${seq}`);

  private remember() {
    this.history.set(`${this.epoch} ${this.seq}`, this.floor);
  }

  get seq() {
    return this.events.length;
  }

  private emptyFloor(): Floor {
    const advisors = ['a1', 'a2', 'a3'].map((id, index) => ({
      id,
      state: 'available' as const,
      counter: String(index + 1),
      queues: [...queues],
      since: this.at,
      served: 0,
      handedOn: 0,
      services: 0,
      serviceMs: 0,
      dutyMs: 0,
      onDutySince: this.at,
      idleSince: this.at,
      unanswered: 0,
    }));
    return {
      branch: this.branch,
      day: '2026-01-05',
      tickets: {},
      advisors: Object.fromEntries(advisors.map((advisor) => [advisor.id, advisor])),
      queues: Object.fromEntries(queues.map((id) => [id, emptyCounts(id)])),
      alerts: {},
    };
  }

  /** Appends one commit. Now and then two commits share an instant, which is allowed. */
  commit(facts: readonly Fact[]): Commit {
    if (this.random() < 0.8) this.at += 1 + Math.floor(this.random() * 50);
    const prev = this.seq;
    const events = facts.map((fact, index): Event => ({
      branch: this.branch,
      seq: prev + index + 1,
      at: this.at,
      actor: { kind: 'system', id: 'sweep' },
      fact,
    }));
    this.events.push(...events);
    this.floor = events.reduce((floor, event) => evolveFloor(floor, event), this.floor);
    for (const event of events) this.keepRow(event);
    this.remember();
    return { branch: this.branch, epoch: this.epoch, prev, seq: this.seq, at: this.at, events };
  }

  /** One more thing that can happen here. */
  step(): Commit {
    const of = (state: Ticket['state']) =>
      Object.values(this.floor.tickets).filter((ticket) => ticket.state === state);
    const pick = <T>(list: readonly T[]) => list[Math.floor(this.random() * list.length)];
    const free = Object.values(this.floor.advisors).filter(
      (advisor) => advisor.ticket === undefined,
    );
    const [waiting, called, serving] = [of('waiting'), of('called'), of('serving')];
    const dice = this.random();
    if (serving.length > 0 && dice < 0.2) return this.commit(this.finish(pick(serving)));
    if (called.length > 0 && dice < 0.4) return this.commit([this.start(pick(called))]);
    if (waiting.length > 0 && free.length > 0 && dice < 0.6) {
      return this.commit([this.call(pick(waiting), pick(free))]);
    }
    if (waiting.length > 3 && dice < 0.7) return this.commit([this.cancel(pick(waiting))]);
    return this.commit(
      dice < 0.95
        ? [this.issue(pick(queues))]
        : [this.issue(pick(queues)), this.issue(pick(queues)), this.issue(pick(queues))],
    );
  }

  issue(queue: string = queues[0], ticket: string = randomUUID()): Fact {
    const n = ++this.numbers;
    return {
      type: 'TicketIssued',
      ticket,
      number: `C${String(n).padStart(2, '0')}`,
      n,
      queue,
      lane: 'general',
      day: '2026-01-05',
      due: this.at + 1_200_000,
      language: 'es',
      position: 1,
    };
  }

  call(ticket: Ticket, advisor: { readonly id: string; readonly counter?: string }): Fact {
    const why = {
      rule: 'due' as const,
      due: ticket.due,
      waited: 1,
      overtook: 0,
      assignment: 'on-demand' as const,
    };
    return {
      type: 'TicketCalled',
      ticket: ticket.id,
      queue: ticket.queue,
      lane: ticket.lane,
      number: ticket.number,
      advisor: advisor.id,
      counter: advisor.counter!,
      serves: queues,
      waitMs: this.at - ticket.issuedAt,
      inTarget: true,
      why,
    };
  }

  start(ticket: Ticket): Fact {
    return {
      type: 'ServiceStarted',
      ticket: ticket.id,
      queue: ticket.queue,
      advisor: ticket.advisor!,
      counter: ticket.counter!,
    };
  }

  finish(ticket: Ticket): readonly Fact[] {
    return [
      {
        type: 'ServiceFinished',
        ticket: ticket.id,
        queue: ticket.queue,
        advisor: ticket.advisor!,
        counter: ticket.counter!,
        serviceMs: this.at - ticket.startedAt!,
      },
    ];
  }

  cancel(ticket: Ticket): Fact {
    return {
      type: 'TicketCancelled',
      ticket: ticket.id,
      queue: ticket.queue,
      lane: ticket.lane,
      was: ticket.state,
      deferred: false,
      because: 'customer',
    };
  }

  configure(name: string): Commit {
    this.directory = { ...this.directory, branch: { ...this.directory.branch, name } };
    return this.commit([
      { type: 'BranchConfigured', what: 'branch', version: this.seq + 1, changed: ['name'] },
    ]);
  }

  /** Another database: the sequence restarts, as after a restore. */
  restore() {
    this.epoch = randomUUID();
    this.events = [];
    this.floor = this.emptyFloor();
    this.rows.clear();
    this.remember();
  }

  /** The same database as it was after this many events: later ones are lost. */
  rewind(seq: number) {
    const kept = this.events.slice(0, seq);
    this.restore();
    this.events = kept;
    this.floor = kept.reduce((floor, event) => evolveFloor(floor, event), this.floor);
    for (const event of kept) this.keepRow(event);
    this.remember();
  }

  readonly reads: BranchReads = {
    readFloor: async (branch): Promise<FloorRead> => {
      this.calls.floor++;
      await this.pause();
      if (branch !== this.branch) {
        throw new Refused('missing', 'unknown_branch', 'there is no such branch');
      }
      return {
        epoch: this.epoch,
        seq: this.seq,
        at: this.at,
        floor: this.floor,
        directory: this.directory,
      };
    },
    readEvents: async (_branch, after, limit) => {
      this.calls.events++;
      const found = this.events.slice(after, after + limit);
      await this.pause();
      return found;
    },
    readEventsOf: async (_branch, epoch, after, limit) => {
      this.calls.events++;
      const found = epoch === this.epoch ? this.events.slice(after, after + limit) : undefined;
      await this.pause();
      return found;
    },
    readHeads: async (branches) => {
      this.calls.heads++;
      await this.pause();
      return branches.includes(this.branch)
        ? [{ branch: this.branch, epoch: this.epoch, seq: this.seq }]
        : [];
    },
  };

  private async pause() {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.broken) throw new Error('the database is away');
  }
}
