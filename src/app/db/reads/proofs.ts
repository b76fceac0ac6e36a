import { Pool } from 'pg';
import { BANK } from '../../domain/model/bank';
import { Event } from '../../domain/model/events';

/** How many of the bank's events to look back for a proof: with one a night, it is never as far. */
const FAR = 50_000;

/** Facts of one proof: one for each chain that does not hold. */
const MOST = 500;

/** The last proof in the bank's chain, or its first event if there is none. */
interface RecordedProof {
  readonly at: number;
  readonly broken: readonly {
    readonly chain: string;
    readonly faults: number;
    readonly more: number;
  }[];
}

/**
 * Looks for the last proof of the record, further on from where it looked before: asked every
 * minute, it reads what came in that minute.
 */
export function lastProofs(pool: Pool): () => Promise<RecordedProof | undefined> {
  let [looked, last] = [0, undefined as RecordedProof | undefined];
  return async () => {
    const { rows } = await pool.query<{
      readonly seq: number;
      readonly at: number | null;
      readonly body: string;
    }>({
      name: 'last-proof',
      // the text of an event is canonical JSON: inside of a string the quotes would be escaped
      text: `
        select h.seq, p.at, p.body
          from branch_heads h
          left join lateral (
                 select e.at, e.body from events e
                  where e.branch_id = h.branch_id and e.type = 'BankFact'
                    and e.seq > greatest($2, h.seq - ${FAR}) and e.seq <= h.seq
                    and (e.body like '%"what":"audit-verified"%'
                         or e.body like '%"what":"audit-broken"%')
                  order by e.seq desc limit ${MOST}) p on true
         where h.branch_id = $1`,
      values: [BANK, looked],
    });
    const [newest] = rows;
    if (!newest) return last;
    // a restored database may be behind what was seen of it
    if (newest.seq < looked) [looked, last] = [0, undefined];
    else looked = newest.seq;
    const { at } = newest;
    if (at !== null) {
      last = { at, broken: rows.flatMap((row) => (row.at === at ? brokenIn(row.body) : [])) };
    }
    return (last ??= await firstEvent(pool));
  };
}

function brokenIn(body: string): RecordedProof['broken'] {
  const { fact } = JSON.parse(body) as Event;
  if (fact.type !== 'BankFact' || fact.what !== 'audit-broken') return [];
  const { faults, more } = fact.details ?? {};
  return [{ chain: fact.subject, faults: Number(faults), more: Number(more) }];
}

async function firstEvent(pool: Pool): Promise<RecordedProof | undefined> {
  const { rows } = await pool.query<{ readonly at: number }>({
    name: 'first-of-bank',
    text: 'select at from events where branch_id = $1 order by seq limit 1',
    values: [BANK],
  });
  return rows.length ? { at: rows[0].at, broken: [] } : undefined;
}

/** When something last happened at a branch. */
export async function lastAtBranches(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ readonly at: number | null }>({
    name: 'last-at-branches',
    text: 'select max(at) as at from branch_heads where branch_id <> $1 and seq > 0',
    values: [BANK],
  });
  return rows[0].at ?? undefined;
}
