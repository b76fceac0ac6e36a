import type { App } from '../../../src/app/create-app';
import { verifyBranch } from '../../../src/app/main';
import { newKeys } from '../../../src/app/vault/keys';
import { atLength } from '../../support/at-length';
import { deeds } from './chance/deeds';
import { Desk, STAFF } from './chance/desk';
import { Dice } from './chance/dice';
import { calendarDeeds, officeDeeds } from './chance/office';
import { apart } from './chance/phones';
import { otherInstance } from './other-instance';
import { Weekday } from './routes/weekday';
import { askAt } from './stage';

/**
 * Days on which anything happens, in any order. Even so floor, display, kiosk, consoles, overview
 * and every report in every form agree, and the events prove it.
 */

let weekday: Weekday;
let other: App | undefined;

/** Three advisors come on duty in a bank with these settings, which one or two instances serve. */
async function begin(settings: object, two = false): Promise<void> {
  const shared = { dataKeys: newKeys(), viewerAddressHeader: 'x-viewer-ip' };
  weekday = await Weekday.open(shared);
  const { stage } = weekday;
  if (two) other = await otherInstance(stage, { ...shared, clock: () => weekday.now });
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
afterEach(async () => {
  await other?.close();
  other = undefined;
  await weekday.stage.close();
});

/** The sweep takes several steps to close a day that is over. */
async function sweeps(): Promise<void> {
  const { app } = weekday.stage;
  for (let steps = 0; steps < 3; steps += 1) {
    weekday.after(11);
    await app.sweep.step(weekday.now);
  }
}

/** The open day, once the sweep has closed the one before. */
async function settle(): Promise<string> {
  await sweeps();
  return weekday.inDatabase(async (client) => {
    const { rows } = await client.query<{ day: string }>(
      `select body::jsonb #>> '{fact,day}' as day from events
        where branch_id = '1' and type = 'DayOpened' order by seq desc limit 1`,
    );
    return rows[0]?.day ?? weekday.day; // where nobody has come yet
  });
}

/** Everything each surface says about the day and the present. */
async function wrong(desk: Desk): Promise<readonly string[]> {
  const found: readonly string[] = [
    ...(await weekday.differences('1', STAFF, await settle(), desk.token)),
    ...(await apart(weekday, desk.keys)),
    ...(await verifyBranch(weekday.stage.app, '1')).rows,
  ];
  return found;
}

interface Living {
  readonly atOnce?: number;
  readonly office?: boolean;
  /** Dates get hours of their own; on some nights no sweep runs. */
  readonly calendar?: boolean;
}

/** Things happen, several at once up to a limit: commands then share transactions, in any order. */
async function live(
  seed: number,
  { atOnce = 1, office = false, calendar = false }: Living = {},
): Promise<Desk['done']> {
  const dice = new Dice(seed);
  const { contract } = weekday.stage;
  const second = other && {
    app: other,
    ask: askAt(`http://127.0.0.1:${other.port}`, contract),
  };
  const desk = new Desk(weekday, dice, second);
  const all = Object.values({
    ...deeds(desk, dice),
    ...(office ? officeDeeds(desk, dice) : {}),
    ...(calendar ? calendarDeeds(desk, dice) : {}),
  });
  for (let part = 1; part <= 4; part += 1) {
    for (let left = 100; left > 0;) {
      const some = Array.from({ length: 1 + dice.below(atOnce) }, () => dice.weighed(all));
      await Promise.all(some.map((each) => each.does()));
      left -= some.length;
    }
    if (office) for (const who of STAFF) await desk.employs(who, true);
    let found = await wrong(desk);
    // What the other instance wrote may still be on its way to this one.
    for (let looks = 1; second && found.length > 0 && looks < 5; looks += 1) {
      found = await wrong(desk);
    }
    expect([part, found]).toEqual([part, []]);
  }
  expect(await verifyBranch(weekday.stage.app, '1')).toEqual({ chain: [], rows: [] });
  return desk.done;
}

const seeds = (usual: readonly number[]) => atLength(usual, [2, 3, 4, 5, 7, 8, 9]);

test.each(seeds([5]))('a random day, seed %d', async (seed) => {
  await begin({});
  const done = await live(seed);
  // A day on which nothing succeeds proves nothing.
  const kinds = ['issue', 'next', 'start', 'finish', 'transfer', 'matter', 'hold', 'undo'];
  expect(kinds.filter((kind) => !done[kind])).toEqual([]);
});

test.each(seeds([6]))('with automatic calls, several at once, seed %d', async (seed) => {
  await begin({ assignment: 'automatic' });
  const done = await live(seed, { atOnce: 6 });
  expect(done['issue']).toBeGreaterThan(10);
});

test.each(seeds([10]))('an office that changes its mind, seed %d', async (seed) => {
  await begin({});
  const done = await live(seed, { office: true });
  const kinds = ['settings', 'queues', 'counters', 'erase', 'left', 'employed', 'next', 'finish'];
  expect(kinds.filter((kind) => !done[kind])).toEqual([]);
});

test.each(seeds([30]))('dates with hours of their own, over midnight, seed %d', async (seed) => {
  await begin({});
  const done = await live(seed, { office: true, calendar: true });
  expect(done['settings']).toBeGreaterThan(3);
});

test.each(seeds([20]))('two instances, several at once, seed %d', async (seed) => {
  await begin({}, true);
  const done = await live(seed, { atOnce: 4, office: true });
  expect(done['issue']).toBeGreaterThan(10);
});
