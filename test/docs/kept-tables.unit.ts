import { LEFT } from '../app/http/personal/left';
import { apartTables, kinds } from '../app/proof/record';
import { textOf } from './markdown';

/** The tables of the database: a test of the proof holds its lists to be all there are. */
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

test('each table is there once, among what goes or what stays', () => {
  expect([...named(goes), ...named(stays)].sort()).toEqual(tables);
});

test('what stays is what is left after 400 days, and nothing else is', () => {
  expect(named(stays).sort()).toEqual(Object.keys(LEFT).sort());
});
