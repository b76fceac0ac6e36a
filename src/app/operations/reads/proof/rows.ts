import { BANK } from '../../../domain/model/bank';
import { canonical } from '../../../domain/model/canonical';
import { RecordedTable, sealedRow } from '../../../domain/model/recorded-rows';
import { without } from '../../../domain/model/records';
import { sameJson } from '../../../domain/model/same-json';
import { Ticket } from '../../../domain/model/ticket';
import { Vault } from '../../../ports';
import { Faults } from './faults';
import { Replay } from './replay';
import { AuditSnapshot, RecordedRow } from './store';

/** Rows against what their events fold to: one sentence for each row that differs. */

/** Rows have null where a fold has nothing. */
const comparable = (value: unknown): string =>
  value === undefined || value === null
    ? 'nothing'
    : canonical(JSON.parse(JSON.stringify(value), (_key, each) => (each as unknown) ?? undefined));
const isEmpty = (row: object) =>
  Object.values(row).every((value) => typeof value === 'string' || value === 0);

export interface RowsDeps {
  readonly seen: AuditSnapshot;
  readonly replay: Replay;
  readonly branch: string;
  readonly faults: Faults;
  /** False: earlier events were exported and removed, and what they made cannot be told. */
  readonly fromTheFirst: boolean;
}

type Folded = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

/**
 * Tickets, advisors, counts: what the write path writes with its events. An older release that
 * serves beside this one leaves out what it does not know, until the sweep has added it.
 * @param seq the head's: up to there no release left anything out, if stretches reach as far
 */
export async function lineDifferences(deps: RowsDeps, seq: number): Promise<void> {
  const { seen, branch } = deps;
  const whole = (await seen.stretchedTo(branch)) >= seq;
  const faults = whole ? deps.faults : new Faults();
  await compareLine({ ...deps, faults });
  if (whole || faults.list.length === 0) return;
  deps.faults.unproven(
    `branch ${branch}: rows are not as their events say, and may be of an older release beside ` +
      'this one; they are compared once the sweep has added what it left out',
  );
}

async function compareLine({ seen, replay, branch, faults, fromTheFirst }: RowsDeps) {
  const rows = await seen.rowsOf(branch);
  const compare = (what: string, folded: Folded, kept: readonly { readonly id: string }[]) => {
    const map = folded instanceof Map ? folded : new Map(Object.entries(folded));
    const byId = new Map(kept.map((row) => [row.id, row]));
    for (const id of new Set([...map.keys(), ...byId.keys()]) as Set<string>) {
      if (!fromTheFirst && !map.has(id)) continue;
      if (sameJson(map.get(id), byId.get(id))) continue;
      const [events, row] = [comparable(map.get(id)), comparable(byId.get(id))];
      if (events !== row) {
        faults.add(`branch ${branch}: ${what} ${id}: events say ${events}, the row says ${row}`);
      }
    }
  };
  const kept = new Map(rows.tickets.map((row) => [row.id, row]));
  compare('ticket', new Map([...replay.tickets].map(likeRow(kept))), rows.tickets);
  if (!fromTheFirst) return;
  compare('advisor', replay.state.advisors, rows.advisors);
  compare(
    'queue',
    replay.state.queues,
    rows.counts.filter((row) => replay.state.queues[row.id] || !isEmpty(row)),
  );
}

/**
 * A score that an older release recorded is in the events alone: the row leaves it out for good,
 * and nothing is decided by that but whether the customer is asked once more.
 */
const likeRow =
  (kept: ReadonlyMap<string, object>) =>
  ([id, ticket]: readonly [string, Ticket]): readonly [string, Ticket] => {
    const row = kept.get(id) as Partial<Ticket> | undefined;
    return [id, row && !row.rated ? without(ticket, 'rated') : ticket];
  };

/** A ticket's running number and the hash that its key is looked up by. */
export async function ticketDifferences(
  { seen, replay, branch, faults }: RowsDeps,
  keyHashes: (ticket: string) => readonly string[],
): Promise<void> {
  for await (const { id, n, keyHash } of seen.ticketExtras(branch)) {
    const given = replay.numbers.get(id);
    if (given === undefined) continue; // told as a ticket without events, or before the export
    if (given !== n) {
      faults.add(`branch ${branch}: ticket ${id}: events say number ${given}, the row says ${n}`);
    }
    if (!keyHashes(id).includes(keyHash)) {
      faults.add(`branch ${branch}: ticket ${id}: its key's hash is not that of its key`);
    }
  }
}

/** Numbers given, alerts, outcomes of messages. */
export async function dayDifferences(deps: RowsDeps): Promise<void> {
  const { seen, replay, branch, faults, fromTheFirst } = deps;
  const differ = (what: string, events: unknown, row: unknown) => {
    if (sameJson(events, row)) return;
    const [a, b] = [comparable(events), comparable(row)];
    if (a !== b) faults.add(`branch ${branch}: ${what}: events say ${a}, the row says ${b}`);
  };
  const counters = new Map(
    (await seen.dayCounters(branch)).map(({ day, queue, n }) => [`${day} ${queue}`, n]),
  );
  for (const key of new Set([...replay.counters.keys(), ...counters.keys()])) {
    if (!fromTheFirst && !replay.counters.has(key)) continue;
    differ(`last number of ${key}`, replay.counters.get(key), counters.get(key));
  }
  const alerts = new Map((await seen.alerts(branch)).map((each) => [each.id, each]));
  for (const id of new Set([...replay.alerts.keys(), ...alerts.keys()])) {
    const folded = replay.alerts.get(id);
    if (!fromTheFirst && !folded) continue;
    const row = alerts.get(id);
    differ(`alert ${id}`, folded, row && { body: row.body, closedAt: row.closedAt });
  }
  const plans = new Map((await seen.dayPlans(branch)).map((each) => [each.day, each]));
  for (const day of new Set([...replay.plans.keys(), ...plans.keys()])) {
    if (!fromTheFirst && !replay.plans.has(day)) continue;
    differ(`plan of ${day}`, replay.plans.get(day), plans.get(day));
  }
  const left = new Map(replay.deliveries);
  for await (const row of seen.endedDeliveries(branch)) {
    const { id, state: outcome, endedAt: at, ...same } = row;
    const folded = left.get(id);
    left.delete(id);
    if (!fromTheFirst && !folded) continue;
    differ(`message ${id}`, folded, { outcome, at, ...same });
  }
  for (const [id, folded] of left) differ(`message ${id}`, folded, undefined);
}

/** What customers wrote: on the ticket and at the time that the event about it says. */
export async function remarkDifferences(
  { seen, replay, branch, faults, fromTheFirst }: RowsDeps,
  decrypt: Vault['decrypt'],
): Promise<void> {
  for (const { id, ticket, at, cipher } of await seen.remarks(branch)) {
    const said = replay.remarks.get(id);
    if (!said && !fromTheFirst) continue;
    if (said?.ticket !== ticket || said.at !== at) {
      faults.add(`branch ${branch}: remark ${id} is not one that its ticket's events tell of`);
    }
    await faults.during(`branch ${branch}: remark ${id} cannot be opened`, () => {
      decrypt(cipher, 'remark');
    });
  }
}

/** What staff noted: on the ticket, by whom and when the event about it says, not taken away. */
export async function noteDifferences(
  { seen, replay, branch, faults, fromTheFirst }: RowsDeps,
  decrypt: Vault['decrypt'],
): Promise<void> {
  for (const { id, ticket, at, by, cipher } of await seen.notes(branch)) {
    const said = replay.notes.get(id);
    if (!said && !fromTheFirst) continue;
    if (said?.ticket !== ticket || said.at !== at || said.by !== by) {
      faults.add(`branch ${branch}: note ${id} is not one that its ticket's events tell of`);
    }
    await faults.during(`branch ${branch}: note ${id} cannot be opened`, () => {
      decrypt(cipher, 'note');
    });
  }
}

/** What closed days have taught is what it was when it was learned. */
export async function learnedDifferences(
  { seen, replay, branch, faults, fromTheFirst }: RowsDeps,
  digest: Vault['digest'],
): Promise<void> {
  const last = [...replay.learned.values()].at(-1);
  const rows = await seen.learnedDays(branch);
  if (last && !rows.some(({ day }) => day === last.day)) {
    faults.add(`branch ${branch}: learned from ${last.day}: the row is missing`);
  }
  for (const { day, body, plan, briefing } of rows) {
    const said = replay.learned.get(day);
    if (!said && fromTheFirst) {
      faults.add(`branch ${branch}: learned from ${day}: no event tells of it`);
    }
    if (!said?.digests) continue; // an older release said only that it was learned from
    const { digests } = said;
    const kept = { body: digest(canonical(body)), plan: digest(canonical(plan)) };
    for (const part of ['body', 'plan'] as const) {
      if (kept[part] !== digests[part]) {
        faults.add(`branch ${branch}: learned from ${day}: the ${part} is not what was learned`);
      }
    }
    if (canonical(said.briefing) !== canonical(briefing)) {
      faults.add(`branch ${branch}: learned from ${day}: the briefing is not what was told`);
    }
  }
}

/** Rows whose id begins with their branch, on whose chain they stand. */
const OF_BRANCHES: readonly RecordedTable[] = ['queues', 'signs', 'counters'];

/** Which chain has the events about a recorded row. */
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
  for (const key of new Set([...replay.rows.keys(), ...mine.keys()])) {
    const row = mine.get(key);
    const said = replay.rows.get(key);
    if (said === undefined) {
      // Only in the database. Older releases recorded the change and not what it was.
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
            `the database ${row ? 'has it' : 'has it no more'}`,
        );
      }
      continue;
    }
    const sealed = sealedRow(row.table, row.id, row.row, digest)!;
    for (const column of new Set([...Object.keys(said), ...Object.keys(sealed)])) {
      // A code that was used is gone; nothing but the app's own enrolment makes another.
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
