import { computed } from '@preact/signals';
import { devicesEn } from '../../../texts/devices-en';
import { devicesEsCL } from '../../../texts/devices-es-CL';
import { speaker, Speaker } from '../../../texts/format';
import { language, tag } from '../look/words';

const current = computed(() =>
  speaker(tag.value, devicesEsCL, 'es-CL', language.value === 'en' ? devicesEn : undefined),
);

/** A text about devices in the language on screen. */
export const deviceSay: Speaker<typeof devicesEsCL>['say'] = (key, ...values) =>
  current.value.say(key, ...values);
