import { expectation as inWords, SaidAnyhow } from '../../texts/said-wait';
import { branch } from '../shared/api/watch-branch';
import { say } from '../shared/look/screen-words';
import { tag } from '../shared/look/words';

/** What may be said of the wait, in the language on screen. */
export const expectation = (said: SaidAnyhow | null | undefined): string =>
  inWords(said, { say, tag: tag.value }, branch.value!.branch.timeZone);
