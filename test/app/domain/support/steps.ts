import { Refused } from '../../../../src/app/domain/model/errors';
import { Fact } from '../../../../src/app/domain/model/events';
import fc from '../../../support/draws';
import { Branch, configWith, MINUTE, NIGHTLY } from './branch';
import { commandOf, pickQueue, Step } from './step-command';

/**
 * Random stories of a branch: whatever staff, customers and time may do, in any order, legal or
 * not.
 */

/** Weights: most of the time a branch issues, calls, starts and finishes. */
const kinds: Readonly<Record<string, number>> = {
  issue: 10,
  next: 8,
  start: 6,
  finish: 5,
  miss: 3,
  recall: 1,
  return: 2,
  reopen: 3,
  arrive: 1,
  undo: 4,
  hold: 4,
  resume: 4,
  transfer: 3,
  move: 2,
  defer: 3,
  cancel: 2,
  callTicket: 1,
  available: 5,
  paused: 2,
  offline: 1,
  queues: 1,
  ask: 1,
  dismiss: 1,
  tick: 4,
  closeDay: 2,
  retarget: 1,
  tell: 1,
  alerts: 1,
  acknowledge: 1,
  feedback: 2,
  record: 1,
  wait: 6,
  night: 1,
};

/** Several matters in one visit, for whoever asks for them: other stories stay as they are. */
export const MATTERS = ['matter', 'undoMatter'] as const;
const weightOf = (kind: string) => kinds[kind] ?? 12;

/** All kinds of steps except those given. */
export const stepsBut = (...left: readonly string[]) =>
  Object.keys(kinds).filter((kind) => !left.includes(kind));

/** Short stories shrink well, long ones get somewhere. */
export function stepsOf(allowed: readonly string[] = Object.keys(kinds), longest = 120) {
  const step = fc.record({
    what: fc.oneof(
      ...allowed.map((what) => ({ weight: weightOf(what), arbitrary: fc.constant(what) })),
    ),
    a: fc.nat(1000),
    b: fc.nat(1000),
    c: fc.nat(1000),
  });
  const [short, long] = [
    fc.array(step, { maxLength: 20 }),
    fc.array(step, { minLength: longest / 2, maxLength: longest }),
  ];
  return fc.oneof({ weight: 1, arbitrary: short }, { weight: 3, arbitrary: long });
}

export const configs = fc
  .record({
    assignment: fc.constantFrom('automatic' as const, 'on-demand' as const),
    ordering: fc.constantFrom('due' as const, 'due' as const, 'strict' as const),
    preferentialRun: fc.integer({ min: 1, max: 4 }),
    outOfTurnAllowed: fc.boolean(),
    dayStartsAt: fc.constantFrom('00:00', '06:00'),
    hours: fc.constantFrom(NIGHTLY, NIGHTLY, 'always' as const),
  })
  .map((settings) => configWith(settings));

/**
 * Takes a step: the facts it led to, or undefined when it was refused. Any other error fails the
 * test.
 */
export function take(branch: Branch, step: Step): readonly Fact[] | undefined {
  if (step.what === 'wait') branch.now += step.a * 2000;
  if (step.what === 'night') branch.now += 12 * 60 * MINUTE + step.a;
  if (step.what === 'retarget') {
    const queue = pickQueue(step.a);
    const { config } = branch;
    branch.configure({
      ...config,
      queues: {
        ...config.queues,
        [queue]: { ...config.queues[queue], targetMinutes: 1 + (step.c % 60) },
      },
    });
  }
  const asked = commandOf(branch, step);
  if (!asked) return [];
  try {
    return branch.do(asked.command, asked.actor);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
