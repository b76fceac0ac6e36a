import { accepted } from '../fuzz-input';
import { bodiesOf } from './bodies';
import { Body, together } from './values';

export const SETTINGS = 'PUT /api/branches/:branch/settings';
export const QUEUE = 'PUT /api/branches/:branch/queues/:queue';
export const usualQueue = accepted['PUT /api/branches/{branch}/queues/{queue}']('');

/**
 * So many rows of settings and of a queue, several values at once. Hours and closures that are
 * drawn shut most branches, and nobody would come: each other row is always open.
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

/** The same, without when it is open. */
function whenOpen({ hours: _hours, closures: _closures, ...others }: Body): Body {
  return others;
}
