import { apart, kinds, mayBeEmpty, mayGo } from '../record';
import { Tampering } from './tamperings';

/** Rows that events describe, by table; other rows are not proven. */
export const keptWhole: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(kinds).map(({ table }) => [table, 'true'])),
  // a queue that is empty, and has been all day, reports nothing
  queue_counts: 'issued + general + preferential + called + serving + deferred + held > 0',
  // messages not sent yet, and edits of messages in a chat
  deliveries: "state <> 'open' and type <> 'position'",
};

/** The list's entries for a table, under any of the names its rows have there. */
const namesOf = (table: string) =>
  Object.entries(kinds).flatMap(([name, kind]) => (kind.table === table ? [name] : []));

/** Whether a tampering is on the list of what cannot be proven. */
export const excused = ({ table, column, what, removes }: Tampering): boolean =>
  namesOf(table).some((name) => {
    if (removes) return name in mayGo;
    if (column === undefined) return false;
    return (
      `${name}.${column}` in apart || (what === 'emptied' && `${name}.${column}` in mayBeEmpty)
    );
  });
