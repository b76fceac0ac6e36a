import { CANONICAL_PATH } from '../../../contract';
import { HttpProblem } from '../request/problem';

const canonical = new RegExp(CANONICAL_PATH);

/**
 * Routes are matched exactly. A firewall in front of the app compares paths too, and the app must
 * not answer a path that the firewall did not recognise.
 */
export const spelling = {
  router: { sensitive: true, strict: true },
  /** Whether the target of a request, up to its query, is spelled as routes are. */
  isCanonical: (target: string): boolean => canonical.test(target.split('?', 1)[0]),
};

/** @throws HttpProblem for a target of any other spelling */
export function requireCanonical(target: string): void {
  if (spelling.isCanonical(target)) return;
  const path = target.split('?', 1)[0];
  const field = { field: 'path', got: path.slice(0, 200), wants: 'a path as listed at /api' };
  if (path.startsWith('/api/') && path.includes('%')) {
    throw new HttpProblem(
      400,
      'invalid_id',
      'No id has a character that must be encoded, and nothing else in a path may be.',
      [field],
    );
  }
  throw new HttpProblem(
    404,
    'not_found',
    'There is nothing at this path. Paths are taken exactly as /api lists them: ' +
      'no letter encoded, no double slash and none at the end.',
    [field],
  );
}
