import { atLength } from '../../../support/at-length';
import { accepted } from '../fuzz-input';
import { bodiesOf, inFewer } from './bodies';
import { Body, together } from './values';

export const SETTINGS = 'PUT /api/branches/:branch/settings';
export const QUEUE = 'PUT /api/branches/:branch/queues/:queue';
export const usualQueue = accepted['PUT /api/branches/{branch}/queues/{queue}']('');

/**
 * This many rows of settings and of a queue, several values at once. Random hours and closures
 * close most branches, and nobody would come, so every second row is always open.
 */
export function drawnTogether(rows: number) {
  const queues = together(bodiesOf(QUEUE), rows);
  const settings = together(bodiesOf(SETTINGS, { hours: 'always' }), rows);
  return settings.map((each, nth) =>
    nth % 2
      ? { settings: each, queue: queues[nth] }
      : {
          settings: { ...whenOpen(each), hours: 'always' },
          queue: { ...whenOpen(queues[nth]), open: true },
        },
  );
}

/** The same settings without hours and closures. */
function whenOpen({ hours: _hours, closures: _closures, ...others }: Body): Body {
  return others;
}

/**
 * Texts, looks and alert thresholds: none affects another, so in the short form the nth values of
 * all are saved together.
 */
const APART = ['directions', 'region', 'notices', 'face', 'queueOrder', 'alerts'];

/** For each setting, by name, bodies that give it every value. */
export function everySetting(): readonly (readonly [string, readonly Body[]])[] {
  const usual = { hours: 'always' };
  const all: readonly Body[] = bodiesOf(SETTINGS, usual);
  const named = (body: Body) =>
    Object.keys(body)
      .filter((each) => each !== 'hours')
      .join(', ') || 'hours';
  const bodies = atLength(inFewer(all, usual, APART), all);
  return Object.entries(Object.groupBy(bodies, named)).map(([name, some]) => [name, some ?? []]);
}

/** Bodies that give a queue every value of every member. */
export function everyQueue(): readonly Body[] {
  const all: readonly Body[] = bodiesOf(QUEUE);
  return atLength(inFewer(all, usualQueue, ['names', 'hints', 'icon']), all);
}
