import { Duty } from '../../../src/local/replay/duty';

const HOUR = 3_600_000;

test('comes for the first call, leaves an hour after a finish without another call', async () => {
  const said: string[] = [];
  let now = 0;
  const duty = new Duty(
    {
      setState: async (advisor, state) => {
        said.push(`${now / HOUR} ${advisor} ${state}`);
      },
    },
    {
      until: async (at) => {
        now = at;
      },
    },
  );
  await duty.until(HOUR);
  await duty.come('DANA');
  duty.finished('DANA', HOUR);
  await duty.until(1.5 * HOUR);
  await duty.come('DANA'); // called again in time
  await duty.come('EVA');
  duty.finished('EVA', 2 * HOUR);
  duty.finished('DANA', 2.5 * HOUR);
  await duty.until(8 * HOUR);
  await duty.come('DANA');
  expect(said).toEqual([
    '1 DANA available',
    '1.5 EVA available',
    '3 EVA offline',
    '3.5 DANA offline',
    '8 DANA available',
  ]);
});
