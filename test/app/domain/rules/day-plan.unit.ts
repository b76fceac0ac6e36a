import { Branch } from '../support/branch';

const branch = new Branch();
const plan = {
  fromMinute: 540,
  advisors: [2, 3],
  skills: [{ advisor: 'ana', queue: 'empresas' }],
  scale: 1,
  share: 0.8,
};
const save = (day: string, ifVersion = 0, planVersion?: number) =>
  ({ type: 'SaveDayPlan', day, ifVersion, plan, existing: { planVersion } }) as const;

test('a plan is for today or a day within a year', () => {
  for (const day of ['2026-03-10', '2026-12-31', '2027-03-11']) {
    expect(branch.decide(save(day))).toEqual([]);
  }
});

test.each(['2026-03-09', '2027-03-12', '2026-02-31', '2026-06-31', '2026-13-01', 'mañana', ''])(
  'no plan is made for %j',
  (day) => {
    expect(branch.refusal(save(day))).toMatchObject({
      code: 'day_not_ahead',
      fields: [{ field: 'day', got: day, wants: 'a day from 2026-03-10 to 2027-03-11' }],
    });
  },
);

test('a plan replaces the version that its editor saw', () => {
  expect(branch.decide(save('2026-03-11', 4, 4))).toEqual([]);
  for (const [saw, version] of [
    [3, 4],
    [1, undefined],
    [0, 1],
  ]) {
    expect(branch.refusal(save('2026-03-11', saw!, version))).toMatchObject({
      code: 'version_mismatch',
      fields: [{ field: 'version', got: saw }],
    });
  }
});

test('a queue that the branch does not have is opened to nobody', () => {
  const strange = { ...plan, skills: [{ advisor: 'ana', queue: 'notaria' }] };
  expect(branch.refusal({ ...save('2026-03-11'), plan: strange })).toMatchObject({
    code: 'unknown_queue',
    fields: [{ field: 'skills', got: 'notaria' }],
  });
});
