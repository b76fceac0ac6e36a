import { DatabaseClock } from '../../../../src/app/db/connect/clock';

/** A steady clock moved by hand, and a database that answers after a while. */
function world() {
  let steady = 5_000;
  const clock = new DatabaseClock(() => steady);
  return {
    clock,
    pass: (ms: number) => {
      steady += ms;
    },
    /** @param databaseAt the database's time half-way between question and answer */
    set: (databaseAt: number, tookMs: number) =>
      clock.set(async () => {
        steady += tookMs;
        return databaseAt;
      }),
  };
}

test("it counts on from the database's time with the steady clock", async () => {
  const { clock, pass, set } = world();
  await set(1_000_000, 10);
  expect(clock.now()).toBe(1_000_005);
  pass(60_000);
  expect(clock.now()).toBe(1_060_005);
});

test('a slow answer does not replace a quick one', async () => {
  const { clock, set } = world();
  await set(1_000_000, 4);
  await set(1_002_900, 3_000);
  expect(clock.now()).toBe(1_003_002);
});

test("another server's time, or a clock that was set, is believed at once", async () => {
  const { clock, set } = world();
  await set(1_000_000, 4);
  await set(4_600_000, 10);
  expect(clock.now()).toBe(4_600_005);
});

test("setting the machine's time of day by an hour changes nothing", async () => {
  const { clock, set } = world();
  await set(1_000_000, 4);
  const right = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  expect(clock.now()).toBe(1_000_002);
  right.mockRestore();
});
