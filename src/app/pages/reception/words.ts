import { computed } from '@preact/signals';
import { speaker, Speaker } from '../../texts/format';
import { receptionEn } from '../../texts/reception-en';
import { receptionEsCL } from '../../texts/reception-es-CL';
import { ApiProblem } from '../shared/api/api';
import { staffReason } from '../shared/look/staff-words';
import { language, tag } from '../shared/look/words';

const current = computed(() =>
  speaker(tag.value, receptionEsCL, 'es-CL', language.value === 'en' ? receptionEn : undefined),
);

/** A text for the desk in the language on screen. */
export const deskSay: Speaker<typeof receptionEsCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);

/** Why a request was refused, worded for staff who speak for the person in front of them. */
export function deskProblem(error: unknown): string {
  const key = error instanceof ApiProblem ? `reception.problem.${error.code}` : '';
  const words =
    key in receptionEsCL ? (current.value.say as (key: string) => string)(key) : staffReason(error);
  return words.charAt(0).toLocaleUpperCase(tag.value) + words.slice(1);
}
