import { randomUUID } from 'node:crypto';
import { joinMessages } from '../../../src/app/assemble/messages';
import { hostPlugins, startPlugins } from '../../../src/app/assemble/plugins';
import { openStorage } from '../../../src/app/assemble/storage';
import { joinWriting } from '../../../src/app/assemble/writing';
import { Actor } from '../../../src/app/domain/model/actor';
import { Plugin } from '../../../src/app/plugin';
import { createRelay, RelayDeps } from '../../../src/app/relay/relay';
import { Timers } from '../../../src/app/relay/timers';
import { silent } from './fixtures';

const ADMIN: Actor = { kind: 'system', id: 'test' };

export interface StageOptions {
  readonly publicUrl?: string;
  /** Moves commands, leases and the relay; wall time if absent. */
  readonly clock?: () => number;
  readonly timers?: Timers;
  /** How long the database has been answering; always, if absent. */
  readonly contactMs?: () => number;
  /** Wraps everything the relay does, so that a clock moved by hand can wait for it. */
  readonly around?: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * The app without http and live, joined as `createApp` joins it: the real database, the real write
 * path, the real relay, and whatever plugins a test brings. Two of them on one database are two
 * instances.
 */
export async function openStage(
  url: string,
  keys: string,
  plugins: readonly Plugin[],
  { publicUrl = 'http://localhost:8080', clock, timers, around, contactMs }: StageOptions = {},
) {
  const options = {
    database: { url },
    dataKeys: keys,
    instance: randomUUID().slice(0, 8),
    plugins,
    clock,
    log: silent,
  };
  const stack = new AsyncDisposableStack();
  const storage = await openStorage(options, stack);
  const writing = joinWriting(options, storage, stack);
  const core = { storage, writing };
  const relay = joinMessages(options, core, stack, (deps) =>
    createRelay({ ...(around ? wrapped(deps, around) : deps), timers, contactMs }),
  );
  const hosts = hostPlugins(options, core, publicUrl);
  await startPlugins(hosts, core, stack);
  const { operations } = writing;
  return {
    operations,
    vault: storage.vault,
    host: (name: string) => hosts.get(plugins.find((plugin) => plugin.name === name)!)!,
    relay,
    database: storage.database,
    /** One branch, two queues, three counters and advisors. */
    async seed() {
      const asked = { branch: '1', actor: ADMIN };
      await operations.saveBranch(ADMIN, { id: '1', name: 'Sucursal <Centro> & Cía' });
      await operations.putSettings(asked, { ifVersion: 0, overrides: { hours: 'always' } });
      for (const [id, prefix, priority, es, en] of [
        ['caja', 'C', 1, 'Caja', 'Teller'],
        ['empresas', 'E', 3, 'Empresas', 'Business'],
      ] as const) {
        await operations.saveQueue(asked, {
          id,
          prefix,
          names: { es, en },
          hints: { es: '', en: '' },
          priority,
          targetMinutes: 20,
          averageMinutes: 5,
          open: true,
        });
      }
      for (const [index, firstName] of ['Camila', 'José <b>', 'Ana'].entries()) {
        const counter = String(index + 1);
        const advisor = `advisor-${counter}`;
        await operations.saveCounter(asked, { id: counter, label: counter });
        await operations.saveStaff(ADMIN, {
          id: advisor,
          username: advisor,
          firstName,
          role: 'advisor',
          branches: ['1'],
          active: true,
          queues: { 1: ['caja', 'empresas'] },
          passwordHash: 'x',
        });
        await operations.setAdvisor(asked, { advisor, state: 'available', counter });
      }
    },
    issue: async (queue = 'caja', language: 'es' | 'en' = 'es') =>
      (
        await operations.issueTicket(
          { branch: '1', actor: ADMIN },
          { queue, lane: 'general', language },
        )
      ).answer,
    close: () => stack.disposeAsync(),
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** What the relay needs, with everything that takes time wrapped. */
const wrapped = (
  { consumers, store, record, ...deps }: RelayDeps,
  around: NonNullable<StageOptions['around']>,
): RelayDeps => ({
  ...deps,
  consumers: consumers.map((consumer) => ({
    ...consumer,
    send: (delivery, signal) => around(() => consumer.send(delivery, signal)),
  })),
  store: {
    claim: (...asked) => around(() => store.claim(...asked)),
    renew: (...asked) => around(() => store.renew(...asked)),
    nextDue: (names) => around(() => store.nextDue(names)),
  },
  record: (outcomes, branch) => around(() => record(outcomes, branch)),
});
