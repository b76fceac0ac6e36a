import { randomInt, randomUUID } from 'node:crypto';
import { AddressInfo } from 'node:net';
import { createKeeper } from './anchors/keeper';
import { App, AppOptions } from './assemble/app';
import { messagesOf } from './assemble/messages';
import { createPluginHost } from './assemble/plugin-host';
import { auditStoreOf, closedDaysOf, storeOf } from './assemble/store';
import { committedBy, hereOf, tellLive } from './assemble/told';
import { traceDatabase, tracedCommit, tracedOperations, tracedPlugins } from './assemble/traced';
import { anyCipher } from './db/stores/customers';
import { oldestDue } from './db/reads/delivery-branches';
import { createIdentityStore } from './db/stores/identity-store';
import { takeLease } from './db/stores/leases';
import { Database, openDatabase } from './db/open-database';
import { countAdmins, staffById } from './db/reads/read-configured';
import { createBranchReads } from './db/reads/read-floor';
import { decide } from './domain/rules/decide';
import { Refused } from './domain/model/errors';
import { evolve } from './domain/fold/evolve';
import { createListener } from './http/serve/listener';
import { createHttp } from './http/serve/server';
import { createIdentify } from './identity/identify';
import { createSignIn } from './identity/sign-in';
import { cachedReads } from './live/floor-cache';
import { createHub, Hub } from './live/hub';
import { createMemoryBus } from './live/memory-bus';
import { createRedisBus } from './live/redis-bus';
import { attachSockets } from './live/socket';
import { createOperations } from './operations';
import { BranchQueue } from './operations/write-path/branch-queue';
import { Parts } from './operations/write-path/parts';
import { recordFacts } from './operations/commands/record-deliveries';
import { createRun, RunParts } from './operations/write-path/run';
import { createSweep } from './operations/time/sweep';
import { Plugin, PluginHost } from './plugin';
import { Busy, Log, Run, Vault } from './ports';
import { createCache } from './redis/cache';
import { createRedis } from './redis/client';
import { createLimiter } from './redis/limiter';
import { createSocketRegistry } from './redis/socket-registry';
import { canonical } from './vault/canonical';
import { hashPassword, hashToken, newToken, passwordHolds } from './vault/tokens';
import { createVault, same } from './vault/vault';

export type { App, AppOptions };

/**
 * Joins the core. Nothing here decides anything: it hands functions over through the types in
 * `ports.ts`. Rejects when the database does not answer, the keys do not open it, the port is taken
 * or a plugin does not start; what was opened until then is closed.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const opened: (() => unknown)[] = [];
  try {
    return await join(options, opened);
  } catch (error) {
    for (const close of opened.reverse()) await close();
    throw error;
  }
}

async function join(options: AppOptions, opened: (() => unknown)[]): Promise<App> {
  const { log, plugins, instance, tracing } = options;
  const wall = () => Date.now();
  const clock = options.clock ?? wall;
  const vault = createVault(options.dataKeys);
  const database = openDatabase(options.database, instance, log, {
    sizes: options.poolSizes,
    standbys: options.standbys,
  });
  opened.push(() => database.close());
  if (tracing) traceDatabase(database, tracing);
  const redis = options.redis && createRedis(options.redis, log);
  const cache = createCache(redis);
  const limiter = createLimiter(redis);
  const bus = redis ? createRedisBus(redis, instance, log) : createMemoryBus(log);
  opened.push(
    () => redis?.close(),
    () => bus.close(),
  );
  const reads = createBranchReads(database.pools.read, database.config);
  const near = cachedReads({ reads, cache, log });

  await checkKeys(vault, await anyCipher(database.pools.read));

  let relay: ReturnType<typeof messagesOf> | undefined;
  const told = committedBy(
    bus,
    () => (tracing ? { wake: () => tracing.apart(() => relay?.wake()) } : relay),
    hereOf(plugins, log),
  );
  const runParts: Omit<RunParts, 'begin' | 'queue'> = {
    decide,
    evolve,
    seal: (previous, event) => {
      const body = canonical(event);
      return { body, hash: vault.chain(previous, body) };
    },
    keyHash: (ticket) => hashToken(vault.ticketKey(ticket)),
    committed: tracing ? tracedCommit(told, tracing) : told,
    clock: options.clock,
    log,
  };
  const counted =
    (inner: Run): Run =>
    (request) =>
      inner(request).catch((error: unknown) => {
        if (error instanceof Busy) options.lockTimedOut?.();
        throw error;
      });
  const run = counted(createRun({ ...runParts, begin: database.begin, queue: new BranchQueue() }));
  const runAside = createRun({ ...runParts, begin: database.beginAside, queue: new BranchQueue() });
  const parts: Parts = {
    run,
    runAside,
    reads: near,
    store: storeOf(database, instance),
    vault,
    cache,
    newId: randomUUID,
    clock,
    log,
    instance,
  };
  const operations = tracing
    ? tracedOperations(createOperations(parts), tracing)
    : createOperations(parts);
  const sweep = createSweep(parts);
  const keeper =
    options.anchors &&
    createKeeper({
      anchors: options.anchors,
      days: closedDaysOf(database),
      mine: () => parts.store.takeLease('audit-anchors', 90),
      clock,
      log,
    });
  relay = messagesOf(
    database,
    parts,
    tracing ? tracedPlugins(plugins, tracing) : plugins,
    clock,
    log,
  );

  const { server, serve } = createListener(options.tls);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  opened.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const url = options.publicUrl ?? `${options.tls ? 'https' : 'http'}://localhost:${port}`;

  const identityStore = createIdentityStore(database.pools.read);
  const nobodysHash = once(() => hashPassword(newToken()));
  const secrets = {
    newToken,
    hashToken,
    passwordHolds,
    nobodysHash,
    ticketKeyHolds: vault.ticketKeyHolds,
  };
  const identification = createIdentify({
    store: identityStore,
    cache,
    secrets,
    clock: wall,
    publicUrl: url,
    log,
  });
  const signIn = createSignIn({
    store: identityStore,
    cache,
    limiter,
    secrets,
    record: recordFacts(parts),
    clock: wall,
  });
  const registry = createSocketRegistry(redis, instance, wall);
  const hub: Hub = createHub({
    reads: near,
    bus,
    log,
    clock,
    readTicket: (branch, ticket) =>
      operations.myTicket(branch, ticket).catch((error: unknown) => {
        if (error instanceof Refused) return undefined;
        throw error;
      }),
    consoles: async (list) => {
      await Promise.all([parts.store.sayConsoles(list, wall()), registry.report(hub.counts())]);
    },
  });
  const hosts = new Map<Plugin, PluginHost>(
    plugins.map((plugin) => [
      plugin,
      createPluginHost(plugin.name, {
        pool: database.pools.relay,
        runAside,
        operations,
        reads: near,
        vault,
        limit: limiter,
        clock,
        log,
        publicUrl: url,
        leases: { take: parts.store.takeLease, drop: parts.store.dropLease },
        staff: (id) => staffById(database.models, id),
      }),
    ]),
  );
  const handle = await createHttp({
    operations,
    identification,
    signIn,
    limiter,
    log,
    clock,
    publicUrl: url,
    ticketKey: vault.ticketKey,
    fingerprint: (text) => vault.blindIndex(text, 'idempotency'),
    pluginLinks: linksOf(plugins, log),
    pluginRoutes: plugins.flatMap((plugin) => plugin.routes?.(hosts.get(plugin)!) ?? []),
    hashPassword,
    hashToken,
    newCode: (letters = 10) =>
      Array.from({ length: letters }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join(
        '',
      ),
    firstAdmin: firstAdminOf(database, options.adminCode),
    ready: async () => {
      try {
        const pending = await database.pending();
        return pending.length
          ? { ready: false, why: `migrations to run: ${pending.join(', ')}` }
          : { ready: true };
      } catch {
        return { ready: false, why: 'the database does not answer' };
      }
    },
    screens: () => registry.totals(),
    endSession: (session) => hub.endSession(session),
    viewerAddressHeader: options.viewerAddressHeader,
    secure: url.startsWith('https:'),
    pagesFolder: options.pagesFolder,
    demo: options.demo,
    answered: tracing
      ? (status, route) => {
          options.answered?.(status);
          tracing.answered(status, route);
        }
      : options.answered,
  });
  serve(
    tracing
      ? (request, response) => tracing.request(request, response, () => handle(request, response))
      : handle,
  );
  const sockets = attachSockets({ server, hub, identify: identification.identify, log, clock });
  opened.push(
    () => hub.close(),
    () => sockets.close(),
    () => relay.stop(),
  );
  for (const plugin of plugins) {
    opened.push(() => plugin.stop?.());
    await plugin.start?.(hosts.get(plugin)!);
  }
  await tellLive(
    bus,
    plugins,
    plugins.some((plugin) => plugin.live)
      ? (await parts.store.listBranches()).map(({ id }) => id)
      : [],
  );
  if (options.sweepEveryMs !== false) {
    sweep.start(options.sweepEveryMs);
    keeper?.start();
  }

  return {
    url,
    port,
    operations,
    run,
    sweep,
    vault,
    audit: auditStoreOf(database),
    anchor: async () => keeper?.step(),
    gauges: async () => ({
      openSockets: sockets.count,
      deliveryAgeSeconds: (await oldestDue(database.pools.relay, clock())) / 1000,
      consumersStopped: Object.keys(relay.troubles()).length,
    }),
    close: once(async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await sockets.close();
      server.closeIdleConnections();
      await Promise.all([sweep.stop(), keeper?.stop()]);
      for (const plugin of plugins) await plugin.stop?.();
      await relay.stop();
      await Promise.race([
        closed,
        new Promise<void>((resolve) => {
          setTimeout(resolve, 5_000).unref();
        }),
      ]);
      server.closeAllConnections();
      hub.close();
      await registry.leave();
      await bus.close();
      await redis?.close();
      await database.close();
      await tracing?.close();
    }),
  };
}

/**
 * True for one caller: who has the code while there is no administrator, and whose turn it is where
 * several have it at once, on whatever instance.
 */
const firstAdminOf =
  ({ models, pools }: Database, adminCode: string | undefined) =>
  async (code: string): Promise<boolean> => {
    const nobody = async () => (await countAdmins(models)) === 0;
    if (adminCode === undefined || !same(code, adminCode) || !(await nobody())) return false;
    return (await takeLease(pools.sweep, 'first-admin', randomUUID(), 30)) && nobody();
  };

/**
 * Keys that cannot open what is kept would write a second, unreadable half: refused before anything
 * is served.
 */
async function checkKeys(vault: Vault, cipher: string | undefined) {
  if (cipher === undefined) return;
  try {
    vault.decrypt(cipher, 'customer');
  } catch {
    throw new Error(
      'DATA_KEYS do not open what this database keeps. Start with the keys it was written ' +
        'with (newest first, old ones after it), or with another database.',
    );
  }
}

/**
 * What plugins add to `links`; one that fails or is slow is left out, and issuing never waits for
 * it.
 */
const linksOf =
  (plugins: readonly Plugin[], log: Log) =>
  async (
    branch: string,
    ticket: string,
    fresh = false,
  ): Promise<Readonly<Record<string, string>>> => {
    const found = await Promise.all(
      plugins.flatMap(({ name, link }) =>
        link
          ? [
              link(branch, ticket, fresh).then(
                (address) => (address ? [[name, address] as const] : []),
                (error: Error) => {
                  log.warn({ plugin: name, error: error.message }, 'a plugin gave no link');
                  return [];
                },
              ),
            ]
          : [],
      ),
    );
    return Object.fromEntries(found.flat());
  };

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
