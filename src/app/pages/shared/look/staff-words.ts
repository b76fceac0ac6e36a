import { computed } from '@preact/signals';
import { untilAgain } from '../../../texts/again';
import { speaker, Speaker } from '../../../texts/format';
import { staffEn } from '../../../texts/staff-en';
import { staffEsCL } from '../../../texts/staff-es-CL';
import { ApiProblem } from '../api/api';
import { knownProblem } from './problem-words';
import { language, say, tag } from './words';

const current = computed(() =>
  speaker(tag.value, staffEsCL, 'es-CL', language.value === 'en' ? staffEn : undefined),
);

/** A text for staff in the language on screen. */
export const staffSay: Speaker<typeof staffEsCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);

/**
 * Why an advisor is paused: the app's reason or the advisor's, in the reader's words. Reasons of
 * earlier releases are shown as they were typed.
 */
export const pauseWords = (reason: string | undefined): string =>
  reason === undefined ? '' : (staffSayIfKnown(`reason.pause.${reason}`) ?? reason);

/** The same, addressed to that advisor. */
export const ownPauseWords = (reason: string | undefined): string =>
  staffSayIfKnown(`pause.${reason}`) ?? pauseWords(reason);

/** A text by a key made from a code; undefined if the catalogue has none. */
export function staffSayIfKnown(
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  return key in staffEsCL
    ? (current.value.say as (key: string, values: object) => string)(key, values)
    : undefined;
}

/**
 * Why a request of staff was refused or failed, as the rest of a sentence: in words for staff if
 * there are any, never in those that send a customer to the desk.
 */
export function staffReason(error: unknown): string {
  const own =
    error instanceof ApiProblem
      ? (changedMeanwhile(error) ??
        staffSayIfKnown(`staff.problem.${error.code}`, {
          wait: untilAgain(error.after, say),
        }))
      : undefined;
  return own ?? knownProblem(error) ?? staffSay('staff.problem.unknown');
}

/** Somebody else was first: the ticket's present state, so that nobody has to look for it. */
function changedMeanwhile({ code, body }: ApiProblem): string | undefined {
  const state = staffSayIfKnown(`ticket.state.${String(body.state)}`);
  return code === 'wrong_state' && typeof body.number === 'string' && state !== undefined
    ? staffSay('staff.problem.wrong_state.now', { number: body.number, state })
    : undefined;
}

/** The same as a sentence of its own. */
export function staffProblem(error: unknown): string {
  const words = staffReason(error);
  return words.charAt(0).toLocaleUpperCase(tag.value) + words.slice(1);
}
