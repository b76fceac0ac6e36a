import { Chance } from '../../../src/local/busy/chance';

const drawn = <T>(times: number, draw: () => T) => Array.from({ length: times }, draw);

it('repeats with its seed, and only with it', () => {
  const [one, same, other] = ['a', 'a', 'b'].map((seed) => {
    const chance = new Chance(seed);
    return drawn(20, () => chance.next());
  });
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  expect(one.every((each) => each >= 0 && each < 1)).toBe(true);
});

it('draws each in proportion to its weight', () => {
  const chance = new Chance(7);
  const counts = { often: 0, seldom: 0, never: 0 };
  for (const name of drawn(10_000, () => chance.among({ often: 9, seldom: 1, never: 0 }))) {
    counts[name] += 1;
  }
  expect(counts.never).toBe(0);
  expect(counts.often / counts.seldom).toBeGreaterThan(7.5);
  expect(counts.often / counts.seldom).toBeLessThan(11);
});

it('arrivals per minute average the requested rate', () => {
  const chance = new Chance(8);
  const minutes = drawn(10_000, () => chance.gapMs(4)).reduce((sum, gap) => sum + gap, 0) / 60_000;
  expect(10_000 / minutes).toBeGreaterThan(3.8);
  expect(10_000 / minutes).toBeLessThan(4.2);
});

it('durations spread around their median, none endless', () => {
  const chance = new Chance(9);
  const durations = drawn(5000, () => chance.duration(100)).sort((a, b) => a - b);
  expect(durations[2500]).toBeGreaterThan(92);
  expect(durations[2500]).toBeLessThan(108);
  expect(durations[0]).toBeGreaterThan(100 / Math.E - 1);
  expect(durations.at(-1)).toBeLessThan(100 * Math.E + 1);
});
