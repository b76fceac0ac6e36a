/** What a customer's text asks for. */
export type Intent =
  'turn' | 'defer' | 'here' | 'cancel' | 'unlink' | 'language' | 'help' | 'thanks' | 'unknown';

/** Longer texts are stories, not requests: only their start is read. */
const READ_CHARACTERS = 200;

/** One of these phrases, as whole words. */
const anyOf = (...phrases: readonly string[]) => new RegExp(`\\b(${phrases.join('|')})\\b`);

/** The first match wins: requests that undo something come first, mere questions last. */
const PHRASES: readonly (readonly [Intent, RegExp])[] = [
  [
    'unlink',
    anyOf('no (me )?(avise|escriba|mande)\\w*|desvincul\\w+|desuscrib\\w+|unsubscribe|unlink|stop'),
  ],
  ['cancel', anyOf('cancel\\w*|anul\\w+|no voy( a ir)?|ya no (voy|puedo ir|necesito)|not coming')],
  [
    'defer',
    anyOf(
      'aplaz\\w+|posterg\\w+|mas tiempo|me (demoro|atraso|retraso)|voy (tarde|atrasad[oa])',
      'llego tarde|delay\\w*|more time|defer|(running|be|am) late|later',
    ),
  ],
  [
    'here',
    anyOf('(ya )?llegue|(ya )?estoy (aqui|aca|en la sucursal)|i (m|am) (here|back)|arrived'),
  ],
  [
    'turn',
    anyOf(
      'cuanto (me )?(falta|queda|tiempo)|falta mucho|cuantos? (faltan|quedan|hay)',
      'mi turno|mi numero|turno|donde voy|en que (numero|turno) (van|va)|posicion',
      'cuando me (toca|atienden)',
      'how (long|many)|where am i|my (turn|ticket|number)|when|status|position',
    ),
  ],
  ['language', anyOf('idioma|ingles|espanol|english|spanish|language')],
  ['thanks', /^(muchas |mil )?(gracias|thank you|thanks|thx|ok|vale|listo|perfecto|okay)\b/],
  [
    'help',
    anyOf('ayuda|help|hola|buenas|buenos dias|hello|hi|hey|que puedes hacer|menu|opciones|options'),
  ],
];

/** Reads Spanish and English, ignoring accents, punctuation and case. */
export function intentOf(text: string): Intent {
  const plain = text
    .slice(0, READ_CHARACTERS)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return PHRASES.find(([, phrase]) => phrase.test(plain))?.[0] ?? 'unknown';
}

/** Commands in both languages. */
export const COMMANDS: Readonly<Record<string, Intent>> = {
  turno: 'turn',
  turn: 'turn',
  status: 'turn',
  llegue: 'here',
  here: 'here',
  aplazar: 'defer',
  defer: 'defer',
  later: 'defer',
  cancelar: 'cancel',
  cancel: 'cancel',
  desvincular: 'unlink',
  unlink: 'unlink',
  stop: 'unlink',
  idioma: 'language',
  language: 'language',
  ayuda: 'help',
  help: 'help',
};
