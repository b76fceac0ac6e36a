import { inTurns } from '../../../src/app/live/in-turns';

/** Reads whose ends the test decides; each says how many had begun by then. */
function reads() {
  const under: { readonly of: string; end(error?: Error): void }[] = [];
  let begun = 0;
  const read = inTurns<number>((of) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const mine = (begun += 1);
    under.push({ of, end: (error) => (error ? reject(error) : resolve(mine)) });
    return promise;
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    read,
    begun: () => begun,
    async end(of: string, error?: Error) {
      under
        .splice(
          under.findIndex((each) => each.of === of),
          1,
        )[0]
        .end(error);
      await settled();
    },
  };
}

test('a crowd that asks at once makes two reads, and all but the first share one', async () => {
  const { read, begun, end } = reads();
  const asked = Array.from({ length: 32 }, () => read('1'));
  expect(begun()).toBe(1);
  await end('1');
  expect(begun()).toBe(2);
  await end('1');
  expect(await Promise.all(asked)).toEqual([1, ...Array(31).fill(2)]);
  expect(begun()).toBe(2);
});

test('nobody gets a read that began before they asked', async () => {
  const { read, begun, end } = reads();
  const [first, second] = [read('1'), read('1')];
  await end('1');
  const third = read('1');
  expect(await first).toBe(1);
  expect(begun()).toBe(2);
  await end('1');
  expect(await second).toBe(2);
  await end('1');
  expect(await third).toBe(3);
});

test('branches do not wait for each other, and what is over is forgotten', async () => {
  const { read, begun, end } = reads();
  const [one, other] = [read('1'), read('2')];
  expect(begun()).toBe(2);
  await end('2');
  expect(await other).toBe(2);
  await end('1');
  expect(await one).toBe(1);
  const again = read('1');
  expect(begun()).toBe(3);
  await end('1');
  expect(await again).toBe(3);
});

test('a read that fails fails for those who share it, and the next begins', async () => {
  const { read, end } = reads();
  const [first, second] = [read('1'), read('1')];
  const failed = expect(first).rejects.toThrow('away');
  await end('1', new Error('away'));
  await failed;
  await end('1');
  expect(await second).toBe(2);
});
