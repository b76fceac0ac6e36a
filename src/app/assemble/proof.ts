import { Anchors } from '../anchors/anchors';
import { readGuards } from '../db/connect/guards';
import { Database } from '../db/open-database';
import { inSnapshot } from '../db/reads/audit';
import { compareRows, verifyChain, verifyChains, Watch } from '../operations/reads/verify';
import { Vault } from '../ports';
import { App } from './app';
import { auditQueries } from './queries';

/**
 * What an auditor may rely on: everything is proven; something is wrong; nothing wrong was found,
 * but not everything could be checked; nothing could be checked at all.
 */
export const VERIFIED = { holds: 0, broken: 1, failed: 2, notAll: 3 } as const;
export type Verified = (typeof VERIFIED)[keyof typeof VERIFIED];

/** What no run can prove, printed each time: docs/decisions/0143-what-verifying-proves.md. */
const APART =
  'Not compared: what is not of record (unsent messages, print jobs, presence, limits, the ' +
  'answers kept for repeats, what plugins keep). Nor does it show where something encrypted ' +
  'that no event seals, so that erasing it leaves nothing (data of persons, what they or staff ' +
  'wrote, addresses of chats, tokens of the provider), was replaced: by an older cipher of the ' +
  'same row or, with the keys, anything else written in its place';
const LIMITS = {
  anchored:
    'limits: whoever has the database can take it back to any moment of the last minute, before ' +
    'that was noted outside, and with the keys rewrite that minute. If they can also remove or ' +
    'replace what AUDIT_ANCHORS keeps, which an object lock forbids, they can go back to any ' +
    `earlier day or, with the keys, rewrite everything. ${APART}`,
  alone:
    'limits: AUDIT_ANCHORS is not set, so whoever holds the keys and the database can rewrite ' +
    `everything, and whoever has an older copy of the database can put it back. ${APART}`,
};

export interface Proving {
  readonly database: Database;
  readonly vault: Vault;
  readonly kept: Anchors | undefined;
  /** The database role that the app signs in as, whose rights `migrate` limits. */
  readonly appRole?: string;
}

/** Proves every chain and the rows that follow, then what guards the tables. */
export async function prove({ database, vault, kept, appRole }: Proving, watch?: Watch) {
  const reports = await verifyChains(auditQueries(database), vault, kept, watch);
  const guards = await inSnapshot(database.pools.read, (client) => readGuards(client, appRole));
  return { reports, guards };
}

/** Proves everything, and prints a line for each chain and for the schema. The exit status. */
export async function proveAll(proving: Proving, print: (line: string) => void): Promise<Verified> {
  const { kept } = proving;
  const { reports, guards } = await prove(proving);
  for (const { branch, events, anchors, since, faults, unproven } of reports) {
    const where = since ? ` after ${since}, starting from its anchor` : '';
    print(
      faults.length
        ? faults.join('\n')
        : `chain ${branch}: ${events} events${where}, ` +
            `unbroken${kept ? `, ${anchors} closed days match their anchors` : ''}`,
    );
    for (const each of unproven) print(`not proven: ${each}`);
  }
  if (guards.wrong.length) print(guards.wrong.join('\n'));
  else if (!guards.untold.length) print('schema: every table is guarded as this release makes it');
  for (const each of guards.untold) print(`not proven: ${each}`);
  print(kept ? LIMITS.anchored : LIMITS.alone);
  if (guards.wrong.length || reports.some(({ faults }) => faults.length)) return VERIFIED.broken;
  return guards.untold.length || reports.some(({ unproven }) => unproven.length)
    ? VERIFIED.notAll
    : VERIFIED.holds;
}

/**
 * What is wrong with one branch of a running app, in sentences: with its chain, and where its rows
 * differ from what its events fold to. Empty if all is well.
 */
export async function verifyBranch(
  { audit, vault }: Pick<App, 'audit' | 'vault'>,
  branch: string,
): Promise<{ readonly chain: readonly string[]; readonly rows: readonly string[] }> {
  const { faults } = await verifyChain(audit, vault, branch);
  // Faults of the chain itself come first; those of its rows are reported separately.
  const rows = await compareRows(audit, branch);
  return { chain: faults.filter((each) => !rows.includes(each)), rows };
}
