import { Texts } from './catalogue';

/** What staff read about the branch's devices. The first language of these texts. */
export const devicesEsCL = {
  'devices.help': 'Piden ayuda en {device}',
  'devices.help.take': 'Voy yo',
  'devices.help.taken': 'Otra persona ya va.',
  'devices.offline': '{device} no responde desde las {time}',
  'devices.since': 'desde las {time}',
  'devices.unknown': 'un equipo',
} as const satisfies Texts;
