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
beforeEach(async () => {
  weekday = await Weekday.open();
  const { stage } = weekday;
  for (const who of STAFF) {
    const body = { state: 'available', counter: who.slice(-1) };
    await stage.ask('PUT', '/api/branches/1/advisors/me', { as: await stage.staff(who), body });
  }
});
afterEach(() => weekday.stage.close());

/** The day opens as soon as the sweep has closed the one before, which takes several steps. */
async function settle(): Promise<string> {
  const { app } = weekday.stage;
  for (let steps = 0; steps < 3; steps += 1) {
    weekday.after(11);
    await app.sweep.step(weekday.now);
  }
  return new Date(weekday.now - 3 * 3_600_000).toISOString().slice(0, 10); // Santiago in summer
}

test.each(atLength([4, 5], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))(
  'a day by chance, of seed %d',
  async (seed) => {
    const dice = new Dice(seed);
    const desk = new Desk(weekday, dice);
    const all = Object.values(deeds(desk, dice));
    for (let step = 1; step <= 400; step += 1) {
      await dice.weighed(all).does();
      if (step % 100 > 0) continue;
      const found = await weekday.differences('1', STAFF, await settle());
      expect([step, found]).toEqual([step, []]);
    }
    expect(await verifyBranch(weekday.stage.app, '1')).toEqual({ chain: [], rows: [] });
    // A day on which nothing succeeds shows nothing.
    const kinds = ['issue', 'next', 'start', 'finish', 'transfer', 'matter', 'hold', 'undo'];
    expect(kinds.filter((kind) => !desk.done[kind])).toEqual([]);
  },
);
