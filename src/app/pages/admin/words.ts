import { computed } from '@preact/signals';
import { adminEn } from '../../texts/admin-en';
import { adminEsCL } from '../../texts/admin-es-CL';
import { speaker, Speaker } from '../../texts/format';
import { language, tag } from '../shared/look/words';
import { wantsKey } from './wants';

export type { PlainAdminKey } from './plain-key';

const current = computed(() =>
  speaker(tag.value, adminEsCL, 'es-CL', language.value === 'en' ? adminEn : undefined),
);

/** A text for administration in the language on screen. */
export const adminSay: Speaker<typeof adminEsCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);

/** What a field must be, as the API says it, in the reader's language. */
export function wantsWords(wants: string): string {
  const found = wantsKey(wants);
  if (!found) return adminSay('admin.wants.other');
  if (found.colour !== undefined) return adminSay(found.key, { colour: found.colour });
  if (found.branch !== undefined) return adminSay(found.key, { branch: found.branch });
  if (found.time !== undefined) return adminSay(found.key, { time: found.time });
  return found.n === undefined ? adminSay(found.key) : adminSay(found.key, { n: found.n });
}
