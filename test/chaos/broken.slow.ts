import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { unnamed } from './alarms';
import { broken, Kept } from './broken';
import { notReady } from './ready';
import type { Answers } from './recorder';

/** Each thing that must never happen, planted once: the judge has to see it. */

const ticket = (id: string, state: string, more: Partial<Kept> = {}): Kept => ({
  id,
  branch: '1',
  day: '2026-11-25',
  number: `C${id}`,
  state,
  ...more,
});
const rows = [ticket('1', 'served'), ticket('2', 'serving'), ticket('3', 'waiting')];
const record: Answers = {
  issued: rows.map(({ id, branch, number }, at) => ({ branch, ticket: id, number, at })),
  called: [
    { ticket: '1', advisor: 'a' },
    { ticket: '2', advisor: 'b' },
  ],
  started: ['1', '2'],
  finished: ['1'],
  statuses: new Map([
    [0, 4],
    [200, 9],
    [201, 3],
    [429, 1],
    [503, 2],
  ]),
  longestGapMs: 0,
};

test('a record that the database keeps has no faults', () => {
  expect(broken(record, rows)).toEqual([]);
});

test.each<[string, Partial<Answers>, readonly Kept[], string]>([
  ['a lost ticket', {}, rows.slice(0, 2), '1 acknowledged tickets do not exist'],
  [
    'another number',
    {},
    [...rows.slice(0, 2), ticket('3', 'waiting', { number: 'C9' })],
    '1 acknowledged tickets do not exist',
  ],
  [
    'a number given twice',
    {},
    [...rows, ticket('4', 'waiting', { number: 'C3' })],
    '1 numbers given twice',
  ],
  [
    'a lost call',
    { started: ['1'] },
    [rows[0], ticket('2', 'waiting'), rows[2]],
    '1 called tickets are still waiting',
  ],
  [
    'a lost start',
    {},
    [rows[0], ticket('2', 'called'), rows[2]],
    '1 started tickets are not being served',
  ],
  [
    'a lost end',
    {},
    [ticket('1', 'serving'), ...rows.slice(1)],
    '1 finished tickets are not finished',
  ],
  [
    'two callers',
    { called: [...record.called, { ticket: '2', advisor: 'a' }] },
    rows,
    '1 tickets were called by two advisors',
  ],
  ['an error', { statuses: new Map([[500, 2]]) }, rows, '2 answers were 500'],
  ['another error', { statuses: new Map([[502, 1]]) }, rows, '1 answers were 502'],
  ['a session lost', { statuses: new Map([[401, 7]]) }, rows, '7 answers were 401'],
  ['a conflict', { statuses: new Map([[409, 1]]) }, rows, '1 answers were 409'],
])('would be noticed: %s', (_, more, kept, fault) => {
  expect(broken({ ...record, ...more }, kept)).toEqual([fault]);
});

test('the same number on another day, or in another branch, is not given twice', () => {
  const others = [
    ticket('4', 'waiting', { number: 'C3', day: '2026-11-26' }),
    ticket('5', 'waiting', { number: 'C3', branch: '2' }),
  ];
  expect(broken(record, [...rows, ...others])).toEqual([]);
});

test('only what a former primary answered may be lost', () => {
  const lost = { from: 2, to: 3 };
  expect(broken(record, rows.slice(0, 2), lost)).toEqual([]);
  expect(broken(record, rows.slice(1), lost)).toEqual(['1 acknowledged tickets do not exist']);
});

test('an alarm that the scenario does not name is a fault', () => {
  expect(unnamed(['Messages are late', 'Messages fail'], ['Messages are late'])).toEqual([
    'it rang "Messages fail", which it should not',
  ]);
});

/** Servers that answer with these statuses, or never. */
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
async function answering(status?: () => number) {
  const server = createServer((_, response) => {
    if (status) response.writeHead(status()).end();
  });
  servers.push(server);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('an instance that is up and does not become ready is counted', async () => {
  let asked = 0;
  const well = await answering(() => 200);
  const late = await answering(() => ((asked += 1) > 2 ? 200 : 503));
  expect(await notReady([well, late], 60_000)).toBe(0);
  const never = await answering(() => 503);
  const silent = await answering();
  expect(await notReady([never, silent], 500)).toBe(2);
});
