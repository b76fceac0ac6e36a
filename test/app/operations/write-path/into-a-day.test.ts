import { Client } from 'pg';
import { verifyBranch } from '../../../../src/app/main';
import { openStage, Stage } from '../../http/stage';
import { branchOne, SYSTEM } from '../time/branch-one';

/**
 * The commit that opens a day calls somebody at once for an advisor who has been free since the day
 * before. Their idle time is cut where the day begins, in rows and events alike.
 */

const DAY = 86_400_000;
/** Monday 9 March 2026, 10:00 in Santiago. */
let now = Date.parse('2026-03-09T13:00:00Z');
let stage: Stage;
let client: Client;
beforeAll(async () => {
  stage = await openStage({ clock: () => now });
  client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await stage?.close();
});
const { settingsAre, issue } = branchOne(
  () => stage,
  (time) => (now = time),
);

const free = (advisor: string, counter: string) =>
  stage.app.operations.setAdvisor(
    { branch: '1', actor: SYSTEM },
    { advisor, state: 'available', counter },
  );
const idle = async () =>
  (
    await client.query(
      `select advisor, day, began, how, began_at = ended_at as at_once from stretches
        where branch_id = '1' and kind = 'idle' order by began_seq, advisor`,
    )
  ).rows;

test('of two tickets at once, the first opens the day', async () => {
  await settingsAre({ hours: 'always', assignment: 'automatic' });
  await free('advisor-1', '1');
  await free('advisor-2', '2');
  now += DAY;
  await Promise.all([issue(), issue()]);
  const ofBoth = (rest: object) =>
    ['advisor-1', 'advisor-2'].map((advisor) => ({ advisor, ...rest }));
  const day = '2026-03-10';
  expect(await idle()).toEqual([
    ...ofBoth({ day: '', began: 'available', how: 'day', at_once: false }),
    ...ofBoth({ day, began: 'day', how: 'called', at_once: true }),
  ]);
  expect(await verifyBranch(stage.app, '1')).toEqual({ chain: [], rows: [] });
});
