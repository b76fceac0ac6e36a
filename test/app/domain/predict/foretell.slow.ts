import { BranchConfig } from '../../../../src/app/domain/model/state';
import { foretellNewcomer, outlooks } from '../../../../src/app/domain/predict/foretell';
import { Branch, configWith, experienced, MINUTE, T0 } from '../support/branch';

const asked = { queue: 'caja', lane: 'general' } as const;
const newcomer = ({ whole, config, now }: Branch) => foretellNewcomer(whole, config, asked, now);

/** A branch where this many wait, and ana, or nobody, serves them. */
function branchWith(
  waiting: number,
  config: BranchConfig = experienced(),
  attended = true,
): Branch {
  const branch = new Branch(config);
  if (attended) {
    branch.signOn('ana', '1', ['caja']);
    branch.issue();
    branch.start(branch.next('ana')!);
  }
  for (let n = 0; n < waiting; n += 1) branch.after(1).issue();
  return branch;
}

/** Santiago, where it is 10:00 at `T0`; closes this many minutes later. */
const closingIn = (minutes: number, config = experienced()): BranchConfig => {
  const to = new Date(Date.parse('2026-03-10T10:00:00Z') + minutes * MINUTE);
  const hours = { 2: [{ from: '08:00', to: to.toISOString().slice(11, 16) }] };
  return { ...config, settings: { ...config.settings, hours } };
};

test('low ≤ minutes ≤ high, rounded outward from the seconds', () => {
  for (let waiting = 0; waiting < 8; waiting += 1) {
    const { foretold, estimate } = newcomer(branchWith(waiting));
    const { minutes, low, high } = estimate!;
    expect(low).toBeLessThanOrEqual(minutes);
    expect(minutes).toBeLessThanOrEqual(high);
    expect(low * 60).toBeLessThanOrEqual(foretold.lowSeconds);
    expect(high * 60).toBeGreaterThanOrEqual(foretold.highSeconds);
  }
});

describe('no time is said', () => {
  test('where nobody on duty serves the queue', () => {
    const alone = newcomer(branchWith(2, experienced(), false));
    expect(alone.estimate).toBeUndefined();
    expect(alone.foretold.seconds).toBeGreaterThan(0);
    expect(newcomer(branchWith(2)).estimate).toBeDefined();
  });

  test('before five calls of the queue are known', () => {
    const branch = new Branch().signOn('ana', '1', ['caja', 'empresas']);
    for (let call = 1; call <= 5; call += 1) {
      expect(newcomer(branch).estimate).toBeUndefined();
      branch.issue();
      branch.after(2).serve(branch.next('ana')!);
    }
    expect(newcomer(branch).estimate).toBeDefined();
    const other = { queue: 'empresas', lane: 'general' } as const;
    expect(
      foretellNewcomer(branch.whole, branch.config, other, branch.now).estimate,
    ).toBeUndefined();
  });

  test('beyond closing, or at closing once rounded up, and never after it', () => {
    const open = newcomer(branchWith(6)).estimate!;
    const far = newcomer(branchWith(6, closingIn(120))).estimate!;
    expect(far).toEqual(open);
    const near = branchWith(6, closingIn(6 + open.high - 3));
    const { minutes, high } = newcomer(near).estimate!;
    expect(high).toBeLessThanOrEqual(open.high - 3);
    expect(minutes).toBeLessThanOrEqual(high);
    expect(newcomer(branchWith(6, closingIn(6 + open.low))).estimate).toBeUndefined();
    const late = branchWith(6, closingIn(8)).after(3);
    expect(newcomer(late).estimate).toBeUndefined();
  });

  test('where one run in five ends beyond two hours', () => {
    const endless = configWith({}, { caja: { averageMinutes: 400 } });
    expect(newcomer(branchWith(2, experienced(endless))).estimate).toBeUndefined();
  });
});

test('a line beyond the simulated length goes on at the same pace', () => {
  const [some, more] = [80, 160].map((waiting) => newcomer(branchWith(waiting)).foretold.raw[1]);
  expect(more).toBeGreaterThan(some * 1.5);
});

test("the customer's promise stands for ten seconds, then the floor decides", () => {
  const branch = branchWith(4);
  const mine = branch.issue();
  const said = () => outlooks(branch.floor, branch.config, branch.now).ofTicket(mine)!;
  expect(said().estimate).toEqual(branch.ticket(mine).promised);
  branch.after(4).finish('t1', true);
  expect(said().foretold).not.toEqual(branch.ticket(mine).foretold);
});

test('a deferral, a transfer and a move leave no promise to score', () => {
  const branch = branchWith(3);
  expect(branch.ticket('t2').foretold).toBeDefined();
  branch.do({ type: 'Defer', ticket: 't2', minutes: 5 });
  expect(branch.ticket('t2').foretold).toBeUndefined();
  branch.do({
    type: 'Transfer',
    ticket: 't3',
    queue: 'empresas',
    by: { staff: 'boss', supervises: true },
  });
  expect(branch.ticket('t3').foretold).toBeUndefined();
});

test('calls correct their own queue, and no other', () => {
  const branch = branchWith(3);
  const before = branch.whole.queues.caja.calibration!;
  branch.finish('t1', true);
  const after = branch.whole.queues.caja.calibration!;
  expect(after.calls).toBe(before.calls + 1);
  expect(after.les).toBe(2 * 60);
  expect(after.steps).not.toEqual(before.steps);
  expect(branch.whole.queues.empresas.calibration).toBeUndefined();
  expect(branch.now).toBeGreaterThan(T0);
});

test('an event of an older release changes no calibration', () => {
  const branch = branchWith(3);
  const before = branch.whole.queues.caja.calibration;
  const called = branch.decide({
    type: 'Finish',
    ticket: 't1',
    by: { staff: 'ana', supervises: false },
    next: true,
  });
  branch.given(
    called.map((fact) => {
      if (fact.type !== 'TicketCalled') return fact;
      const { foretold: _, ...older } = fact;
      return older;
    }),
  );
  expect(branch.whole.queues.caja.calibration).toEqual(before);
});
