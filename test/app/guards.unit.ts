import { moduleAt, withoutGuard } from '../support/without-guard';

/**
 * Guards that other tests cover, taken out one by one: what each prevents then happens. A guard
 * that is gone, or a test that no longer notices, shows here.
 */

type Branches = typeof import('./domain/support/branch');
const branches = () => moduleAt<Branches>('test/app/domain/support/branch.ts');
type Ways = typeof import('../../src/app/identity/ways-in');
const ways = () => moduleAt<Ways>('src/app/identity/ways-in.ts');
type Limiters = typeof import('../../src/app/redis/limiter');
const { createLimiter } = moduleAt<Limiters>('src/app/redis/limiter.ts');

interface Guard {
  readonly what: string;
  readonly file: string;
  readonly guard: string;
  readonly instead: string;
  /** The outcome, with the guard and without. */
  readonly story: () => () => Promise<string> | string;
  readonly outcome: readonly [held: string, out: string];
}

/** How many customers an advisor holds at once where the branch allows one. */
const holding = () => {
  const { Branch, configWith, hand, staff } = branches();
  return () => {
    const branch = new Branch(configWith({ holds: { max: 1 } })).signOn('ana', '1');
    for (const ticket of ['t1', 't2']) {
      branch.issue();
      branch.next('ana');
      branch.start(ticket);
      const hold = { type: 'Hold', ticket, by: hand('ana'), reason: 'documents' } as const;
      try {
        branch.do(hold, staff('ana'));
      } catch (error) {
        return (error as { readonly code: string }).code;
      }
    }
    return 'two are held';
  };
};

const undoing = (minutes: number) => () => {
  const { Branch, hand, staff } = branches();
  return () => {
    const branch = new Branch().signOn('ana', '1');
    branch.issue();
    branch.next('ana');
    branch.start('t1');
    branch.after(4).finish('t1');
    try {
      branch.after(minutes).do({ type: 'Undo', ticket: 't1', by: hand('ana') }, staff('ana'));
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
    return 'undone';
  };
};

/** Whether a kiosk that is switched off is missed. */
const missing = (branchOpen: boolean, silent: number) => () => {
  const { Branch, MINUTE, only, T0 } = branches();
  return () => {
    const devices = { 'kiosk-1': T0 - silent * MINUTE };
    const measured = { estimates: {}, estimateErrors: {}, branchOpen, devices };
    const raised = only(new Branch().do({ type: 'WatchAlerts', measured }), 'AlertRaised');
    return raised.some(({ alert }) => alert.kind === 'device-offline') ? 'missed' : 'left alone';
  };
};

/**
 * Whether somebody can sign in after strangers have made a hundred guesses at her password.
 * @param from the address she used before, the browser she used, or another person's
 */
const flooded = (from: 'address' | 'browser' | 'another’s browser') => () => {
  const { createWaysIn } = ways();
  return async () => {
    const known = new Set<string>();
    const { take } = createWaysIn({
      store: {
        knowsPlace: async (name, place) => known.has(`${name}@${place}`),
        rememberPlace: async (staff, place) => void known.add(`${staff}@${place}`),
      },
      limiter: createLimiter(undefined),
      secrets: {
        digest: (text) => text.padEnd(22, '.'),
        hashToken: (text) => text,
        newToken: () => 'n'.repeat(22),
      },
      clock: () => 0,
    });
    const before = await take(from.startsWith('another') ? 'eva' : 'ana', 'home', []);
    const mark = await before.remember('ana');
    const strangers = Array.from({ length: 100 }, (_, n) => take('ana', `away ${n % 20}`, []));
    await Promise.allSettled(strangers);
    const came = from === 'address' ? take('ana', 'home', []) : take('ana', 'train', [mark]);
    return came.then(
      () => 'in',
      () => 'locked out',
    );
  };
};

/** Connections reserved for commands, whatever else an instance does. */
const sharing = () => {
  type Pools = typeof import('../../src/app/db/connect/pools');
  const { poolSizes } = moduleAt<Pools>('src/app/db/connect/pools.ts');
  return () => (poolSizes(24).write >= 2 ? 'some are left' : 'none is left');
};

/** What becomes of one customer whom two advisors call at once. */
const callingAtOnce = () => {
  type Deciding = typeof import('../../src/app/operations/write-path/decide-each');
  const FILE = 'src/app/operations/write-path/decide-each.ts';
  const { decideEach } = moduleAt<Deciding>(FILE);
  const { Branch, staff } = branches();
  return () => {
    const branch = new Branch().signOn('ana', '1').signOn('eva', '2');
    branch.issue();
    const press = (advisor: string, counter: string) => ({
      branch: '1',
      actor: staff(advisor),
      shares: 'counter' as const,
      load: { advisor, fronts: { servedBy: advisor } },
      command: { type: 'CallNext' as const, advisor, counter },
    });
    const loaded = { now: branch.now, slice: { ...branch.whole, front: 8 }, earlier: [] };
    const { decided } = decideEach([press('ana', '1'), press('eva', '2')], loaded);
    const called = decided.map(({ decision }) => decision.events.length);
    return called.join() === '1,0' ? 'one calls' : 'both call';
  };
};

const WAYS = 'src/app/identity/ways-in.ts';
const guards: readonly Guard[] = [
  {
    what: 'how many an advisor holds',
    file: 'src/app/domain/rules/hold.ts',
    guard: 'held.length >= max',
    instead: 'false',
    story: holding,
    outcome: ['too_many_held', 'two are held'],
  },
  {
    what: 'the two minutes of undoing',
    file: 'src/app/domain/rules/undo.ts',
    guard: 'decision.now - last.at > UNDO_MS || ',
    instead: '',
    story: undoing(3),
    outcome: ['undo_too_late', 'undone'],
  },
  {
    what: 'that a silent device is missed after two minutes',
    file: 'src/app/domain/rules/alert-causes.ts',
    guard: 'return minutes < threshold',
    instead: 'return true',
    story: missing(true, 5),
    outcome: ['missed', 'left alone'],
  },
  {
    what: 'that none is missed before',
    file: 'src/app/domain/rules/alert-causes.ts',
    guard: 'return minutes < threshold',
    instead: 'return false',
    story: missing(true, 1),
    outcome: ['left alone', 'missed'],
  },
  {
    what: 'that none is missed while the branch is closed',
    file: 'src/app/domain/rules/alert-causes.ts',
    guard: 'const opened = branchOpen ? openSince(now, settings) : undefined;',
    instead: 'const opened = -Infinity;',
    story: missing(false, 5),
    outcome: ['left alone', 'missed'],
  },
  {
    what: 'the way in of a known address',
    file: WAYS,
    guard: '(await store.knowsPlace(username, place))',
    instead: 'false',
    story: flooded('address'),
    outcome: ['in', 'locked out'],
  },
  {
    what: 'the way in of a known browser',
    file: WAYS,
    guard: 'const mark = marks.find((each) => markHolds(each, name));',
    instead: 'const mark = undefined;',
    story: flooded('browser'),
    outcome: ['in', 'locked out'],
  },
  {
    what: 'whose browser it is',
    file: WAYS,
    guard: 'markHolds(each, name));',
    instead: 'true);',
    story: flooded('another’s browser'),
    outcome: ['locked out', 'in'],
  },
  {
    what: 'that the second of two simultaneous callers finds what the first left',
    file: 'src/app/operations/write-path/decide-each.ts',
    guard: 'slice = leaves(slice, decision);',
    instead: '',
    story: callingAtOnce,
    outcome: ['one calls', 'both call'],
  },
  {
    what: 'the share of connections reserved for commands',
    file: 'src/app/db/connect/pools.ts',
    guard: 'Math.max(2, Math.round((rest * 2) / 7))',
    instead: 'rest',
    story: sharing,
    outcome: ['some are left', 'none is left'],
  },
];

test.each(guards.map((each) => [each.what, each] as const))(
  '%s is held by its guard, and losing the guard is noticed',
  async (_, { file, guard, instead, story, outcome: [held, out] }) => {
    expect(await story()()).toBe(held);
    expect(await withoutGuard(file, guard, instead, story)()).toBe(out);
  },
);
