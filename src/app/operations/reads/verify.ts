import { BANK } from '../../domain/model/bank';
import { Event } from '../../domain/model/events';
import { Vault } from '../../ports';
import { BankReplay } from './proof/bank-replay';
import { ChainWalk, walk } from './proof/chain';
import { cipherDifferences } from './proof/ciphers';
import { contactDifferences, linkDifferences } from './proof/contacts';
import { Faults } from './proof/faults';
import { keyDifferences, keysThere } from './proof/keys';
import { personDifferences, requestDifferences } from './proof/persons';
import { Replay } from './proof/replay';
import {
  dayDifferences,
  learnedDifferences,
  lineDifferences,
  recordDifferences,
  RowsDeps,
} from './proof/rows';
import {
  AuditSnapshot,
  AuditStore,
  Head,
  KeptAnchors,
  KeptDay,
  KeptMark,
  KeptPoint,
  Link,
} from './proof/store';
import { strayDifferences } from './proof/strays';
import { stretchRows } from './proof/stretches';
import { wordDifferences } from './proof/words';

export type { AuditStore, KeptAnchors } from './proof/store';

/** The parts of the vault that proving needs. */
export type ProvingVault = Pick<
  Vault,
  'chainHolds' | 'chainKey' | 'sealHolds' | 'digest' | 'decrypt' | 'blindIndex' | 'keyHashes'
>;

export interface ChainReport {
  readonly branch: string;
  readonly events: number;
  /** How many closed days were compared with their anchors. */
  readonly anchors: number;
  /** The closed day after which the walk began because older events were removed; absent = none. */
  readonly since?: string;
  /** One sentence each: what is wrong and where, in the order of the walk. Empty = all is well. */
  readonly faults: readonly string[];
  /** One sentence each: what could not be determined, and where. */
  readonly unproven: readonly string[];
}

/** Observes the walk of a chain. */
export interface Watch {
  /** Events per page. */
  readonly page: number;
  /**
   * Called after each page with how much of what came before is still held; the walk waits for it.
   */
  held(count: number): void | Promise<void>;
}

interface Proving {
  readonly vault: ProvingVault;
  readonly watch?: Watch;
}

/** What is kept outside the database about one chain. */
interface KeptOutside {
  readonly kept: readonly KeptDay[];
  readonly noted: readonly KeptPoint[];
  readonly readings: readonly KeptMark[];
}

/**
 * Read before the database, because a later note may be ahead of the instant that the database
 * shows.
 */
const keptOf = async (anchors: KeptAnchors | undefined, branch: string): Promise<KeptOutside> => ({
  kept: (await anchors?.of(branch)) ?? [],
  noted: (await anchors?.noted?.(branch)) ?? [],
  readings: (await anchors?.readings?.(branch)) ?? [],
});

const NO_KEYS: Awaited<ReturnType<typeof keysThere>> = {
  sessions: new Set(),
  owners: new Set(),
  devices: new Set(),
};
const NO_HEAD = { seq: 0, at: 0, hash: '', day: '', configVersion: 1 } as const;

/**
 * Proves one chain and every row that follows from it, as they stand at one instant, so that an
 * open bank can be verified while it works. The sequence starts at 1 and has no gap; every hash is
 * the HMAC of the one before and the body; the columns repeat the body; the chain ends where a
 * sealed head stands; what was kept outside agrees; the events fold to the existing rows.
 */
async function proveChain(
  { vault, kept, noted, readings, watch }: Proving & KeptOutside,
  snapshot: AuditSnapshot,
  head: Head,
  also: (deps: RowsDeps, bank: BankReplay) => Promise<void> = async () => undefined,
): Promise<ChainReport> {
  const { branch } = head;
  const [faults, ofRows, ofTickets] = [new Faults(), new Faults(), new Faults()];
  const chain = new ChainWalk({ vault, head, kept, noted, faults });
  const bank = new BankReplay(snapshot, branch, {
    ...(branch === BANK ? await keysThere(snapshot, vault.digest) : NO_KEYS),
    readings: new Set(readings.map(({ id }) => id)),
  });
  const replay = new Replay({
    snapshot,
    branch,
    bank,
    faults: ofTickets,
    keyHashes: vault.keyHashes,
    stretches: await stretchRows(snapshot, branch, head.seq, ofRows),
    learnedDays: await snapshot.daysLearned(branch),
  });
  await follow(snapshot, chain, replay, faults, watch);
  chain.end(replay.state.day);
  const { since } = chain;
  if (since) {
    faults.unproven(
      `branch ${branch}: events 1 to ${since.seq} are not in the database: they are proven by ` +
        `the export of ${since.day} and its anchor only, and rows that they made are not compared`,
    );
  }
  readingDifferences(branch, readings, bank, faults, !since);
  const deps: RowsDeps = { snapshot, replay, branch, faults, fromTheFirst: !since };
  await faults.during(`branch ${branch}: rows cannot be compared`, async () => {
    await lineDifferences(deps, head.seq);
    faults.take(ofTickets);
    await dayDifferences(deps);
    await linkDifferences(deps);
    await learnedDifferences(deps, vault.digest);
    if (!since) {
      await replay.stretchesEnd();
      faults.take(ofRows);
    }
    await wordDifferences(deps, vault.decrypt);
    recordDifferences(deps, await snapshot.recordedRows(branch), vault.digest);
    if (!since) await also(deps, bank);
  });
  return {
    branch,
    events: chain.events,
    anchors: chain.anchors,
    ...(since ? { since: since.day } : {}),
    faults: faults.list,
    unproven: faults.notProven,
  };
}

/** Walks a chain; compares what its events make with the rows page by page, and forgets it. */
async function follow(
  snapshot: AuditSnapshot,
  chain: ChainWalk,
  replay: Replay,
  faults: Faults,
  watch?: Watch,
): Promise<void> {
  const { branch } = replay.state;
  const coming = (links: readonly Link[]) => replay.expect(links);
  for await (const page of walk(snapshot, branch, coming, watch?.page)) {
    const events = page.map((link) => chain.see(link));
    await replay.ready(chain.since?.seq ?? 0);
    for (const [at, event] of events.entries()) {
      if (!event) continue;
      try {
        replay.see(event);
      } catch (error) {
        faults.unreadable(`branch ${branch}: event ${page[at].seq} cannot be followed`, error);
      }
    }
    await replay.settle();
    await watch?.held(replay.held);
  }
}

/** Readings made while the database took no writes: those that the chain lacks are reported. */
function readingDifferences(
  branch: string,
  readings: readonly KeptMark[],
  { readings: known }: BankReplay,
  faults: Faults,
  fromTheFirst: boolean,
): void {
  for (const { id, at, recorded } of readings) {
    if (known.has(id)) continue;
    const which = `branch ${branch}: a reading of ${at} (${id})`;
    if (!recorded) {
      faults.unproven(`${which} was told outside and waits to be recorded in the chain`);
    } else if (fromTheFirst) {
      faults.add(`${which} was recorded, and the chain does not have it`);
    }
  }
}

/** The bank's own chain, and what only the bank knows: persons, keys, and which branches exist. */
async function proveBank(
  store: AuditStore,
  vault: ProvingVault,
  anchors?: KeptAnchors,
  watch?: Watch,
): Promise<{
  readonly report: ChainReport;
  readonly branches: readonly string[];
}> {
  const ofBank = await keptOf(anchors, BANK);
  const anchored = (await anchors?.branches?.()) ?? [];
  return store.snapshot(async (snapshot) => {
    const heads = await snapshot.heads();
    const known = new Set<string>();
    const head = heads.find(({ branch }) => branch === BANK);
    const report = await proveChain(
      { vault, watch, ...ofBank },
      snapshot,
      head ?? { branch: BANK, ...NO_HEAD, seal: null, sealedSeq: null },
      async (deps, bank) => {
        const { faults } = deps;
        if (!head) faults.add('branch bank: its head is gone');
        await personDifferences(deps, bank, vault);
        await requestDifferences(deps, bank, vault);
        await cipherDifferences(snapshot, vault, faults);
        await contactDifferences(snapshot, vault, faults);
        await keyDifferences(snapshot, bank.keys, vault.digest, faults);
        await strayDifferences(snapshot, faults);
        const there = new Set(heads.map(({ branch }) => branch));
        const claimed = new Set([
          ...bank.branches,
          ...(await snapshot.branchesOfEvents()),
          ...anchored,
        ]);
        for (const branch of claimed) {
          if (!there.has(branch)) faults.add(`branch ${branch}: its head is gone, or never was`);
        }
        for (const branch of there) {
          known.add(branch);
          if (branch !== BANK && !bank.branches.has(branch)) {
            faults.add(`branch ${branch} has a head, and the bank never made it`);
          }
        }
      },
    );
    return { report, branches: [...known].filter((branch) => branch !== BANK).sort() };
  });
}

/** Proves every chain, the bank's first, because it says which others exist. */
export async function verifyChains(
  store: AuditStore,
  vault: ProvingVault,
  anchors?: KeptAnchors,
  watch?: Watch,
): Promise<readonly ChainReport[]> {
  const { report, branches } = await proveBank(store, vault, anchors, watch);
  const reports = [report];
  for (const branch of branches) {
    reports.push(await verifyChain(store, vault, branch, anchors, watch));
  }
  return reports;
}

/** Proves one branch's chain and rows. */
export async function verifyChain(
  store: AuditStore,
  vault: ProvingVault,
  branch: string,
  anchors?: KeptAnchors,
  watch?: Watch,
): Promise<ChainReport> {
  const outside = await keptOf(anchors, branch);
  return store.snapshot(async (snapshot) => {
    const head = (await snapshot.heads(branch)).at(0);
    return head
      ? proveChain({ vault, watch, ...outside }, snapshot, head)
      : { branch, events: 0, anchors: 0, faults: [`branch ${branch} has no chain`], unproven: [] };
  });
}

/**
 * Folds a branch's events and compares the result with the rows of its line. Returns one sentence
 * for each difference.
 */
export function compareRows(store: AuditStore, branch: string): Promise<readonly string[]> {
  return store.snapshot(async (snapshot) => {
    const faults = new Faults();
    const bank = new BankReplay(snapshot, branch, { ...NO_KEYS, readings: new Set() });
    const replay = new Replay({ snapshot, branch, bank, faults: new Faults() });
    for await (const page of walk(snapshot, branch, (links) => replay.expect(links))) {
      await replay.ready(0);
      for (const { body } of page) replay.see(JSON.parse(body) as Event);
      await replay.settle();
    }
    await lineDifferences({ snapshot, replay, branch, faults, fromTheFirst: true }, 0);
    return faults.list;
  });
}
