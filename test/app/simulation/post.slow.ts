import { PostSimulation } from './post';

/** As in `screens.slow.ts`. */
const SEEDS = Number(process.env.SIMULATION_SEEDS ?? 15);
const STEPS = Number(process.env.SIMULATION_STEPS ?? 120);
const FIRST = Number(process.env.SIMULATION_FIRST ?? 1);

beforeEach(() => {
  jest.useFakeTimers({ now: 1_700_000_000_000, doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

async function faultsOf(seed: number, breaks: (post: PostSimulation) => void = () => undefined) {
  const post = new PostSimulation(seed, async (ms) => {
    await jest.advanceTimersByTimeAsync(ms);
  });
  breaks(post);
  await post.run(STEPS);
  const { faults } = post;
  jest.clearAllTimers();
  return faults.map((fault) => `seed ${seed}: ${fault}`);
}

test(
  'every message arrives, in order, twice only if its sender was killed at the wrong moment',
  async () => {
    const found: string[] = [];
    for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) found.push(...(await faultsOf(seed)));
    expect(found).toEqual([]);
  },
  60_000 + SEEDS * STEPS * 100,
);

test('the simulation notices rows that do not record their holder', async () => {
  const found: string[] = [];
  for (let seed = 1; seed <= 20 && found.length === 0; seed += 1) {
    found.push(...(await faultsOf(seed, (post) => void (post.leased = false))));
  }
  expect(found.join()).toMatch(/arrived \d times/);
});
