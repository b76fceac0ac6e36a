import { addDays, localDate } from '../../../../src/app/domain/model/local-time';
import { admin, stage, walk } from './stage';

/** Dates on which a branch, or every branch, does not open. */

test('an administrator: dates on which branches are closed', async () => {
  const path = '/api/branches/2/closures';
  const closure = { from: '2030-01-02', reason: { es: 'Obras', en: 'Works' } };
  expect((await walk('POST', path, { as: admin, body: closure }, 201)).body).toEqual({
    closures: [closure],
  });
  expect((await walk('DELETE', `${path}/2030-01-02`, { as: admin })).body).toEqual({
    closures: [],
  });
  expect(await stage.ask('POST', path, { as: admin, body: { from: '2030-13-01' } })).toMatchObject({
    status: 422,
  });
  // every branch in one command: from tomorrow, or from a date with a reason; and undone
  const bank = '/api/branches/bank/closures';
  const tomorrow = addDays(localDate('America/Santiago', Date.now()), 1);
  const closures = async (branch: string) =>
    (await walk('GET', `/api/branches/${branch}/settings`, { as: admin })).body.settings?.[
      'closures'
    ];
  expect((await walk('POST', bank, { as: admin, body: {} }, 201)).body).toEqual({
    closures: [{ from: tomorrow }],
  });
  await walk('POST', bank, { as: admin, body: closure }, 201);
  const both = [{ from: tomorrow }, closure];
  expect([await closures('1'), await closures('norte')]).toEqual([both, both]);
  for (const { from } of both) await walk('DELETE', `${bank}/${from}`, { as: admin });
  expect([await closures('1'), await closures('norte')]).toEqual([[], []]);
  for (let day = 10; day < 30; day += 1) {
    await walk('POST', path, { as: admin, body: { ...closure, from: `2031-01-${day}` } }, 201);
  }
  expect(await stage.ask('POST', path, { as: admin, body: closure })).toMatchObject({
    status: 409,
    body: { code: 'too_many_closures' },
  });
  for (let day = 10; day < 30; day += 1) {
    await walk('DELETE', `${path}/2031-01-${day}`, { as: admin });
  }
  const { body } = await walk('GET', '/api/branches/bank/holidays/2027', { as: admin });
  expect(body).toMatchObject({
    source: expect.stringContaining('19.668'),
    years: expect.arrayContaining([2026, 2027]),
    holidays: expect.arrayContaining([
      {
        date: '2027-06-28',
        es: 'San Pedro y San Pablo',
        en: 'Saints Peter and Paul',
        law: 'Ley 18.432',
      },
    ]),
  });
});
