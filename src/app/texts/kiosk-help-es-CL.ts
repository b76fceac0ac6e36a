import { Texts } from './catalogue';

/** What a kiosk says to a customer who asks for help. */
export const kioskHelpEsCL = {
  'kiosk.help': 'Pedir ayuda',
  'kiosk.help.asking': 'Avisando a la sucursal…',
  'kiosk.help.coming': 'Ya viene alguien',
  'kiosk.help.coming.text': 'Avisamos a la sucursal. Espere aquí; lo que marcó sigue en pantalla.',
  'kiosk.help.taken.text': 'Una persona de la sucursal viene hacia aquí.',
  'kiosk.help.away': 'No pudimos avisar',
  'kiosk.help.away.text':
    'Acérquese al mesón: ahí le ayudan y también le dan su número. Lo que marcó sigue aquí.',
  'kiosk.help.away.none': 'Acérquese al mesón: ahí le ayudan. Lo que marcó sigue aquí.',
  'kiosk.help.closed': 'La sucursal está cerrada',
  'kiosk.help.closed.text': 'Ahora no hay nadie que pueda venir.',
  'kiosk.cleaning': 'Limpiando la pantalla',
} as const satisfies Texts;
