import { Fact } from '../../../../src/app/domain/model/events';
import { causes } from '../../../../src/app/domain/rules/alert-causes';
import {
  keyOf,
  STEADY_MS,
  Unsettled,
  unsettledNow,
} from '../../../../src/app/domain/rules/alert-patience';
import { atLength } from '../../../support/at-length';
import fc from '../../../support/draws';
import { Branch, configWith } from '../support/branch';

/** The sweep's beat. */
const LOOK_MS = 8_000;

/** A branch in which every kind of alert may come and go, checked at the sweep's pace. */
class Watched {
  readonly branch: Branch;
  readonly story: { readonly at: number; readonly key: string; readonly opens: boolean }[] = [];
  private unsettled: Unsettled = {};

  constructor(private readonly patient = true) {
    const { alerts } = configWith().settings;
    this.branch = new Branch(
      configWith({
        hours: { 2: [{ from: '08:00', to: '18:00' }] },
        alerts: { ...alerts, waiting: 1, openMinutes: 1, offlineMinutes: 0, pauseMinutes: 0 },
      }),
    ).signOn('ana', '1', ['caja']);
  }

  look(measured: {
    readonly caja: number;
    readonly failed: number;
    readonly share: number;
    readonly heard: boolean;
  }) {
    const { branch } = this;
    const dues = Object.values(branch.floor.tickets)
      .filter(({ state }) => state === 'waiting')
      .map(({ due }) => due);
    const seen = {
      estimates: { caja: measured.caja },
      messageFailures: { failed: measured.failed, total: 10 },
      estimateErrors: { caja: { share: measured.share, tickets: 20, within: 0.8 } },
      branchOpen: true,
      consolesHeard: measured.heard,
      ...(dues.length > 0 && { firstDue: { caja: Math.min(...dues) } }),
    };
    const found = causes(branch.whole, seen, branch.now);
    this.unsettled = unsettledNow(
      found,
      Object.values(branch.whole.alerts),
      this.unsettled,
      branch.now,
    );
    const { unsettled } = this;
    this.note(
      branch.do({
        type: 'WatchAlerts',
        measured: { ...seen, ...(this.patient && { unsettled }) },
      }),
    );
    return found.map(keyOf);
  }

  private note(facts: readonly Fact[]) {
    for (const fact of facts) {
      if (fact.type === 'AlertRaised') this.add(keyOf(fact.alert), true);
      if (fact.type === 'AlertClosed') this.add(`${fact.kind}:${fact.subject}`, false);
    }
  }

  private add(key: string, opens: boolean) {
    this.story.push({ at: this.branch.now, key, opens });
  }

  /** How long each alert was open, and how long it then stayed away, ms. */
  get spans(): readonly number[] {
    return this.story.flatMap(({ at, key }, index) => {
      const next = this.story.slice(index + 1).find((each) => each.key === key);
      return next ? [next.at - at] : [];
    });
  }
}

const looks = fc.array(
  fc.record({
    caja: fc.constantFrom(0, 61),
    failed: fc.constantFrom(0, 5),
    share: fc.constantFrom(0, 1),
    heard: fc.boolean(),
    act: fc.constantFrom('none', 'none', 'issue', 'next', 'pause', 'back', 'leave'),
  }),
  { minLength: 10, maxLength: 60 },
);

function act({ branch }: Watched, what: string) {
  const { state } = branch.whole.advisors.ana;
  if (what === 'issue') branch.issue();
  if (what === 'next' && state === 'available') {
    const id = branch.next('ana');
    if (id !== undefined) {
      branch.start(id);
      branch.finish(id);
    }
  }
  const to = { pause: 'paused', back: 'available', leave: 'offline' }[what];
  if (to) {
    branch.do({
      type: 'SetAdvisor',
      advisor: 'ana',
      state: to as 'paused',
      serves: ['caja'],
      ...(to === 'available' && { counter: '1' }),
    });
  }
}

/** Plays a story; returns the watched branch, and how many kinds of alert were open. */
function play(steps: readonly { readonly act: string }[], patient = true) {
  const watched = new Watched(patient);
  for (const step of steps) {
    act(watched, step.act);
    watched.look(step as never);
    watched.branch.now += LOOK_MS;
  }
  return watched;
}

test('no alert of any kind flickers: each stays open, and then away, for at least 15 s', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(looks, (steps) => {
      const { story, spans } = play(steps);
      story.forEach(({ key }) => kinds.add(key.split(':')[0]));
      expect(Math.min(Infinity, ...spans)).toBeGreaterThanOrEqual(STEADY_MS);
    }),
    { numRuns: atLength(100, 1_000), seed: 7 },
  );
  expect([...kinds].sort()).toEqual([
    'advisor-offline',
    'console-silent',
    'estimate-off',
    'messages-failing',
    'pause-long',
    'queue-long',
    'queue-unattended',
    'ticket-open',
    'wait-long',
  ]);
});

test('would be noticed if a measurement counted at once', () => {
  const steps = Array.from({ length: 6 }, (_, at) => ({
    caja: at % 2 ? 61 : 0,
    failed: 0,
    share: 0,
    heard: true,
    act: 'none',
  }));
  expect(play(steps).spans).toEqual([]);
  expect(Math.min(...play(steps, false).spans)).toBe(LOOK_MS);
});

test('a lasting cause opens an alert after 15 to 30 s, and its end closes it as late', () => {
  for (let late = 0; late < LOOK_MS; late += 500) {
    const steady = { failed: 0, share: 0, heard: true, act: 'none' };
    const watched = new Watched();
    const begun = watched.branch.now;
    watched.branch.now += late;
    const until = begun + 80_000;
    while (watched.branch.now < begun + 160_000) {
      watched.look({ ...steady, caja: watched.branch.now < until ? 61 : 0 });
      watched.branch.now += LOOK_MS + 500;
    }
    const [opened, closed] = watched.story.filter(({ key }) => key === 'wait-long:caja');
    expect(opened.at - begun).toBeGreaterThanOrEqual(15_000);
    expect(opened.at - begun).toBeLessThanOrEqual(30_000);
    expect(closed.at - until).toBeGreaterThanOrEqual(15_000);
    expect(closed.at - until).toBeLessThanOrEqual(30_000);
  }
});
