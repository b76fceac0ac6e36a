import { Announced, Announcer } from '../../../../src/app/pages/display/announcer';
import { ShownCall } from '../../../../src/app/pages/display/calls';

const call = (number: string, at: number, recalls = 0): ShownCall => ({
  key: `${number}@${at}`,
  ticket: number,
  number,
  counter: '3',
  at,
  recalls,
});

/** A voice that records what it says, and continues only when allowed. */
function recorder() {
  const said: string[] = [];
  const turns: (() => void)[] = [];
  const screen: { now: Announced } = { now: { heroes: [], spoken: undefined } };
  const step = (what: string) =>
    new Promise<void>((resolve) => {
      said.push(what);
      turns.push(resolve);
    });
  const announcer = new Announcer(
    { chime: () => step('chime'), say: ({ number }, language) => step(`${number} ${language}`) },
    () => Promise.resolve(),
    (now) => {
      screen.now = now;
    },
  );
  const flow = async (most: number) => {
    for (let i = 0; i < most && turns.length > 0; i += 1) {
      turns.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { said, announcer, flow, screen };
}

test('two quick calls are both spoken, in order, never at once, and match the screen', async () => {
  const { said, announcer, flow, screen } = recorder();
  announcer.offer([call('C01', 1000)], 1000);
  announcer.offer([call('C02', 1500), call('C01', 1000)], 1500);
  expect(said).toEqual(['chime']);
  expect(screen.now.heroes.map((each) => each.number)).toEqual(['C01']);
  await flow(3);
  expect(screen.now.spoken?.number).toBe('C02');
  expect(screen.now.heroes.map((each) => each.number)).toEqual(['C02']);
  await flow(10);
  expect(said).toEqual(['chime', 'C01 es', 'C01 en', 'chime', 'C02 es', 'C02 en']);
  expect(screen.now.heroes).toEqual([]);
});

test('in a burst English is dropped first, and no number is lost', async () => {
  const { said, announcer, flow, screen } = recorder();
  const calls = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07'].map((number, index) =>
    call(number, 1000 + index),
  );
  announcer.offer([...calls].reverse(), 2000);
  expect(screen.now.heroes).toHaveLength(3);
  await flow(60);
  for (const { number } of calls) {
    expect(said.filter((what) => what === `${number} es`)).toHaveLength(1);
  }
  expect(said).not.toContain('C01 en');
  expect(said).toContain('C07 en');
});

test('a call that is over leaves the queue, and is never announced', async () => {
  const { said, announcer, flow, screen } = recorder();
  const [first, missed, served, last] = ['C01', 'C02', 'C03', 'C04'].map((number, index) =>
    call(number, 1000 + index),
  );
  announcer.offer([first], 1000);
  announcer.offer([last, served, missed, first], 1005);
  expect(announcer.waiting).toBe(3);
  await flow(1);
  // one is over while it waits, the other while it is already shown large
  announcer.offer([last, served, first], 1010);
  expect(announcer.waiting).toBe(2);
  await flow(2);
  expect(screen.now.heroes.map((each) => each.number)).toEqual(['C03', 'C04']);
  announcer.offer([last, first], 1020);
  await flow(20);
  expect(said.some((what) => what.startsWith('C02'))).toBe(false);
  expect(said.filter((what) => what.startsWith('C03'))).toEqual([]);
  expect(said.filter((what) => what.startsWith('C04'))).toEqual(['C04 es', 'C04 en']);
});

/** A voice as slow as the recorded one, on a simulated clock. */
async function lagsOf(callsAMinute: number, minutes: number): Promise<readonly number[]> {
  jest.useFakeTimers({ now: 0 });
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const lags: number[] = [];
  const announcer = new Announcer(
    {
      chime: () => pause(1200),
      say: ({ at }, language, brief) => {
        if (language === 'es') lags.push(Date.now() - at);
        return pause(brief ? 3300 : 4800);
      },
    },
    pause,
    () => undefined,
  );
  const calls: ShownCall[] = [];
  for (let n = 0; n < callsAMinute * minutes; n += 1) {
    calls.unshift(call(`C${n}`, Date.now()));
    announcer.offer(calls.slice(0, 40), Date.now());
    await jest.advanceTimersByTimeAsync(60_000 / callsAMinute);
  }
  await jest.advanceTimersByTimeAsync(120_000);
  jest.useRealTimers();
  return lags;
}

test.each([
  [4, 10],
  [10, 35],
  [15, 45],
])('%d calls a minute are heard within %d s', async (callsAMinute, seconds) => {
  const lags = await lagsOf(callsAMinute, 20);
  expect(lags).toHaveLength(callsAMinute * 20);
  expect(Math.max(...lags) / 1000).toBeLessThan(seconds);
});

test('a recall is spoken again; a repeated view or an old call is only shown', async () => {
  const { said, announcer, flow } = recorder();
  announcer.offer([call('C01', 1000)], 1000);
  await flow(5);
  announcer.offer([call('C01', 1000)], 3000);
  expect(said.filter((what) => what === 'C01 es')).toHaveLength(1);
  announcer.offer([call('C01', 61_000, 1)], 61_000);
  await flow(5);
  expect(said.filter((what) => what === 'C01 es')).toHaveLength(2);
  announcer.offer([call('C09', 100_000)], 200_000);
  expect(said.filter((what) => what.startsWith('C09'))).toEqual([]);
});

test('a sound that fails silences only itself', async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  const said: string[] = [];
  const announcer = new Announcer(
    {
      chime: () => Promise.reject(new Error('refused')),
      say: async ({ number }, language) => {
        if (number === 'C01') throw new Error('broken');
        said.push(`${number} ${language}`);
      },
    },
    () => Promise.resolve(),
    () => undefined,
  );
  announcer.offer([call('C02', 1001), call('C01', 1000)], 1001);
  await new Promise((resolve) => setImmediate(resolve));
  expect(said).toEqual(['C02 es', 'C02 en']);
});

test('a month of calls leaves nothing behind', async () => {
  const { announcer, flow } = recorder();
  for (let i = 0; i < 5_000; i += 1) {
    announcer.offer([call(`C${i}`, i * 1000)], i * 1000);
    await flow(5);
  }
  expect(announcer.waiting).toBe(0);
  expect((announcer as unknown as { seen: Set<string> }).seen.size).toBeLessThanOrEqual(2);
});
