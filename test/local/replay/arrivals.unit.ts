import { join } from 'node:path';
import { arrivalsOf } from '../../../src/local/replay/arrivals';
import { prepare } from '../../../src/local/replay/prepare';

const at = (time: string) => Date.parse(`1999-01-${time}Z`);

it('takes arrivals, patience and service times, and shifts of real names only', async () => {
  const { plan } = await prepare(join(__dirname, '../../support/replay/oddities.txt'));
  const { arrivals, shifts } = arrivalsOf(plan);
  const of = (line: number) => arrivals.find(({ visit }) => visit.line === line);
  expect(arrivals).toHaveLength(plan.visits.length);
  expect(of(2)).toMatchObject({ service: 120_000 });
  expect(of(2)).not.toHaveProperty('patience');
  // the average service of its queue: 3,666 s for 20
  expect(of(4)).toMatchObject({ patience: 40_000, service: 183_000 });
  expect(of(5)).toMatchObject({ patience: 0 });
  expect(of(22)).toMatchObject({ patience: 180_000, service: 600_000 });
  expect(new Set(shifts.map(({ advisor }) => advisor))).toEqual(
    new Set(['DANA', 'MOSHE', 'NOGA', 'DE LA VEGA']),
  );
  expect(shifts.filter(({ advisor }) => advisor === 'DANA')).toEqual([
    { advisor: 'DANA', from: at('05T07:01:00'), until: at('06T06:04:00') },
    { advisor: 'DANA', from: at('06T07:02:00'), until: at('06T07:09:59') },
  ]);
});
