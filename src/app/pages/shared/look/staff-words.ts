import { computed } from '@preact/signals';
import { speaker, Speaker } from '../../../texts/format';
import { staffEn } from '../../../texts/staff-en';
import { staffEsCL } from '../../../texts/staff-es-CL';
import { ApiProblem } from '../api/api';
import { knownProblem } from './problem-words';
import { language, tag } from './words';

const current = computed(() =>
  speaker(tag.value, staffEsCL, 'es-CL', language.value === 'en' ? staffEn : undefined),
);

/** A text for staff in the language on screen. */
export const staffSay: Speaker<typeof staffEsCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);

/** Why an advisor pauses: what the app found, in the reader's words; else the advisor's own. */
export function pauseWords(reason: string | undefined): string {
  return reason === undefined ? '' : (staffSayIfKnown(`pause.${reason}`) ?? reason);
}

/** A text whose key is put together from a code; undefined when the catalogue has none. */
export function staffSayIfKnown(
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  return key in staffEsCL
    ? (current.value.say as (key: string, values: object) => string)(key, values)
    : undefined;
}

/**
 * The sentence for a request of staff that was refused or failed: words of their own where there
 * are any, never those that send a customer to the desk.
 */
export function staffProblem(error: unknown): string {
  const own =
    error instanceof ApiProblem ? staffSayIfKnown(`staff.problem.${error.code}`) : undefined;
  return own ?? knownProblem(error) ?? staffSay('staff.problem.unknown');
}
