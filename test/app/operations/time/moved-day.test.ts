import { Client } from 'pg';
import { openStage, Stage } from '../../http/stage';
import { branchOne, SYSTEM } from './branch-one';

/** A branch moves to a time zone in which it is another day. */

const DAY = 86_400_000;
let stage: Stage;
let client: Client;
/** Monday 9 March 2026, 10:00 in Santiago. */
let aMonday = Date.parse('2026-03-09T13:00:00Z');
let now = aMonday;
beforeAll(async () => {
  stage = await openStage({ clock: () => now });
  client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await stage?.close();
});

const { settingsAre, issue, states, at } = branchOne(
  () => stage,
  (time) => (now = time),
);

const zone = async (timeZone: string, branch = '1') => {
  const { operations } = stage.app;
  const { version, overrides } = await operations.getSettings(branch);
  await operations.putSettings(
    { branch, actor: SYSTEM },
    { ifVersion: version, overrides: { ...(overrides as object), timeZone } },
  );
};
const refusal = { code: 'line_of_another_day', fields: [{ field: 'timeZone' }] };

test('a change of day is refused while somebody is in line, for branch and bank', async () => {
  now = aMonday += 7 * DAY;
  const monday = new Date(aMonday).toISOString().slice(0, 10);
  await settingsAre({ hours: { 1: [{ from: '09:00', to: '23:00' }] } });
  await at(`${monday}T12:30:00Z`);
  await at(`${monday}T23:30:00Z`); // 20:30, of Tuesday 00:30 in Madrid
  const first = await issue();
  await expect(zone('Europe/Madrid')).rejects.toMatchObject(refusal);
  await expect(zone('Europe/Madrid', 'bank')).rejects.toMatchObject(refusal);
  await zone('America/Lima');
  expect(await issue()).not.toBe(first);
  const { rows } = await client.query(
    "select distinct day from tickets where branch_id = '1' and state = 'waiting'",
  );
  expect(rows).toEqual([{ day: monday }]);
});

test('there and back with an empty line: no number twice, nobody waits overnight', async () => {
  now = aMonday += 7 * DAY;
  const [monday, tuesday] = [0, DAY].map((later) =>
    new Date(aMonday + later).toISOString().slice(0, 10),
  );
  await settingsAre({
    hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, ALL_DAY])),
  });
  await at(`${monday}T10:00:00Z`);
  await at(`${monday}T23:30:00Z`);
  await zone('Europe/Madrid');
  await at(`${monday}T23:31:00Z`);
  const early = await issue();
  expect(await numbered(tuesday)).toEqual([early]);
  await cancelAll();
  await zone('America/Santiago'); // Monday 20:32 again
  await at(`${monday}T23:32:00Z`);
  const evening = await issue();
  expect(await numbered(tuesday)).toEqual([early, evening]);
  await at(`${tuesday}T04:00:30Z`); // Tuesday, by winter's clock and by summer's
  expect(await states(evening)).toEqual(['cancelled']);
  await at(`${tuesday}T14:00:00Z`);
  expect(await issue()).not.toBe(early);
  expect((await stage.app.operations.readFloor('1')).floor.queues.caja).toMatchObject({
    general: 1,
  });
  await cancelAll();
});

const ALL_DAY = [{ from: '00:10', to: '23:50' }];
const numbered = async (day: string) => {
  const { rows } = await client.query<{ number: string }>(
    "select number from tickets where branch_id = '1' and day = $1 order by seq",
    [day],
  );
  return rows.map(({ number }) => number);
};
async function cancelAll() {
  const { rows } = await client.query<{ id: string }>(
    "select id from tickets where branch_id = '1' and state = 'waiting'",
  );
  for (const { id } of rows) {
    await stage.app.operations.cancel(
      { branch: '1', actor: SYSTEM },
      { ticket: id, because: 'staff' },
    );
  }
}
