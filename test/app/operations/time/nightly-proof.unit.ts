import {
  LastProof,
  NightlyProof,
  NightlyProofDeps,
  Proof,
} from '../../../../src/app/operations/time/nightly-proof';
import { Run } from '../../../../src/app/ports';

const HOUR = 3_600_000;
const holds: Proof = { chains: 2, events: 7, faults: {}, unproven: [] };

/** A bank whose chain began at 0, with a branch's last event at `lastEvent`. */
function bank(over: Partial<NightlyProofDeps> = {}) {
  const state = {
    now: 0,
    lastEvent: 0,
    last: { at: 0, broken: [] } as LastProof | undefined,
    proof: holds,
    proved: 0,
    recorded: [] as unknown[],
    warned: [] as unknown[],
    rung: 0,
  };
  const record = async ({ command }: { command: { facts: readonly object[] } }) => {
    state.recorded.push(...command.facts);
    return { events: [], answer: undefined };
  };
  const nightly = new NightlyProof({
    mine: async () => true,
    release: async () => undefined,
    last: async () => state.last,
    lastEvent: async () => state.lastEvent,
    async prove() {
      state.proved += 1;
      return state.proof;
    },
    runInBackground: record as unknown as Run,
    clock: () => state.now,
    log: {
      info: () => undefined,
      error: () => undefined,
      warn: (about: unknown) => state.warned.push(about),
    } as unknown as NightlyProofDeps['log'],
    ring: () => (state.rung += 1),
    ...over,
  });
  return { state, nightly };
}

test.each([
  ['nineteen hours after the last', 19, 10, 0],
  ['a night after it, once nobody has done anything for an hour', 21, 19, 1],
  ['a night after it, while a branch works', 21, 20.5, 0],
  ['more than a day after it, while a branch works', 31, 30.9, 1],
])('%s', async (_, now, lastEvent, times) => {
  const { state, nightly } = bank();
  Object.assign(state, { now: now * HOUR, lastEvent: lastEvent * HOUR });
  await nightly.look();
  expect(state.proved).toBe(times);
});

test('a bank in which nothing ever happened is not proven', async () => {
  const { state, nightly } = bank();
  Object.assign(state, { now: 99 * HOUR, last: undefined });
  await nightly.look();
  expect([state.proved, state.rung]).toEqual([0, 0]);
});

test('a proof that holds is one fact, and is not repeated the same night', async () => {
  const { state, nightly } = bank();
  state.now = 25 * HOUR;
  await nightly.look();
  await nightly.look();
  const details = { chains: 2, events: 7, unproven: 0 };
  expect(state.recorded).toEqual([
    { type: 'BankFact', what: 'audit-verified', subject: 'bank', details },
  ]);
  expect(state.rung).toBe(0);
});

test('each broken chain is a fact, and rings if a night finds more faults', async () => {
  const { state, nightly } = bank();
  state.proof = { ...holds, faults: { 1: ['a', 'b'], bank: ['c'] } };
  state.now = 25 * HOUR;
  await nightly.look();
  expect(state.recorded).toEqual([
    { type: 'BankFact', what: 'audit-broken', subject: '1', details: { faults: 2, more: 2 } },
    { type: 'BankFact', what: 'audit-broken', subject: 'bank', details: { faults: 1, more: 1 } },
  ]);
  expect(state.rung).toBe(1);
  state.now += 25 * HOUR;
  await nightly.look();
  expect(state.rung).toBe(1);
  state.proof = { ...holds, faults: { 1: ['a', 'b', 'd'], bank: ['c'] } };
  state.now += 25 * HOUR;
  await nightly.look();
  expect(state.rung).toBe(2);
});

test('a finding that cannot be recorded rings all the same', async () => {
  const { state, nightly } = bank({ runInBackground: () => Promise.reject(new Error('no chain')) });
  state.proof = { ...holds, faults: { bank: ['c'] } };
  state.now = 25 * HOUR;
  await nightly.look();
  expect(state.warned).toEqual([{ error: 'no chain' }]);
  expect(state.rung).toBe(1);
});

test('three days without a proof ring, and again after three more', async () => {
  const { state, nightly } = bank({ prove: () => Promise.reject(new Error('no keys')) });
  const rungAt = async (hours: number) => {
    state.now = hours * HOUR;
    await nightly.look();
    return state.rung;
  };
  expect(await rungAt(71)).toBe(0);
  expect(await rungAt(73)).toBe(1);
  expect(await rungAt(74)).toBe(1);
  expect(await rungAt(146)).toBe(2);
});

test('a stopping app ends at a page, records nothing, and leaves it to another', async () => {
  let released = 0;
  const pages: number[] = [];
  const { state, nightly } = bank({
    release: async () => void (released += 1),
    async prove({ held }) {
      for (let page = 0; page < 3; page += 1) {
        pages.push(page);
        if (page === 1) nightly.end();
        await held(0);
      }
      return holds;
    },
  });
  state.now = 25 * HOUR;
  await nightly.look();
  expect([pages, released, state.recorded, state.warned]).toEqual([[0, 1], 1, [], []]);
});

test('the second instance does not prove again after the first has recorded', async () => {
  const first = bank();
  first.state.now = 25 * HOUR;
  await first.nightly.look();
  const second = bank({
    // it gets the lease only now, and with it what the first one recorded
    async mine() {
      second.state.last = { at: 25 * HOUR, broken: [] };
      return true;
    },
  });
  second.state.now = 25 * HOUR;
  await second.nightly.look();
  expect(second.state.proved).toBe(0);
});
