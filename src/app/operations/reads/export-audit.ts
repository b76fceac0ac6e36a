import { BANK } from '../../domain/model/bank';
import { Event } from '../../domain/model/events';
import { Instant } from '../../domain/model/instant';
import { BranchSettings } from '../../domain/model/settings';
import { Directory, Json, Vault } from '../../ports';
import type { AuditProof, AuditSearch } from '../../wire/records';
import { branchName, branchNames } from './branch-name';
import { Link, LinkToExport, ReadDeps } from './deps';
import { columnsAgree, parsedEvent, ticketsSought } from './search-audit';

/** An event of an export, checked against the one before it in its chain as it is read. */
export interface ExportedEvent {
  /** Undefined if the text is not an event any more. */
  readonly event?: Event;
  readonly link: Link;
  readonly fault?: AuditProof['faults'][number]['what'];
  /** The event before it was exported and removed, so whether it follows cannot be checked here. */
  readonly unproven?: true;
  /** The number of the ticket that the event is about. */
  readonly number?: string;
}

/** Everything that matches, however much, newest first, a batch at a time. */
export interface AuditExport {
  /** The branch's directory; absent for the bank's chain. */
  readonly directory?: Directory;
  /** First names of the bank's staff, closed accounts too, and its branches, by id. */
  readonly people: Readonly<Record<string, string>>;
  readonly branches: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** Everything up to this instant is included. */
  readonly asOf: Instant;
  /** The chain's oldest event in the database: older ones were exported and removed. */
  readonly oldest: number;
  readonly batches: AsyncIterable<readonly ExportedEvent[]>;
}

type Deps = ReadDeps & {
  readonly vault: Pick<Vault, 'chainHolds'>;
  readonly store: ReadDeps['store'] & {
    settingsOf(scope: string): Promise<{ readonly overrides: Json }>;
    mergeSettings(...layers: readonly Json[]): BranchSettings;
  };
};

/**
 * The matching events, each proven: its hash follows from the previous event, and its columns match
 * its text. An unknown branch is refused.
 */
export const exportAudit =
  ({ store, clock, vault }: Deps) =>
  async (
    branch: string,
    { ticket, from, to, type, without, what, actor }: Omit<AuditSearch, 'limit' | 'before'>,
  ): Promise<AuditExport> => {
    const directory = branch === BANK ? undefined : await directoryOf(store, branch);
    const timeZone =
      directory?.branch.timeZone ??
      store.mergeSettings((await store.settingsOf(BANK)).overrides).timeZone;
    const { ageMs, oldest, batches } = await store.eventsToExport(branch, {
      ...(type ? { type } : {}),
      ...(without ? { without } : {}),
      ...(what ? { what } : {}),
      ...(actor ? { actor } : {}),
      ...(ticket ? { tickets: await ticketsSought(store, branch, ticket) } : {}),
      ...(from ? { from: Date.parse(from) } : {}),
      ...(to ? { to: Date.parse(to) } : {}),
    });
    return {
      ...(directory ? { directory } : {}),
      people: await store.firstNames(),
      branches: await branchNames(store),
      timeZone,
      oldest,
      asOf: clock() - Math.round(ageMs),
      batches: proven(branch, oldest, batches, vault),
    };
  };

/** For a branch, by a name that distinguishes it from another branch of the same name. */
async function directoryOf(store: ReadDeps['store'], branch: string): Promise<Directory> {
  const { directory } = await store.branchOf(branch);
  const name = await branchName(store, branch);
  return { ...directory, branch: { ...directory.branch, name } };
}

async function* proven(
  branch: string,
  oldest: number,
  batches: AsyncIterable<readonly LinkToExport[]>,
  { chainHolds }: Pick<Vault, 'chainHolds'>,
): AsyncGenerator<readonly ExportedEvent[]> {
  const faultOf = ({ before, ...link }: LinkToExport) => {
    const first = Number(link.seq) === 1;
    if (before === null && !first) return Number(link.seq) > oldest ? 'missing' : 'unproven';
    if (!chainHolds(before ?? '', link.body, link.hash)) return 'changed';
    return columnsAgree(link, branch) ? undefined : 'column';
  };
  for await (const batch of batches) {
    yield batch.map((each): ExportedEvent => {
      const event = parsedEvent(each.body);
      const fault = faultOf(each);
      return {
        link: each,
        ...(event ? { event } : {}),
        ...(each.number === null ? {} : { number: each.number }),
        ...(fault === 'unproven' ? { unproven: true } : fault ? { fault } : {}),
      };
    });
  }
}
