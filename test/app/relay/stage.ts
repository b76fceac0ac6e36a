import { randomUUID } from 'node:crypto';
import { silent } from './fixtures';
import { createPluginHost } from '../../../src/app/assemble/plugin-host';
import { storeOf } from '../../../src/app/assemble/store';
import { createDeliveryStore } from '../../../src/app/db/stores/delivery-store';
import { dropLease, takeLease } from '../../../src/app/db/stores/leases';
import { openDatabase } from '../../../src/app/db/open-database';
import { staffById } from '../../../src/app/db/reads/read-configured';
import { createBranchReads } from '../../../src/app/db/reads/read-floor';
import { Actor } from '../../../src/app/domain/model/actor';
import { decide } from '../../../src/app/domain/rules/decide';
import { Event } from '../../../src/app/domain/model/events';
import { evolve } from '../../../src/app/domain/fold/evolve';
import { createOperations } from '../../../src/app/operations';
import { BranchQueue } from '../../../src/app/operations/write-path/branch-queue';
import { Parts } from '../../../src/app/operations/write-path/parts';
import { recordDeliveries } from '../../../src/app/operations/commands/record-deliveries';
import { createRun } from '../../../src/app/operations/write-path/run';
import { Plugin } from '../../../src/app/plugin';
import { Commit } from '../../../src/app/ports';
import { createLimiter } from '../../../src/app/redis/limiter';
import { createRelay, Relay, RelayConsumer } from '../../../src/app/relay/relay';
import { Timers } from '../../../src/app/relay/timers';
import { canonical } from '../../../src/app/vault/canonical';
import { createVault } from '../../../src/app/vault/vault';

const ADMIN: Actor = { kind: 'system', id: 'test' };

export interface StageOptions {
  readonly publicUrl?: string;
  /** Moves commands, leases and the relay; wall time unless told. */
  readonly clock?: () => number;
  readonly timers?: Timers;
  /** Is told of all that the relay does, so that a clock moved by hand can wait for it. */
  readonly around?: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * The core without http and live: the real database, the real write path, the real relay, and
 * whatever plugins a test brings. Two of them on one database are two instances.
 */
export async function openStage(
  url: string,
  keys: string,
  plugins: readonly Plugin[],
  options: StageOptions = {},
) {
  const clock = options.clock ?? Date.now;
  const around = options.around ?? ((work) => work());
  const instance = randomUUID().slice(0, 8);
  const database = openDatabase({ url }, instance, silent);
  const vault = createVault(keys);
  let relay: Relay | undefined;
  const commits: Commit[] = [];
  const runParts = {
    queue: new BranchQueue(),
    decide,
    evolve,
    clock: options.clock,
    log: silent,
    keyHash: (ticket: string) => ticket,
    seal: (previous: string, event: Event) => {
      const body = canonical(event);
      return { body, hash: vault.chain(previous, body) };
    },
    committed: (commit: Commit) => {
      commits.push(commit);
      relay?.wake();
      for (const { here } of plugins) {
        if (here)
          commit.events
            .filter((event) => here.types === 'all' || here.types.includes(event.fact.type))
            .forEach((event) => here.hear(event));
      }
    },
  };
  const run = createRun({ ...runParts, begin: database.begin });
  const runAside = createRun({ ...runParts, begin: database.beginAside });
  const reads = createBranchReads(database.pools.read, database.config);
  const store = storeOf(database, instance);
  const parts: Parts = {
    run,
    runAside,
    reads,
    store,
    vault,
    instance,
    log: silent,
    newId: randomUUID,
    clock,
    cache: { get: async () => undefined, set: async () => undefined, drop: async () => undefined },
  };
  const operations = createOperations(parts);
  const host = (name: string) =>
    createPluginHost(name, {
      pool: database.pools.relay,
      runAside,
      operations,
      reads,
      vault,
      limit: createLimiter(undefined),
      leases: {
        take: (lease, seconds) => takeLease(database.pools.sweep, lease, instance, seconds),
        drop: (lease) => dropLease(database.pools.sweep, lease, instance),
      },
      staff: (id) => staffById(database.models, id),
      clock,
      log: silent,
      publicUrl: options.publicUrl ?? 'http://localhost:8080',
    });
  for (const plugin of plugins) await plugin.start?.(host(plugin.name));
  const record = recordDeliveries(parts);
  const deliveries = createDeliveryStore(database.pools.relay, clock);
  relay = createRelay({
    consumers: plugins.flatMap(({ name, once }): RelayConsumer[] =>
      once
        ? [{ name, ...once, send: (delivery, signal) => around(() => once.send(delivery, signal)) }]
        : [],
    ),
    store: {
      claim: (...asked) => around(() => deliveries.claim(...asked)),
      nextDue: (consumers) => around(() => deliveries.nextDue(consumers)),
    },
    record: (outcomes) => around(() => record(outcomes)),
    timers: options.timers,
    clock,
    log: silent,
    unlink: (delivery, because) =>
      runAside({
        branch: delivery.event.branch,
        actor: ADMIN,
        load: {},
        change: { kind: 'unlink', subscription: delivery.subscription, because },
        command: { type: 'Record', facts: [] },
      }),
  });
  return {
    operations,
    run,
    vault,
    host,
    relay,
    database,
    commits,
    /** One branch, two queues, three counters and advisors. */
    async seed() {
      const change = (branch: string, what: Parameters<typeof run>[0]['change']) =>
        run({
          branch,
          actor: ADMIN,
          load: {},
          change: what,
          command: { type: 'Record', facts: [] },
        });
      await change('bank', { kind: 'branch', id: '1', name: 'Sucursal <Centro> & Cía' });
      await change('1', { kind: 'settings', ifVersion: 0, overrides: { hours: 'always' } });
      for (const [id, prefix, priority, es, en] of [
        ['caja', 'C', 1, 'Caja', 'Teller'],
        ['empresas', 'E', 3, 'Empresas', 'Business'],
      ] as const) {
        await change('1', {
          kind: 'queue',
          queue: {
            id,
            prefix,
            names: { es, en },
            hints: { es: '', en: '' },
            priority,
            targetMinutes: 20,
            averageMinutes: 5,
            open: true,
          },
        });
      }
      for (const id of ['1', '2', '3']) {
        await change('1', { kind: 'counter', counter: { id, label: id } });
        const firstName = ['Camila', 'José <b>', 'Ana'][Number(id) - 1];
        await change('bank', {
          kind: 'staff',
          staff: {
            id: `advisor-${id}`,
            username: `advisor-${id}`,
            firstName,
            role: 'advisor',
            branches: ['1'],
            active: true,
          },
          queues: { 1: ['caja', 'empresas'] },
          passwordHash: 'x',
        });
        await run({
          branch: '1',
          actor: ADMIN,
          load: {},
          command: {
            type: 'Record',
            facts: [{ type: 'BranchConfigured', what: 'staff', version: 0, changed: [] }],
          },
        });
        await operations.setAdvisor(
          { branch: '1', actor: ADMIN },
          { advisor: `advisor-${id}`, state: 'available', counter: id },
        );
      }
    },
    issue: async (queue = 'caja', language: 'es' | 'en' = 'es') =>
      (
        await operations.issueTicket(
          { branch: '1', actor: ADMIN },
          { queue, lane: 'general', language },
        )
      ).answer,
    async close() {
      for (const plugin of plugins) await plugin.stop?.();
      await relay?.stop();
      await database.close();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;
