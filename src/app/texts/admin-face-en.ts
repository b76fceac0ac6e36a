import { adminFaceEsCL } from './admin-face-es-CL';
import { TranslationOf } from './catalogue';

/** English for the bank's own face; the same keys as `admin-face-es-CL.ts`. */
export const adminFaceEn: TranslationOf<typeof adminFaceEsCL> = {
  'admin.set.group.face': 'The bank’s look',
  'admin.set.face.name': 'The bank’s name',
  'admin.set.face.name.help':
    'Stands before the branch’s name on screens, on paper and in messages.',
  'admin.set.face.logo': 'Logo',
  'admin.set.face.logo.help':
    'PNG, JPG, WebP or SVG. Kept as a PNG of up to 24 kB. It stands on a light background; on ' +
    'dark pages, on a white plate.',
  'admin.set.face.brand': 'The bank’s colour',
  'admin.set.face.brand.help':
    'Of buttons and titles. White is written on it; on dark pages it is lightened.',
  'admin.set.face.accent': 'Colour of a call',
  'admin.set.face.accent.help': 'Behind the number being called. Black is written on it.',
  'admin.set.face.typeface': 'Typeface',
  'admin.set.face.typeface.help': 'On every page.',
  'admin.set.face.typeface.own': 'Atkinson Hyperlegible, easy to read from afar',
  'admin.set.face.typeface.system': 'The device’s own',
  'admin.set.face.typeface.serif': 'With serifs',
  'admin.set.face.es': 'Greeting, in Spanish',
  'admin.set.face.es.help':
    'The first thing read on the kiosk, on paper and in Telegram, and on a display without calls.',
  'admin.set.face.en': 'Greeting, in English',
  'admin.set.face.en.help': 'The same, for those who choose English.',
  'admin.face.choose': 'Choose a picture',
  'admin.face.remove': 'Remove the logo',
  'admin.face.no-logo': 'No logo',
  'admin.face.has-logo': 'A picture',
  'admin.face.unreadable': 'That file could not be read as a picture. Try a PNG.',
  'admin.face.pale':
    'This logo can hardly be seen on white. Choose its version for light backgrounds.',
  'admin.face.as-it-comes': 'Default colour',
  'admin.face.nearest': 'Use {colour}',
  'admin.wants.colour': 'Enter a colour such as #23307a, or leave the field empty.',
  'admin.wants.brand':
    'This colour cannot be read on light pages. The nearest that can be is {colour}.',
  'admin.wants.accent':
    'Black cannot be read on this colour. The nearest on which it can be is {colour}.',
  'admin.wants.logo': 'Choose a whole, still PNG, from 16 to 2000 pixels on each side.',
  'admin.wants.logo-size': 'The picture is too large: at most 24 kB.',
  'admin.wants.logo-narrow':
    'The picture is too narrow: at most 12 times as wide as high, or 4 times as high as wide.',
  'admin.preview': 'How it will look',
  'admin.preview.text': 'What is chosen now, before it is saved.',
  'admin.preview.light': 'Light',
  'admin.preview.dark': 'Dark',
  'admin.preview.phone': 'Phone',
  'admin.preview.paper': 'Paper',
  'admin.preview.telegram': 'Telegram',
  'admin.preview.waiting': 'When the service does not answer',
  'admin.preview.branch': 'Main branch',
  'admin.preview.queue': 'Teller',
  'admin.preview.next': 'Call the next one',
};
