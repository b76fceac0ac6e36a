import { Faults } from './faults';
import { AuditSnapshot } from './store';

/** Rows that belong to no chain, or to a person who is gone. */
export async function strayDifferences(snapshot: AuditSnapshot, faults: Faults): Promise<void> {
  for (const { table, id } of await snapshot.rowsOfNoBranch()) {
    faults.add(`${table} has rows of ${id}, and there is no such branch`);
  }
  for (const { table, id } of await snapshot.keptOfErased()) {
    faults.unproven(
      `${table} ${id} is kept, and its person was erased: an older release left it, or somebody ` +
        'put it back; the app removes it within the hour',
    );
  }
}
