import { Refused } from './errors';

/** Refusals about the link with which an operator lets an administrator in again. */

export const linkOver = () =>
  new Refused(
    'forbidden',
    'link_over',
    'This link was used, is older than fifteen minutes, or another was made after it. Have an ' +
      'operator make a new one.',
    [{ field: 'link', got: 'a string', wants: 'the newest link, once, within fifteen minutes' }],
  );
