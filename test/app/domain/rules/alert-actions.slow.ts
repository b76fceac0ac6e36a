import { suggested } from '../../../../src/app/domain/line/suggested';
import { SuggestedAction } from '../../../../src/app/domain/model/alert';
import { Refused } from '../../../../src/app/domain/model/errors';
import { withActionNow } from '../../../../src/app/domain/views/project';
import fc from '../../../support/draws';
import { Branch, CommandInSlice, configWith, hand, MINUTE, staff } from '../support/branch';
import { configs, stepsOf, take } from '../support/steps';

/** The request that an action stands for, as the supervisor's page makes it. */
function requestOf(action: SuggestedAction, branch: Branch): CommandInSlice | undefined {
  const by = hand('boss', true);
  switch (action.do) {
    case 'recall':
      return { type: 'Recall', ticket: action.ticket, by };
    case 'finish':
      return { type: 'Finish', ticket: action.ticket, by, next: false };
    case 'call-back':
      return { type: 'AskAdvisor', advisor: action.advisor, what: 'come-back', by: 'boss' };
    case 'open-queue': {
      const queues = [...branch.whole.advisors[action.advisor!].queues, action.queue];
      return { type: 'SetAdvisorQueues', advisor: action.advisor!, queues };
    }
    case 'reassign':
      throw new Error('is offered no more');
    default:
      return undefined; // a page to look at
  }
}

/**
 * Tries every action that the floor offers; returns the refusals. `offered` collects the actions.
 */
function refusals(branch: Branch, offered?: Set<string>) {
  // as the floor shows them, but without waits, which take much longer
  return Object.values(branch.floor.alerts).flatMap((alert) => {
    const { kind, action } = withActionNow(branch.floor, alert);
    offered?.add(`${kind} ${action?.do ?? 'nothing'}`);
    const request = action && requestOf(action, branch);
    if (!request) return [];
    try {
      return branch.decide(request, staff('boss')).length > 0 ? [] : [`${kind}: nothing happened`];
    } catch (error) {
      if (error instanceof Refused) return [`${kind} ${action.do}: ${error.message}`];
      throw error;
    }
  });
}

test('every action that an alert offers can be carried out, at any moment', () => {
  let offered = 0;
  const kinds = new Set<string>();
  const actions = new Set<string>();
  fc.assert(
    fc.property(configs, stepsOf(), (config, steps) => {
      const branch = new Branch({
        ...config,
        settings: {
          ...config.settings,
          alerts: {
            ...config.settings.alerts,
            waiting: 1,
            openMinutes: 5,
            offlineMinutes: 1,
            pauseMinutes: 1,
          },
        },
      });
      for (const step of steps) {
        take(branch, step);
        Object.values(branch.floor.alerts).forEach(({ kind }) => kinds.add(kind));
        offered += Object.keys(branch.floor.alerts).length;
        expect(refusals(branch, actions)).toEqual([]);
      }
    }),
    // with this seed every kind below comes up
    { numRuns: 40, seed: 1 },
  );
  expect(offered).toBeGreaterThan(100);
  for (const action of ['call-back', 'nothing', 'open-queue']) {
    expect(actions).toContain(`target-ahead ${action}`);
  }
  for (const kind of ['target-passed', 'pause-long', 'console-silent']) {
    expect(kinds).toContain(kind);
  }
});

test('a ticket that waits long offers an advisor for its queue, never a return', () => {
  const branch = new Branch(configWith()).signOn('ana', '1', ['caja']).signOn('eva', '2', ['caja']);
  const id = branch.issue('gerencia');
  branch.after(91).do({
    type: 'WatchAlerts',
    measured: { estimates: {}, estimateErrors: {}, branchOpen: true },
  });
  const alert = Object.values(branch.floor.alerts).find(({ kind }) => kind === 'ticket-open')!;
  expect(alert).toMatchObject({
    subject: id,
    action: { do: 'open-queue', queue: 'gerencia', advisor: 'ana' },
  });
  expect(refusals(branch)).toEqual([]);
});

test('would be noticed if screens offered the action kept with the alert', () => {
  const branch = new Branch().signOn('ana', '1');
  const id = branch.issue();
  branch.next('ana');
  branch.now += 91 * MINUTE;
  branch.do({
    type: 'WatchAlerts',
    measured: { estimates: {}, estimateErrors: {}, branchOpen: true },
  });
  const [kept] = Object.values(branch.floor.alerts);
  expect(kept.action).toEqual({ do: 'recall', ticket: id });
  branch.start(id);
  expect(branch.refusal(requestOf(kept.action!, branch)!).code).toBe('wrong_state');
  expect(suggested(branch.floor, kept)).toEqual({ do: 'finish', ticket: id });
});

describe('a change that was simulated', () => {
  const opened = { do: 'open-queue' as const, queue: 'caja', advisor: 'eva' };
  const back = { do: 'call-back' as const, advisor: 'eva' };
  const offered = ({ floor }: Branch, action: SuggestedAction) =>
    suggested(floor, { kind: 'target-ahead', subject: 'caja', action });
  const elsewhere = () =>
    new Branch().signOn('ana', '1', ['caja']).signOn('eva', '2', ['empresas']);
  const away = () => {
    const branch = new Branch().signOn('ana', '1', ['caja']).signOn('eva', '2', ['caja']);
    branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused', serves: ['caja'] });
    return branch;
  };

  test('is offered while it would still change what it changed in the simulation', () => {
    expect(offered(elsewhere(), opened)).toEqual(opened);
    expect(offered(away(), back)).toEqual(back);
  });

  test.each<[string, SuggestedAction, () => Branch, (branch: Branch) => unknown]>([
    [
      'it was done',
      opened,
      elsewhere,
      (branch) =>
        branch.do({ type: 'SetAdvisorQueues', advisor: 'eva', queues: ['caja', 'empresas'] }),
    ],
    [
      'they paused',
      opened,
      elsewhere,
      (branch) =>
        branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused', serves: ['empresas'] }),
    ],
    [
      'they leave after the customer in hand',
      opened,
      elsewhere,
      (branch) => {
        branch.issue('empresas');
        branch.next('eva');
        branch.do(
          { type: 'SetAdvisor', advisor: 'eva', state: 'offline', serves: [], afterThis: true },
          staff('eva'),
        );
        expect(branch.floor.advisors.eva).toMatchObject({ state: 'busy', plan: { to: 'offline' } });
      },
    ],
    ['they came back', back, away, (branch) => branch.signOn('eva', '2', ['caja'])],
    [
      'they serve another queue now',
      back,
      away,
      (branch) => branch.do({ type: 'SetAdvisorQueues', advisor: 'eva', queues: ['empresas'] }),
    ],
  ])('is no longer offered once %s', (_, action, begin, happens) => {
    const branch = begin();
    happens(branch);
    expect(offered(branch, action)).toBeUndefined();
  });

  test('would be noticed if it were still offered: nothing happens, or it is refused', () => {
    const done = elsewhere();
    done.do({ type: 'SetAdvisorQueues', advisor: 'eva', queues: ['caja', 'empresas'] });
    const queues = done.whole.advisors.eva.queues;
    expect(
      done.decide({ type: 'SetAdvisorQueues', advisor: 'eva', queues }, staff('boss')),
    ).toEqual([]);
    const here = away().signOn('eva', '2', ['caja']);
    expect(() => here.decide(requestOf(back, here)!, staff('boss'))).toThrow(Refused);
  });
});

test('nobody is suggested who may not serve there any more, if somebody else can', () => {
  const branch = new Branch(configWith()).signOn('ana', '1').signOn('eva', '2');
  for (const advisor of ['ana', 'eva']) {
    branch.do({ type: 'SetAdvisor', advisor, state: 'offline', serves: [] });
  }
  branch.issue('caja');
  const alert = { id: '', openedAt: 0, value: 1, threshold: 0, subject: 'caja' } as const;
  const doing = (kind: 'queue-unattended' | 'advisor-offline', who: object, subject = 'caja') =>
    withActionNow(branch.floor, { ...alert, kind, subject }, who as Record<string, unknown>).action;
  const callBack = (advisor: string) => ({ do: 'call-back', advisor });
  expect(doing('queue-unattended', { ana: {}, eva: {} })).toEqual(callBack('ana'));
  expect(doing('queue-unattended', { eva: {} })).toEqual(callBack('eva'));
  expect(doing('queue-unattended', {})).toBeUndefined();
  expect(doing('advisor-offline', { eva: {} }, 'ana')).toBeUndefined();
  expect(withActionNow(branch.floor, { ...alert, kind: 'queue-unattended' }).action).toEqual(
    callBack('ana'),
  );
});
