import { TranslationOf } from './catalogue';
import { devicesEsCL } from './devices-es-CL';

/** English about the branch's devices; the same keys as `devices-es-CL.ts`. */
export const devicesEn: TranslationOf<typeof devicesEsCL> = {
  'devices.help': 'Help is wanted at {device}',
  'devices.help.take': 'I’ll go',
  'devices.help.taken': 'Somebody else is going already.',
  'devices.offline': '{device} has not answered since {time}',
  'devices.since': 'since {time}',
  'devices.unknown': 'a device',
};
