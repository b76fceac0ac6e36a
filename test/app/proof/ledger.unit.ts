import { Ledger } from '../../../src/app/operations/reads/proof/ledger';
import type { AuditSnapshot } from '../../../src/app/operations/reads/proof/store';

/** The right number of rows is not always the right rows. */

/** What a ledger reads of existing rows. */
const there = (rows: Readonly<Record<string, string>>) =>
  ({
    keptRows: async (_kind, _branch, keys) =>
      new Map(keys.flatMap((key) => (key in rows ? [[key, rows[key]] as const] : []))),
    keptTally: async () => ({
      rows: Object.keys(rows).length,
      keys: Object.keys(rows).reduce((sum, key) => sum + BigInt(key.charCodeAt(0)), 0n),
    }),
    keyNumber: (key) => BigInt(key.charCodeAt(0)),

    keptKeys: async function* () {
      yield Object.keys(rows);
    },
  }) as Partial<AuditSnapshot> as AuditSnapshot;

/** What is left over after settling these events one by one. */
async function leftOver(
  rows: Readonly<Record<string, string>>,
  events: readonly (readonly [key: string, value: string])[],
) {
  const ledger = new Ledger<string>(there(rows), 'alerts', '1');
  for (const [key, value] of events) {
    ledger.put(key, value);
    await ledger.settle();
  }
  const told = async function* () {
    yield events.map(([key]) => key);
  };
  const left: unknown[] = [];
  for await (const each of ledger.differences(told)) left.push(each);
  return left;
}

test('an invented row is found even if another was recorded twice, in the same words', async () => {
  const rows = { a: 'open', x: 'invented' };
  const twice = [
    ['a', 'open'],
    ['a', 'open'],
  ] as const;
  expect(await leftOver(rows, twice)).toEqual([{ key: 'x', row: 'invented' }]);
});

test('a row recorded twice is not a difference', async () => {
  const twice = [
    ['a', 'open'],
    ['a', 'open'],
  ] as const;
  expect(await leftOver({ a: 'open' }, twice)).toEqual([]);
});

test('a missing row, and a changed one', async () => {
  const events = [
    ['a', 'open'],
    ['b', 'open'],
  ] as const;
  expect(await leftOver({ b: 'closed' }, events)).toEqual([
    { key: 'a', folded: 'open', row: undefined },
    { key: 'b', folded: 'open', row: 'closed' },
  ]);
});
