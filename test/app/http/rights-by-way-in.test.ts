import { Client } from 'pg';
import { App } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { providerOf } from '../../../src/app/oidc/provider';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { newKeys } from '../../../src/app/vault/keys';
import { atLength } from '../../support/at-length';
import { Provider, startProvider } from '../../support/provider';
import { Dice } from './chance/dice';
import { otherInstance } from './other-instance';
import { Crowd, PASSWORD, PLACES, ROLES } from './rights-by-chance/crowd';
import { Screens } from './rights-by-chance/screens';
import { Trial } from './rights-by-chance/trial';
import { GROUPS, Local, Provided, WaysIn } from './rights-by-chance/ways-in';
import { askAt, openStage, Stage } from './stage';

/**
 * Random rights of people who come by the bank's own sign-in, where their groups change, and of
 * people with a second factor, which the bank requires on and off. After each change, at either of
 * two instances, anybody asks for anything.
 */

const URL_OF_BANK = 'https://turnos.bank.example';
let stage: Stage;
let other: App;
let client: Client;
let provider: Provider;
beforeEach(async () => {
  provider = await startProvider(`${URL_OF_BANK}/sign-in`);
  const log = createLog('silent', 'provider');
  const shared = {
    dataKeys: newKeys(),
    publicUrl: URL_OF_BANK,
    oidc: {
      ...providerOf(provider.settings({ groups: GROUPS, strong: ['mfa'] }), log),
      askEveryMs: 100,
    },
  };
  stage = await openStage(shared);
  other = await otherInstance(stage, shared);
  client = new Client(stage.databaseUrl);
  await client.connect();
});
afterEach(async () => {
  await client?.end();
  await other?.close();
  await stage?.close();
  await provider?.close();
});

/** They are on no list of staff: the provider sends them. */
const fromProvider = (n: number): Provided => ({
  ...{ id: `sub-${n}`, sub: `sub-${n}`, is: 'advisor', at: [], rights: 'no group' },
  ...{ active: true, password: false, good: [], gone: [] },
});

async function withPassword(n: number, dice: Dice, as: string): Promise<Local> {
  const id = `person-${n}`;
  const [role, branches] = [dice.of(ROLES), dice.of(PLACES)];
  const body = { username: id, firstName: 'P', role, branches, password: PASSWORD };
  expect((await stage.ask('PUT', `/api/staff/${id}`, { as, body })).status).toBe(200);
  return { id, is: role, at: branches, active: true, password: true, good: [], gone: [] };
}

test.each(atLength([1], [1, 2, 3, 4, 5, 6]))(
  'by whatever way they came, people get what they may at that moment, seed %d',
  async (seed) => {
    const dice = new Dice(seed);
    const crowd = new Crowd(stage, dice);
    const admin = await stage.staff('admin-1');
    const provided = [0, 1, 2, 3].map(fromProvider);
    const locals: Local[] = [];
    for (let n = 0; n < 4; n += 1) locals.push(await withPassword(n, dice, admin));
    crowd.people.push(...provided, ...locals);
    const asks = [stage.ask, askAt(`http://127.0.0.1:${other.port}`, stage.contract)];
    const waysIn = new WaysIn({ crowd, provider, client, admin, asks, provided, locals });
    const trial = new Trial(crowd, dice, other);
    const screens = new Screens(crowd);
    const all = waysIn.deeds();
    for (let step = 0; step < atLength(36, 300); step += 1) {
      const deed = dice.weighed(all);
      await trial.during(trial.questions(8), () => deed.does(stage.ask));
      const shown = await screens.settle();
      await trial.after(trial.questions(20, 0.1));
      screens.prune();
      // Few have a key, so many draws are needed before one may watch.
      const seen = [];
      for (let tries = 0; tries < 3; tries += 1) {
        const elsewhere = dice.chance(0.3);
        seen.push(...(await screens.opens(elsewhere ? other.port : stage.app.port, elsewhere)));
      }
      expect([step, deed.name, ...trial.wrong, ...shown, ...seen]).toEqual([step, deed.name]);
    }
    expect(Math.min(trial.refused.yes, trial.refused.no)).toBeGreaterThan(50);
    expect(Math.min(waysIn.came.in, waysIn.came.not)).toBeGreaterThan(3);
    const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  },
);
