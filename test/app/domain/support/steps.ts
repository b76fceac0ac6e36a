import { Refused } from '../../../../src/app/domain/model/errors';
import { Fact } from '../../../../src/app/domain/model/events';
import { Sign } from '../../../../src/app/domain/model/sign';
import fc from '../../../support/draws';
import { Branch, configWith, MINUTE, NIGHTLY } from './branch';
import { commandOf, pickQueue, Step } from './step-command';

/**
 * Random stories of a branch: anything staff, customers and time may do, in any order, legal or
 * not.
 */

/** Weights: most of the time a branch issues, calls, starts and finishes. */
const kinds: Readonly<Record<string, number>> = {
  issue: 10,
  next: 12,
  start: 12,
  finish: 5,
  miss: 3,
  recall: 1,
  return: 2,
  reopen: 3,
  arrive: 1,
  undo: 6,
  hold: 6,
  resume: 6,
  transfer: 3,
  move: 2,
  defer: 3,
  cancel: 2,
  callTicket: 1,
  available: 8,
  paused: 2,
  offline: 1,
  queues: 1,
  ask: 1,
  dismiss: 1,
  tick: 4,
  closeDay: 4,
  closeLine: 3,
  sign: 3,
  retarget: 1,
  tell: 1,
  alerts: 2,
  acknowledge: 1,
  feedback: 2,
  record: 1,
  wait: 6,
  night: 1,
};

/** Several matters in one visit, only for tests that ask: other stories stay as they are. */
export const MATTERS = ['matter', 'undoMatter'] as const;
const weightOf = (kind: string) => kinds[kind] ?? 16;

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
  // Without advisors on duty most of what follows would be refused.
  const onDuty = fc.record({
    advisors: fc.integer({ min: 0, max: 3 }),
    steps: fc.oneof({ weight: 1, arbitrary: short }, { weight: 3, arbitrary: long }),
  });
  return onDuty.map(({ advisors, steps }) => [...shift.slice(0, advisors), ...steps]);
}

/** Advisors come to counters of their own and serve every queue. */
const shift: readonly Step[] = [0, 1, 2].map((a) => ({ what: 'available', a, b: 3, c: 1 }));

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

/** A sign at the door of the branch or of a queue is hung, or taken down. */
function hang(branch: Branch, { a, b, c }: Step): void {
  const { config, now } = branch;
  const sign: Sign | undefined =
    a % 3 === 0
      ? undefined
      : {
          says: b % 4 ? 'closed' : 'open',
          fromMs: now + (b % 3 ? 0 : 5 * MINUTE),
          untilMs: now + (10 + (c % 90)) * MINUTE,
          reason: 'other',
          line: c % 2 ? 'serve' : 'cancel',
          by: 'boss',
        };
  const queue = pickQueue(a);
  branch.configure(
    c % 3
      ? {
          ...config,
          queues: { ...config.queues, [queue]: { ...config.queues[queue], sign } },
        }
      : { ...config, settings: { ...config.settings, sign } },
  );
}

/**
 * Takes a step: the facts it led to, or undefined when it was refused. Any other error fails the
 * test.
 */
export function take(branch: Branch, step: Step): readonly Fact[] | undefined {
  if (step.what === 'wait') branch.now += step.a * 2000;
  // Into the night, or the next morning.
  if (step.what === 'night') branch.now += (14 + (step.b % 8)) * 60 * MINUTE + step.a;
  if (step.what === 'sign') hang(branch, step);
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
  const input = commandOf(branch, step);
  if (!input) return [];
  try {
    return branch.do(input.command, input.actor);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
