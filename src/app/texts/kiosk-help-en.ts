import { TranslationOf } from './catalogue';
import { kioskHelpEsCL } from './kiosk-help-es-CL';

/** English for customers who ask for help at a kiosk; the same keys as `kiosk-help-es-CL.ts`. */
export const kioskHelpEn: TranslationOf<typeof kioskHelpEsCL> = {
  'kiosk.help': 'Ask for help',
  'kiosk.help.asking': 'Calling somebody…',
  'kiosk.help.coming': 'Somebody is on the way',
  'kiosk.help.coming.text': 'The branch has been told. Please wait here; what you entered stays.',
  'kiosk.help.taken.text': 'A member of staff is coming to you now.',
  'kiosk.help.away': 'Nobody could be called',
  'kiosk.help.away.text':
    'Please go to the desk: they will help you and can give you a number. What you entered stays.',
  'kiosk.help.away.none': 'Please go to the desk: they will help you. What you entered stays here.',
  'kiosk.help.closed': 'The branch is closed',
  'kiosk.help.closed.text': 'There is nobody who can come right now.',
  'kiosk.cleaning': 'Cleaning the screen',
};
