import { Desk, Of } from './desk';
import { Dice } from './dice';

/** Outcomes of a service, for queues that ask for one. */
export const OUTCOMES = ['solved', 'open'] as const;
export const QUEUES = ['caja', 'personal-banker', 'empresas', 'gerencia'] as const;

/** What may happen in a branch, with its weight. */
export interface Deed {
  readonly weight: number;
  does(): Promise<unknown>;
}

/** A press on the console for a ticket. */
interface Press {
  readonly weight: number;
  readonly of: Of;
  body?(): object;
}

/**
 * Everything customers, advisors and a supervisor do to the line, legal or not: a refusal is a step
 * too.
 */
export function deeds(desk: Desk, dice: Dice): Readonly<Record<string, Deed>> {
  const queue = () => dice.of(QUEUES);
  const maybe = (share: number, more: object) => (dice.chance(share) ? more : {});
  const coded = () => maybe(0.2, { outcome: dice.of(OUTCOMES) });
  const presses: Readonly<Record<string, Press>> = {
    start: { weight: 14, of: 'own' },
    finish: {
      weight: 5,
      of: 'own',
      body: () => ({ ...maybe(0.3, { next: true }), ...coded() }),
    },
    'no-show': { weight: 3, of: 'own' },
    recall: { weight: 1, of: 'own' },
    return: { weight: 2, of: 'own', body: () => maybe(0.5, { advisor: desk.anyone() }) },
    transfer: {
      weight: 5,
      of: 'own',
      body: () => ({
        queue: queue(),
        reason: 'specialist',
        ...maybe(0.4, { advisor: desk.anyone() }),
      }),
    },
    matter: { weight: 9, of: 'own', body: () => ({ queue: queue(), ...coded() }) },
    hold: { weight: 4, of: 'own', body: () => ({ reason: 'documents' }) },
    resume: { weight: 4, of: ['held'] },
    'finish while held': { weight: 2, of: ['held'], body: coded },
    'cancel while held': { weight: 1, of: ['held'] },
    'return while held': { weight: 1, of: ['held'] },
    undo: { weight: 8, of: 'ended' },
    reopen: { weight: 2, of: ['no-show'] },
    arrived: { weight: 1, of: 'any' },
    cancel: { weight: 1, of: 'any' },
    move: {
      weight: 2,
      of: ['waiting'],
      body: () => ({
        queue: queue(),
        lane: dice.of(['general', 'preferential']),
        reason: 'wrong-queue',
      }),
    },
  };
  return {
    ...Object.fromEntries(
      Object.entries(presses).map(([verb, { weight, of, body }]) => [
        verb,
        { weight, does: () => desk.press(verb.replace(/ .*/, ''), of, body?.()) },
      ]),
    ),
    issue: { weight: 10, does: () => desk.issue(queue(), maybe(0.2, { lane: 'preferential' })) },
    next: { weight: 14, does: () => desk.next() },
    call: { weight: 1, does: () => desk.call() },
    available: { weight: 8, does: () => desk.be('available') },
    paused: {
      weight: 1,
      does: () => desk.be('paused', { reason: 'break', ...maybe(0.5, { afterThis: true }) }),
    },
    offline: { weight: 1.5, does: () => desk.be('offline', maybe(0.5, { afterThis: true })) },
    told: { weight: 0.5, does: () => desk.told(dice.of(['paused', 'offline'])) },
    queues: { weight: 2, does: () => desk.serves(QUEUES.filter(() => dice.chance(0.6))) },
    defer: { weight: 3, does: () => desk.customer('defer', { minutes: dice.of([5, 10, 15]) }) },
    leave: { weight: 1, does: () => desk.customer('cancel') },
    back: { weight: 1, does: () => desk.customer('arrived') },
    sweep: { weight: 6, does: () => desk.sweep() },
    // Most steps take no time at all, as if the clock had been set back.
    time: { weight: 10, does: async () => desk.after(dice.below(400)) },
    hours: { weight: 1.2, does: async () => desk.after(3600 * (1 + dice.below(4))) },
  };
}
