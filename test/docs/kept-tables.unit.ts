import { LEFT } from '../app/http/personal/left';
import { apartTables, kinds } from '../app/proof/record';
import { textOf } from './markdown';

/** The tables of the database: a test of the proof checks that its lists are complete. */
const tables = [
  ...new Set([...Object.values(kinds).map(({ table }) => table), ...Object.keys(apartTables)]),
].sort();

const [, goes, stays] = textOf('docs/decisions/0258-how-long-each-table-keeps.md').split(
  /^\*\*What (?:goes|stays)/m,
);
/** Names in the first column. */
const named = (part: string) =>
  [...part.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );

test('each table is listed once, among those that are emptied or those that stay', () => {
  expect([...named(goes), ...named(stays)].sort()).toEqual(tables);
});

test('the tables that stay are exactly those left after 400 days', () => {
  expect(named(stays).sort()).toEqual(Object.keys(LEFT).sort());
});
