import { randomUUID } from 'node:crypto';
import { Pools } from '../db/connect/pools';
import { endpointOf } from '../db/reads/endpoints';
import * as contactsDb from '../db/stores/contacts';
import * as storeDb from '../db/stores/plugin-store';
import { positions } from '../domain/line/line';
import { Actor } from '../domain/model/actor';
import { Instant } from '../domain/model/instant';
import { Operations } from '../operations';
import { Contact, PluginHost } from '../plugin';
import { BranchReads, legible, Limiter, Log, OnceTypes, Run, RunRequest, Vault } from '../ports';
import { Leases, runOnOneInstance } from './one-instance';

export interface PluginHostDeps {
  /** For reads, and for writes to the plugin's own tables. */
  readonly pool: Pools['relay'];
  readonly runInBackground: Run;
  readonly operations: Pick<
    Operations,
    'myTicket' | 'directory' | 'cancel' | 'arrive' | 'defer' | 'feedback'
  >;
  readonly reads: Pick<BranchReads, 'readFloor'>;
  readonly vault: Vault;
  readonly limit: Limiter;
  readonly leases: Leases;
  readonly staff: (id: string) => Promise<{ readonly firstName: string } | undefined>;
  readonly clock: () => Instant;
  readonly log: Log;
  readonly publicUrl: string;
}

/** What one plugin may do and see. */
export function createPluginHost(plugin: string, deps: PluginHostDeps): PluginHost {
  const { pool } = deps;
  return {
    operations: operationsFor(plugin, deps),
    store: {
      get: (key) => storeDb.getValue(pool, plugin, key),
      async put(key, value, { version, seconds } = {}) {
        if (version !== undefined) {
          return storeDb.putIfVersion(pool, plugin, key, value, version, seconds);
        }
        await storeDb.putValues(pool, plugin, [{ key, value }], seconds);
        return true;
      },
      putAll: (entries, seconds) => storeDb.putValues(pool, plugin, entries, seconds),
      remove: (key, version) => storeDb.removeValue(pool, plugin, key, version),
      list: (prefix, limit) => storeDb.listValues(pool, plugin, prefix, limit),
    },
    contacts: contactsFor(plugin, deps),
    async endpoint(subscription) {
      const endpoint = await endpointOf(pool, subscription);
      return (
        endpoint && {
          url: endpoint.url,
          // A secret that cannot be decrypted signs nothing: the plugin reports it.
          secret: legible(deps.vault, endpoint.secretCipher, `webhook\0${subscription}`) ?? '',
        }
      );
    },
    staff: deps.staff,
    limit: {
      take: (key, limit, seconds) => deps.limit.take(`plugin:${plugin}:${key}`, limit, seconds),
      hold: (key, seconds) => deps.limit.hold(`plugin:${plugin}:${key}`, seconds),
    },
    single: (name, fn) => runOnOneInstance(deps.leases, deps.log, `${plugin}:${name}`, fn),
    clock: deps.clock,
    log: deps.log,
    publicUrl: deps.publicUrl,
  };
}

const ADDRESS = 'contact';

/**
 * A plugin's command is like any other: it has a key of its own, and the same key with another body
 * is refused.
 */
function operationsFor(
  plugin: string,
  { operations, vault, pool }: PluginHostDeps,
): PluginHost['operations'] {
  const asked = (
    branch: string,
    actor: Actor,
    key: string,
    route: string,
    body: readonly unknown[],
  ) => ({
    branch,
    actor,
    idempotency: {
      key,
      actor: `${actor.kind}:${actor.id}`,
      route: `${plugin}:${route}`,
      // Keyed, because a remark may be short enough to be guessed from a plain hash.
      fingerprint: vault.blindIndex(JSON.stringify(body), 'idempotency'),
    },
  });
  return {
    ticketView: (branch, ticket) => operations.myTicket(branch, ticket),
    directory: (branch) => operations.directory(branch),
    cancel: async (branch, ticket, actor, key) =>
      (
        await operations.cancel(asked(branch, actor, key, 'cancel', [ticket]), {
          ticket,
          because: 'customer',
        })
      ).answer,
    arrive: async (branch, ticket, actor, key) =>
      (
        await operations.arrive(asked(branch, actor, key, 'arrive', [ticket]), {
          ticket,
          by: 'customer',
        })
      ).answer,
    defer: async (branch, ticket, minutes, actor, key) =>
      (
        await operations.defer(asked(branch, actor, key, 'defer', [ticket, minutes]), {
          ticket,
          minutes,
        })
      ).answer,
    feedback: async (branch, ticket, score, remark, actor, key) =>
      (
        await operations.feedback(
          asked(branch, actor, key, 'feedback', [ticket, score, remark ?? null]),
          { ticket, score, ...(remark ? { remark } : {}) },
        )
      ).answer,
    ticketKey: (ticket) => vault.ticketKey(ticket),
    readingKey: (ticket) => vault.readingKey(ticket),
    whereIsTicket: (ticket) => contactsDb.whereIsTicket(pool, ticket),
  };
}

function contactsFor(plugin: string, deps: PluginHostDeps): PluginHost['contacts'] {
  const { pool, vault } = deps;
  const changed = (branch: string, change: RunRequest['change']) =>
    deps.runInBackground({
      branch,
      actor: { kind: 'plugin', id: plugin },
      load: {},
      change,
      command: { type: 'Record', facts: [] },
    });
  const indexOf = (address: string) => vault.blindIndex(address, `${ADDRESS}:${plugin}`);
  const shown = (
    { addressCipher: _, toldPosition, ...row }: contactsDb.ContactRow,
    address: string,
  ): Contact => ({ ...row, address, ...(toldPosition === null ? {} : { toldPosition }) });
  /** None if the address cannot be decrypted: treated like an unlinked chat. */
  const opened = (row: contactsDb.ContactRow): readonly Contact[] => {
    const address = legible(vault, row.addressCipher, `${ADDRESS}\0${row.id}`);
    return address === undefined ? [] : [shown(row, address)];
  };
  return {
    async link(branch: string, ticket: string, address: string, types: OnceTypes, data = {}) {
      const thread = indexOf(address);
      const id = randomUUID();
      const contact = {
        id,
        consumer: plugin,
        ticket,
        thread,
        addressIndex: thread,
        addressCipher: vault.encrypt(address, `${ADDRESS}\0${id}`),
        types,
        data,
      };
      await changed(branch, { kind: 'link', contact });
      const linked = (await contactsDb.contactsOfTicket(pool, plugin, ticket)).find(
        (row) => row.thread === thread,
      );
      return linked && shown(linked, address);
    },
    async unlink(id, because) {
      const row = await contactsDb.contactById(pool, plugin, id);
      if (row) await changed(row.branch, { kind: 'unlink', subscription: id, because });
    },
    async byId(id) {
      const row = await contactsDb.contactById(pool, plugin, id);
      return row && opened(row)[0];
    },
    byTicket: async (ticket) =>
      (await contactsDb.contactsOfTicket(pool, plugin, ticket)).flatMap(opened),
    byAddress: async (address) =>
      (await contactsDb.contactsOfAddress(pool, plugin, indexOf(address))).flatMap(opened),
    update: (id, data, toldPosition) =>
      contactsDb.updateContact(pool, plugin, id, data, toldPosition),
    tellPositions: positionTeller(plugin, deps),
    forget: (afterMs) => contactsDb.forgetContacts(pool, plugin, deps.clock() - afterMs),
  };
}

/** Queues edits of outdated messages; see `contacts.tellPositions`. */
function positionTeller(
  plugin: string,
  { pool, reads, clock }: PluginHostDeps,
): PluginHost['contacts']['tellPositions'] {
  /** Sequence number of each branch at the last check: branches that have not moved are skipped. */
  const checked = new Map<string, number>();
  return async () => {
    let queued = 0;
    for (const { branch, seq } of await contactsDb.branchesWithContacts(pool, plugin)) {
      if (checked.get(branch) === seq) continue;
      const told = await contactsDb.toldPositions(pool, plugin, branch);
      const { floor, directory, seq: at } = await reads.readFloor(branch);
      const now = new Map(
        Object.keys(directory.config.queues).flatMap((queue) => [
          ...positions(floor, queue, directory.config, clock()),
        ]),
      );
      const moved = told
        .filter(({ ticket, toldPosition }) => now.has(ticket) && now.get(ticket) !== toldPosition)
        .map(({ id }) => id);
      if (moved.length) {
        queued += await contactsDb.queuePositions(pool, plugin, branch, at, moved);
      }
      checked.set(branch, seq);
    }
    return queued;
  };
}
