import { BANK } from '../../../domain/model/bank';
import { canonical } from '../../../domain/model/canonical';
import { Event } from '../../../domain/model/events';
import { RecordedTable, sealedRow } from '../../../domain/model/recorded-rows';
import { sameJson } from '../../../domain/model/same-json';
import { Vault } from '../../../ports';
import { walk } from './chain';
import { Faults } from './faults';
import { Difference, Ledger } from './ledger';
import { closing, Replay } from './replay';
import { AuditSnapshot, RecordedRow } from './store';

/** Compares rows with what their events fold to: one sentence for each row that differs. */

/** Rows have null where a fold has no member. */
const comparable = (value: unknown): string =>
  value === undefined || value === null
    ? 'nothing'
    : canonical(JSON.parse(JSON.stringify(value), (_key, each) => (each as unknown) ?? undefined));
const isEmpty = (row: object) =>
  Object.values(row).every((value) => typeof value === 'string' || value === 0);

export interface RowsDeps {
  readonly snapshot: AuditSnapshot;
  readonly replay: Replay;
  readonly branch: string;
  readonly faults: Faults;
  /** False: earlier events were exported and removed, so what they made is unknown. */
  readonly fromTheFirst: boolean;
}

/** Reports a row that does not match its events. */
const differing =
  ({ branch, faults }: Pick<RowsDeps, 'branch' | 'faults'>) =>
  (what: string, folded: unknown, row: unknown): void => {
    if (sameJson(folded, row)) return;
    const [events, kept] = [comparable(folded), comparable(row)];
    if (events === kept) return;
    faults.add(`branch ${branch}: ${what}: events say ${events}, the row says ${kept}`);
  };

/**
 * Tickets, advisors, counts: what the write path writes with its events. An older release that
 * serves beside this one leaves out what it does not know, until the sweep has added it.
 * @param seq the head's: up to there no release left anything out, if stretches reach as far
 */
export async function lineDifferences(deps: RowsDeps, seq: number): Promise<void> {
  const { snapshot, branch } = deps;
  const whole = (await snapshot.stretchedTo(branch)) >= seq;
  const faults = whole ? deps.faults : new Faults();
  await compareLine({ ...deps, faults });
  if (whole || faults.list.length === 0) return;
  deps.faults.unproven(
    `branch ${branch}: rows are not as their events say, and may be of an older release beside ` +
      'this one; they are compared once the sweep has added what it left out',
  );
}

async function compareLine({ snapshot, replay, branch, faults, fromTheFirst }: RowsDeps) {
  const differs = differing({ branch, faults });
  await replay.tickets.end((id, ticket, row) => differs(`ticket ${id}`, ticket, row), faults);
  if (!fromTheFirst) return;
  const { advisors, counts } = await snapshot.lineOf(branch);
  const compare = (
    what: string,
    folded: Readonly<Record<string, unknown>>,
    kept: readonly { readonly id: string }[],
  ) => {
    const byId = new Map(kept.map((row) => [row.id, row]));
    for (const id of new Set([...Object.keys(folded), ...byId.keys()])) {
      differs(`${what} ${id}`, folded[id], byId.get(id));
    }
  };
  compare('advisor', replay.state.advisors, advisors);
  compare(
    'queue',
    replay.state.queues,
    counts.filter((row) => replay.state.queues[row.id] || !isEmpty(row)),
  );
}

/** What is left of a kind at the end, and its rows without an event. */
export async function ledgerDifferences<V>(
  deps: RowsDeps,
  ledger: Ledger<V>,
  keyOf: (fact: Event['fact'], at: number) => string | undefined,
  differs: (difference: Difference<V>) => void,
): Promise<void> {
  const { snapshot, branch, faults, fromTheFirst } = deps;
  const told = async function* () {
    for await (const page of walk(snapshot, branch)) {
      yield page.flatMap(({ body, at }) => keyOf((JSON.parse(body) as Event).fact, at) ?? []);
    }
  };
  for await (const each of ledger.differences(fromTheFirst ? told : undefined)) {
    if (faults.full) return;
    differs(each);
  }
  if (ledger.lost > 0) {
    faults.add(
      `branch ${branch}: ${ledger.lost} more rows were not as their events say, and were not ` +
        'held to the end of the chain',
    );
  }
}

/** Numbers given, alerts, plans, outcomes of messages. */
export async function dayDifferences(deps: RowsDeps): Promise<void> {
  const { counters, alerts, plans, messages } = deps.replay;
  const differs = differing(deps);
  const all = (what: string) => (each: Difference<unknown>) =>
    differs(`${what} ${each.key}`, each.folded, each.row);
  await ledgerDifferences(
    deps,
    counters,
    (fact) => (fact.type === 'TicketIssued' ? fact.day : undefined),
    all('last numbers of'),
  );
  await ledgerDifferences(
    deps,
    alerts,
    (fact) => (fact.type === 'AlertRaised' ? fact.alert.id : undefined),
    all('alert'),
  );
  await ledgerDifferences(
    deps,
    plans,
    (fact) => (fact.type === 'DayPlanned' ? fact.day : undefined),
    all('plan of'),
  );
  await ledgerDifferences(
    deps,
    messages,
    (fact) => (fact.type === 'DeliveryEnded' ? fact.delivery : undefined),
    all('message'),
  );
}

/** What was learned from closed days is unchanged since. */
export async function learnedDifferences(
  { snapshot, replay, branch, faults, fromTheFirst }: RowsDeps,
  digest: Vault['digest'],
): Promise<void> {
  const last = replay.lastLearned;
  const rows = await snapshot.learnedDays(branch);
  if (last && !rows.some(({ day }) => day === last.day)) {
    faults.add(`branch ${branch}: learned from ${last.day}: the row is missing`);
  }
  for (const { day, seq, body, plan, briefing } of rows) {
    const learned = replay.learned.get(day);
    if (!replay.closings.has(closing(day, seq)) && fromTheFirst) {
      faults.add(
        `branch ${branch}: learned from ${day}: event ${seq} is not the one that closed it`,
      );
    }
    if (!learned && fromTheFirst) {
      faults.add(`branch ${branch}: learned from ${day}: no event says so`);
    }
    if (!learned?.digests) continue; // an older release only recorded that it was learned from
    const { digests } = learned;
    const kept = { body: digest(canonical(body)), plan: digest(canonical(plan)) };
    for (const part of ['body', 'plan'] as const) {
      if (kept[part] !== digests[part]) {
        faults.add(`branch ${branch}: learned from ${day}: the ${part} is not what was learned`);
      }
    }
    if (canonical(learned.briefing) !== canonical(briefing)) {
      faults.add(`branch ${branch}: learned from ${day}: the briefing is not what was told`);
    }
  }
}

/** Rows whose id begins with the branch whose chain has their events. */
const OF_BRANCHES: readonly RecordedTable[] = ['queues', 'signs', 'counters'];

/** The chain with the events about a recorded row. */
const chainOf = ({ table, id }: Pick<RecordedRow, 'table' | 'id'>): string =>
  table === 'settings' ? id : OF_BRANCHES.includes(table) ? id.split('/')[0] : BANK;

/** The bank's defaults as the first migration makes them: chosen by nobody yet. */
const untouched = ({ table, id, row }: RecordedRow) =>
  table === 'settings' && id === BANK && canonical(row) === UNTOUCHED;
const UNTOUCHED = canonical({ scope: BANK, version: 1, overrides: {} });

/** Configuration, staff, devices, endpoints: each row as the last event about it left it. */
export function recordDifferences(
  { replay, branch, faults, fromTheFirst }: Omit<RowsDeps, 'seen'>,
  rows: readonly RecordedRow[],
  digest: Vault['digest'],
): void {
  const mine = new Map(
    rows
      .filter((each) => chainOf(each) === branch)
      .map((each) => [`${each.table} ${each.id}`, each]),
  );
  // The first migration makes it, without an event.
  const always = branch === BANK ? [`settings ${BANK}`] : [];
  for (const key of new Set([...always, ...replay.rows.keys(), ...mine.keys()])) {
    const row = mine.get(key);
    const said = replay.rows.get(key);
    if (!row && said === undefined) {
      faults.add(`branch ${branch}: ${key} is gone`);
      continue;
    }
    if (said === undefined) {
      // Only in the database. Older releases recorded that it changed, and not to what.
      if (row && untouched(row)) continue;
      const [table, id] = key.split(' ');
      const known =
        replay.unrecorded.has(key) ||
        (table === 'staff_queues' && replay.unrecorded.has(`staff ${id.split('/')[0]}`));
      if (known || !fromTheFirst) {
        faults.unproven(
          `branch ${branch}: ${key} was last saved by an older release, or before what was ` +
            'exported: whether it was changed since cannot be told; save it again to record it',
        );
      } else {
        faults.add(`branch ${branch}: ${key} is in the database and was never saved by the app`);
      }
      continue;
    }
    if (!row || said === null) {
      if (row || said) {
        faults.add(
          `branch ${branch}: ${key}: events say ${said ? 'it is there' : 'it was removed'}, ` +
            `the database ${row ? 'has it' : 'no longer has it'}`,
        );
      }
      continue;
    }
    const sealed = sealedRow(row.table, row.id, row.row, digest)!;
    for (const column of new Set([...Object.keys(said), ...Object.keys(sealed)])) {
      // A used code is gone; only the app's own enrolment makes another.
      if (column === 'code_hash' && sealed[column] === null) continue;
      // A column that came with a later migration has its default until the row is saved again.
      if (!(column in said)) continue;
      if (comparable(said[column]) !== comparable(sealed[column])) {
        faults.add(
          `branch ${branch}: ${key}: ${column} is not as the last event about it left it` +
            (String(sealed[column]).startsWith('~')
              ? ''
              : `: events say ${comparable(said[column])}, the row says ` +
                comparable(sealed[column])),
        );
      }
    }
  }
}
