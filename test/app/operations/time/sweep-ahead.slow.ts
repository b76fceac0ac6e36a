import { addDays } from '../../../../src/app/domain/model/local-time';
import { aheadOf } from '../../../../src/app/domain/plan/ahead';
import { aheadJob, AheadWatch } from '../../../../src/app/operations/time/sweep-ahead';
import { Branch, configWith, MINUTE, T0 } from '../../domain/support/branch';
import { learnedFrom } from '../../pages/supervisor/learned-days';

const SECOND = 1000;
const everyDay = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '09:00', to: '14:00' }]]),
);
const SERVES = { ana: ['caja'], eva: ['caja'], ivo: ['empresas'] };

/** A morning on which ten have just come, and only ana serves them. */
function crowded(days: number) {
  const config = configWith({ hours: everyDay }, { caja: { targetMinutes: 10 } });
  const branch = new Branch(config).signOn('ana', '1', ['caja']).signOn('ivo', '2', ['empresas']);
  const { body, plan } = learnedFrom(config, addDays('2026-03-10', -1), days, SERVES);
  branch.configure({ ...config, learned: body });
  for (let count = 0; count < 10; count += 1) branch.issue();
  return { branch, plan };
}

function watchOf({ branch, plan }: ReturnType<typeof crowded>, failing = false) {
  const warnings: unknown[] = [];
  let asked = 0;
  const watch = new AheadWatch({
    store: { learnedBy: () => Promise.resolve({ seq: 0, plan }) },
    simulations: {
      ahead: (job: Parameters<typeof aheadOf>[0]) => {
        asked += 1;
        return failing ? Promise.reject(new Error('crowded')) : Promise.resolve(aheadOf(job));
      },
    },
    log: { warn: (...all: unknown[]) => warnings.push(all) },
  } as never);
  const look = async () => {
    const read = { floor: branch.floor, directory: { config: branch.config } };
    const found = watch.look(read as never, branch.now);
    await new Promise(setImmediate);
    return found;
  };
  return { look, warnings, asked: () => asked };
}

test('an answer counts from the next look on, and is requested twice a minute', async () => {
  const story = crowded(6);
  const { look, asked } = watchOf(story);
  const found = [];
  for (let beat = 0; beat < 12; beat += 1) {
    found.push(await look());
    story.branch.now += 8 * SECOND;
  }
  expect(found.slice(0, 2)).toEqual([undefined, undefined]);
  expect(found[2]!.caja).toMatchObject({ within: expect.any(Number), mend: { advisor: 'ivo' } });
  expect(found[2]!.caja.short).toBeGreaterThan(0.9);
  expect(asked()).toBe(3);
});

test('nothing is asked by a sweep that looks rarely, or while the branch is closed', async () => {
  const story = crowded(6);
  const { look, asked } = watchOf(story);
  for (let beat = 0; beat < 5; beat += 1) {
    await look();
    story.branch.now += 5 * MINUTE;
  }
  story.branch.now = T0 + 5 * 60 * MINUTE;
  expect([await look(), await look()]).toEqual([{}, {}]);
  expect(asked()).toBe(0);
});

test('silent before enough days like this one are known', async () => {
  const few = crowded(4);
  const { look, asked } = watchOf(few);
  await look();
  await look();
  expect(await look()).toEqual({});
  expect(asked()).toBe(0);
  const { branch, plan } = crowded(6);
  expect(aheadJob(branch.floor, branch.config, plan, branch.now)).toBeDefined();
  expect(
    aheadJob(branch.floor, branch.config, { ...plan, comers: {} }, branch.now),
  ).toBeUndefined();
});

test('a failed simulation is requested again, and its last answer does not last', async () => {
  const story = crowded(6);
  const { look, warnings, asked } = watchOf(story, true);
  const found = [];
  for (let beat = 0; beat < 18; beat += 1) {
    found.push(await look());
    story.branch.now += 8 * SECOND;
  }
  expect(found[3]).toBeUndefined();
  expect(found.at(-1)).toEqual({});
  expect(asked()).toBeGreaterThan(3);
  expect(warnings.length).toBe(asked());
});
