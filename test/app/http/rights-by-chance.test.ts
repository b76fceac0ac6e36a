import { App } from '../../../src/app/create-app';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { newKeys } from '../../../src/app/vault/keys';
import { atLength } from '../../support/at-length';
import { Dice } from './chance/dice';
import { otherInstance } from './other-instance';
import { Crowd, PASSWORD, PLACES, ROLES } from './rights-by-chance/crowd';
import { deeds } from './rights-by-chance/deeds';
import { Screens } from './rights-by-chance/screens';
import { Trial } from './rights-by-chance/trial';
import { openStage, Stage } from './stage';

/**
 * Rights of many people change at any moment, at two instances. After each change, and while it is
 * made, anybody asks for anything, and gets what they may at that moment. A small model that reads
 * nothing from the app says what that is.
 */

let stage: Stage;
let other: App;
beforeEach(async () => {
  const dataKeys = newKeys();
  stage = await openStage({ dataKeys });
  other = await otherInstance(stage, { dataKeys });
});
afterEach(async () => {
  await other?.close();
  await stage?.close();
});

async function gather(dice: Dice): Promise<Crowd> {
  const crowd = new Crowd(stage, dice);
  const admin = await stage.staff('admin-1');
  for (let n = 0; n < 8; n += 1) {
    const id = `person-${n}`;
    const [role, branches] = [dice.of(ROLES), dice.of(PLACES)];
    const body = { username: id, firstName: 'P', role, branches, password: PASSWORD };
    expect((await stage.ask('PUT', `/api/staff/${id}`, { as: admin, body })).status).toBe(200);
    crowd.people.push({
      id,
      is: role,
      at: branches,
      active: true,
      password: true,
      good: [],
      gone: [],
    });
  }
  for (let n = 0; n < 4; n += 1) {
    const kind = n % 2 ? 'kiosk' : 'display';
    const [id, branch] = [`device-${n}`, n < 2 ? '1' : '2'];
    const body = { kind, branch, label: 'D', revoked: false, newCode: false };
    expect((await stage.ask('PUT', `/api/devices/${id}`, { as: admin, body })).status).toBe(200);
    crowd.devices.push({ id, is: kind, at: [branch], good: [], gone: [] });
  }
  return crowd;
}

test.each(atLength([1, 2], [1, 2, 3, 4, 5, 6, 7, 8]))(
  'everybody gets what they may at that moment, seed %d',
  async (seed) => {
    const dice = new Dice(seed);
    const crowd = await gather(dice);
    const trial = new Trial(crowd, dice, other);
    const screens = new Screens(crowd);
    const as = {
      admin: await stage.staff('admin-1'),
      supervisor: await stage.staff('supervisor-1'),
      kiosks: [await stage.device('kiosk-1'), await stage.device('kiosk-2')],
    };
    const all = Object.entries(deeds(crowd, as)).map(([name, deed]) => ({ name, ...deed }));
    for (let step = 0; step < atLength(32, 400); step += 1) {
      const deed = dice.weighed(all);
      await trial.during(trial.questions(12), () => deed.does(stage.ask));
      const shown = await screens.settle();
      await trial.after(trial.questions(40, 0.05));
      screens.prune();
      const elsewhere = dice.chance(0.3);
      const { port } = elsewhere ? other : stage.app;
      const seen = await screens.opens(port, elsewhere);
      expect([step, deed.name, ...trial.wrong, ...shown, ...seen]).toEqual([step, deed.name]);
    }
    // A day on which nobody was let in, or nobody turned away, proves nothing.
    expect(Math.min(trial.refused.yes, trial.refused.no)).toBeGreaterThan(200);
    expect(screens.ended).toBeGreaterThan(2);
    const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  },
);
