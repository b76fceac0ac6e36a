import { verifyBranch } from '../../../src/app/main';
import { atLength } from '../../support/at-length';
import { deeds } from './chance/deeds';
import { Desk, STAFF } from './chance/desk';
import { Dice } from './chance/dice';
import { Weekday } from './routes/weekday';

/**
 * Days on which anything happens, in any order. Whatever does: floor, display, kiosk, consoles,
 * overview and every report in every form say the same, and the events prove it.
 */

let weekday: Weekday;

/** Three advisors come on duty in a bank with these settings. */
async function begin(settings: object): Promise<void> {
  weekday = await Weekday.open();
  const { stage } = weekday;
  const asked = { branch: 'bank', actor: { kind: 'system', id: 'test' } } as const;
  const { version, overrides } = await stage.app.operations.getSettings('bank');
  await stage.app.operations.putSettings(asked, {
    ifVersion: version,
    overrides: { ...(overrides as object), outOfTurnAllowed: true, ...settings },
  });
  for (const who of STAFF) {
    const body = { state: 'available', counter: who.slice(-1) };
    await stage.ask('PUT', '/api/branches/1/advisors/me', { as: await stage.staff(who), body });
  }
}
afterEach(() => weekday.stage.close());

/** The day that is open, once the sweep has closed the one before, which takes several steps. */
async function settle(): Promise<string> {
  const { app } = weekday.stage;
  for (let steps = 0; steps < 3; steps += 1) {
    weekday.after(11);
    await app.sweep.step(weekday.now);
  }
  return weekday.inDatabase(async (client) => {
    const { rows } = await client.query<{ day: string }>(
      `select body::jsonb #>> '{fact,day}' as day from events
        where branch_id = '1' and type = 'DayOpened' order by seq desc limit 1`,
    );
    return rows[0].day;
  });
}

/**
 * Things happen, up to so many at once: then commands share transactions, in whatever order they
 * come.
 */
async function live(seed: number, atOnce: number): Promise<Desk['done']> {
  const dice = new Dice(seed);
  const desk = new Desk(weekday, dice);
  const all = Object.values(deeds(desk, dice));
  for (let part = 1; part <= 4; part += 1) {
    for (let left = 100; left > 0;) {
      const some = Array.from({ length: 1 + dice.below(atOnce) }, () => dice.weighed(all));
      await Promise.all(some.map((each) => each.does()));
      left -= some.length;
    }
    const different = await weekday.differences('1', STAFF, await settle());
    const found = [...different, ...(await verifyBranch(weekday.stage.app, '1')).rows];
    expect([part, found]).toEqual([part, []]);
  }
  expect(await verifyBranch(weekday.stage.app, '1')).toEqual({ chain: [], rows: [] });
  return desk.done;
}

const seeds = (usual: readonly number[]) => atLength(usual, [2, 3, 4, 5, 7, 8, 9]);

test.each(seeds([4, 5]))('a day by chance, of seed %d', async (seed) => {
  await begin({});
  const done = await live(seed, 1);
  // A day on which nothing succeeds shows nothing.
  const kinds = ['issue', 'next', 'start', 'finish', 'transfer', 'matter', 'hold', 'undo'];
  expect(kinds.filter((kind) => !done[kind])).toEqual([]);
});

test.each(seeds([6]))('with automatic calls, several at once, of seed %d', async (seed) => {
  await begin({ assignment: 'automatic' });
  const done = await live(seed, 6);
  expect(done['issue']).toBeGreaterThan(10);
});
