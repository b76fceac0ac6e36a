import { untilAgain } from '../../texts/again';
import { ApiProblem } from '../shared/api/api';
import { staffSay } from '../shared/look/staff-words';
import { say } from '../shared/look/words';

/** Whoever has guessed too often waits for minutes, or for as long as the server says. */
export const lockedWords = (error: unknown): string => {
  const after = error instanceof ApiProblem ? error.after : undefined;
  return staffSay('sign-in.locked', { wait: untilAgain(after, say, 'again.few-minutes') });
};
