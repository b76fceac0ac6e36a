import { apart, kinds, mayBeEmpty, mayGo } from '../record';
import { Tampering } from './tamperings';

/** Rows of which events tell, by table; of others nothing is said. */
export const keptWhole: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(kinds).map(({ table }) => [table, 'true'])),
  // a queue in which nobody is, and nobody was today, reports nothing
  queue_counts: 'issued + general + preferential + called + serving + deferred + held > 0',
  // messages not sent yet, and edits of what stands in a chat
  deliveries: "state <> 'open' and type <> 'position'",
};

/** What is said of a table under any of the names that its rows have in the list. */
const namesOf = (table: string) =>
  Object.entries(kinds).flatMap(([name, kind]) => (kind.table === table ? [name] : []));

/** Whether it is on the list of what cannot be proven. */
export const excused = ({ table, column, what, removes }: Tampering): boolean =>
  namesOf(table).some((name) => {
    if (removes) return name in mayGo;
    if (column === undefined) return false;
    return (
      `${name}.${column}` in apart || (what === 'emptied' && `${name}.${column}` in mayBeEmpty)
    );
  });
