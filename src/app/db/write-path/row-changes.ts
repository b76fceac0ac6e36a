import { ClientBase } from 'pg';
import { canonical } from '../../domain/model/canonical';
import { Fact } from '../../domain/model/events';
import { RecordedTable, RowChange } from '../../domain/model/recorded-rows';
import { RecordedRow, rowsLike } from '../reads/recorded-rows';

/** Rows by table: ids, or patterns of `like` such as `advisor-1/%`. */
export type Watched = Partial<Record<RecordedTable, readonly string[]>>;

/**
 * Changes rows, and adds their values before and after to the first fact. The caller holds the lock
 * of the fact's chain. If nothing changed, there need be no fact.
 */
export async function recorded(
  client: ClientBase,
  watched: Watched,
  change: () => Promise<readonly Fact[]>,
): Promise<readonly Fact[]> {
  const look = async () => {
    const found = new Map<string, RecordedRow>();
    for (const [table, ids] of Object.entries(watched) as [RecordedTable, string[]][]) {
      for (const each of await rowsLike(client, table, ids)) {
        found.set(`${table} ${each.id}`, each);
      }
    }
    return found;
  };
  const before = await look();
  const [first, ...others] = await change();
  const after = await look();
  const rows: readonly RowChange[] = [...new Map([...before, ...after])].map(
    ([key, { table, id }]) => ({
      table,
      id,
      before: before.get(key)?.row ?? null,
      after: after.get(key)?.row ?? null,
    }),
  );
  const isNew = (each: RowChange) => canonical(each.before) !== canonical(each.after);
  // Nothing changed, so there is nothing to record; asking for what is so already is not an error.
  if (!first && !rows.some(isNew)) return [];
  if (first?.type !== 'BankFact' && first?.type !== 'BranchConfigured') {
    throw new Error('a change of recorded rows has to be a fact of the bank or of a configuration');
  }
  // A row that was read with others and stayed the same says nothing new.
  const told = rows.filter((each, index) => index === 0 || isNew(each));
  return [{ ...first, rows: told }, ...others];
}
