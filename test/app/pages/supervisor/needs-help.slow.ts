import { firstDues } from '../../../../src/app/domain/line/target';
import { causes } from '../../../../src/app/domain/rules/alert-causes';
import { floorView } from '../../../../src/app/domain/views/project';
import {
  isOver,
  isRed,
  needOfAdvisor,
  needsOfQueue,
  redRows,
  rowOf,
} from '../../../../src/app/pages/supervisor/needs-help';
import fc from '../../../support/draws';
import { Branch, configWith } from '../../domain/support/branch';
import { configs, stepsOf, take } from '../../domain/support/steps';

/** The floor as its page shows it. */
function shown(branch: Branch) {
  const { config, now } = branch;
  return { view: floorView(branch.floor, config, now), config, now };
}

test('the floor is quiet exactly when no row is red, whatever has happened', () => {
  const seen = { quiet: 0, red: 0 };
  fc.assert(
    fc.property(configs, stepsOf(undefined, 60), (config, steps) => {
      const branch = new Branch(config);
      const wrong: [of: string, what: string][] = [];
      for (const step of steps) {
        take(branch, step);
        const { view, now } = shown(branch);
        const queues = view.queues.map((row) => needsOfQueue(row, view.floor, branch.config, now));
        const people = Object.values(view.floor.advisors).map((each) =>
          needOfAdvisor(each, view.alerts, branch.config, now),
        );
        const red = queues.some(isRed) || people.some(Boolean);
        seen[red ? 'red' : 'quiet'] += 1;
        if (redRows(view, branch.config, now) > 0 !== red) wrong.push(['rows', String(red)]);
        // conditions for a quiet row: nobody past their due, nobody waiting unserved
        for (const [at, row] of view.queues.entries()) {
          const waits = Object.values(view.floor.tickets).filter(
            ({ queue, state, deferredUntil }) =>
              queue === row.id && state === 'waiting' && deferredUntil === undefined,
          );
          const late = waits.some(({ due }) => due < now);
          const left = waits.length > 0 && row.onDuty === 0;
          if ((late || left) && !isRed(queues[at])) wrong.push([row.id, 'is not red']);
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect(Math.min(seen.quiet, seen.red)).toBeGreaterThan(20);
});

/** Alerts whose causes the floor's page checks itself. */
const SEEN = [
  'queue-unattended',
  'queue-long',
  'target-passed',
  'target-near',
  'share-low',
  'advisor-offline',
  'pause-long',
  'ticket-open',
] as const;

test('an alert is over exactly when its cause is gone, whatever has happened', () => {
  const seen = { over: new Set<string>(), open: new Set<string>() };
  fc.assert(
    fc.property(configs, stepsOf(undefined, 60), (config, steps) => {
      const branch = new Branch(config);
      const wrong: [kind: string, what: string][] = [];
      for (const step of steps) {
        take(branch, step);
        const { view, now } = shown(branch);
        const { floor } = view;
        const firstDue = firstDues(floor);
        const measured = { branchOpen: true, estimates: {}, estimateErrors: {}, firstDue };
        const found = causes(branch.whole, { ...measured }, now);
        for (const kind of SEEN) {
          for (const { subject } of found.filter((each) => each.kind === kind)) {
            if (isOver({ kind, subject }, view, branch.config, now)) wrong.push([kind, 'is over']);
            seen.open.add(kind);
          }
        }
        for (const { id } of view.queues) {
          for (const kind of SEEN.slice(0, 5)) {
            const there = found.some((each) => each.kind === kind && each.subject === id);
            const over = isOver({ kind, subject: id }, view, branch.config, now);
            // an unserved queue raises an alert while the branch is open or somebody waits in it
            if (there === over && (over || kind !== 'queue-unattended')) {
              wrong.push([kind, `over: ${over}, there: ${there}`]);
            }
            if (over) seen.over.add(kind);
          }
        }
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect([...seen.over].sort()).toEqual([...SEEN.slice(0, 5)].sort());
  expect(seen.open.size).toBeGreaterThan(3);
});

test('two queues past target, two of three paused and a dead console are not quiet', () => {
  const branch = new Branch(configWith()).signOn('ana', '1').signOn('eva', '2').signOn('leo', '3');
  branch.issue('caja');
  branch.issue('gerencia');
  branch.after(61);
  branch.do({ type: 'SetAdvisor', advisor: 'eva', state: 'paused', reason: 'x', serves: [] });
  branch.do({ type: 'SetAdvisor', advisor: 'leo', state: 'paused', reason: 'absent', serves: [] });
  branch.after(21);
  const { view, now } = shown(branch);
  expect(view.alerts).toEqual([]);
  expect(redRows(view, branch.config, now)).toBe(4);
});

test('each alert leads to the row it is about', () => {
  const branch = new Branch(configWith()).signOn('ana', '1');
  const id = branch.issue('caja');
  const alert = { id: '', openedAt: 0, value: 0, threshold: 0 };
  const row = (kind: Parameters<typeof rowOf>[0]['kind'], subject: string) =>
    rowOf({ ...alert, kind, subject }, branch.floor);
  expect(row('target-passed', 'caja')).toBe('queue-caja');
  expect(row('line-past-closing', 'caja')).toBe('queue-caja');
  expect(row('pause-long', 'ana')).toBe('advisor-ana');
  expect(row('ticket-open', id)).toBe('queue-caja');
  branch.next('ana');
  expect(row('ticket-open', id)).toBe('advisor-ana');
  expect(row('messages-failing', '1')).toBeUndefined();
});

test('an alert that outlives its cause contradicts no row', () => {
  const branch = new Branch(configWith()).signOn('ana', '1');
  const ticket = branch.issue('caja');
  const silent = { kind: 'console-silent', subject: 'ana' } as const;
  const late = { kind: 'line-past-closing', subject: 'caja' } as const;
  const over = (alert: Parameters<typeof isOver>[0]) => {
    const { view, config, now } = shown(branch);
    return isOver(alert, view, config, now);
  };
  const alerts = [{ ...silent, id: '', openedAt: 0, value: 3, threshold: 2 }];
  const need = () =>
    needOfAdvisor(branch.whole.advisors.ana, alerts, branch.config, shown(branch).now);
  const set = (state: 'paused' | 'offline', reason?: string) =>
    branch.do({ type: 'SetAdvisor', advisor: 'ana', state, reason, serves: [] });
  expect([over(silent), need(), over(late)]).toEqual([false, 'silent', false]);
  branch.do({ type: 'Cancel', ticket, because: 'customer' });
  expect(over(late)).toBe(true);
  set('paused', 'absent');
  expect([over(silent), need()]).toEqual([false, 'silent']);
  branch.signOn('ana', '1');
  set('paused', 'break');
  expect([over(silent), need()]).toEqual([true, undefined]);
  set('offline');
  expect([over(silent), need()]).toEqual([true, undefined]);
  expect(over({ kind: 'console-silent', subject: 'nobody' })).toBe(true);
});
