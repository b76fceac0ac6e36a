/** Characters as receipt printers take them: code page 858, which most printers have. */

/** Code page 858 above ASCII, as far as Spanish and English need it. */
const CP858: Readonly<Record<string, number>> = {
  Ç: 0x80,
  ü: 0x81,
  é: 0x82,
  â: 0x83,
  ä: 0x84,
  à: 0x85,
  å: 0x86,
  ç: 0x87,
  ê: 0x88,
  ë: 0x89,
  è: 0x8a,
  ï: 0x8b,
  î: 0x8c,
  ì: 0x8d,
  Ä: 0x8e,
  Å: 0x8f,
  É: 0x90,
  æ: 0x91,
  Æ: 0x92,
  ô: 0x93,
  ö: 0x94,
  ò: 0x95,
  û: 0x96,
  ù: 0x97,
  ÿ: 0x98,
  Ö: 0x99,
  Ü: 0x9a,
  ø: 0x9b,
  '£': 0x9c,
  Ø: 0x9d,
  '×': 0x9e,
  á: 0xa0,
  í: 0xa1,
  ó: 0xa2,
  ú: 0xa3,
  ñ: 0xa4,
  Ñ: 0xa5,
  ª: 0xa6,
  º: 0xa7,
  '¿': 0xa8,
  '®': 0xa9,
  '½': 0xab,
  '¼': 0xac,
  '¡': 0xad,
  '«': 0xae,
  '»': 0xaf,
  Á: 0xb5,
  Â: 0xb6,
  À: 0xb7,
  '©': 0xb8,
  ã: 0xc6,
  Ã: 0xc7,
  Ê: 0xd2,
  Ë: 0xd3,
  È: 0xd4,
  '€': 0xd5,
  Í: 0xd6,
  Î: 0xd7,
  Ï: 0xd8,
  Ì: 0xde,
  Ó: 0xe0,
  ß: 0xe1,
  Ô: 0xe2,
  Ò: 0xe3,
  õ: 0xe4,
  Õ: 0xe5,
  µ: 0xe6,
  Ú: 0xe9,
  Û: 0xea,
  Ù: 0xeb,
  ý: 0xec,
  Ý: 0xed,
  '´': 0xef,
  '±': 0xf1,
  '°': 0xf8,
  '·': 0xfa,
};
/** Typographic characters that the table lacks. */
const PLAIN: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '\u00a0': ' ',
  '•': '·',
};
const LETTERS: ReadonlyMap<number, string> = new Map(
  Object.entries(CP858).map(([letter, byte]) => [byte, letter]),
);

const plainLetters = (text: string): readonly string[] =>
  [...text].flatMap((letter) => [...(PLAIN[letter] ?? letter)]);
const isAscii = (letter: string) => letter >= ' ' && letter <= '~';

/**
 * A text in code page 858. Characters it lacks (emoji, Arabic) are left out: a wrong one is worse
 * than none.
 */
export function textBytes(text: string): readonly number[] {
  return plainLetters(text).flatMap((letter) => {
    if (isAscii(letter)) return [letter.codePointAt(0)!];
    const found = CP858[letter] ?? CP858[letter.normalize('NFC')];
    return found === undefined ? [] : [found];
  });
}

/** The character of a byte in code page 858; undefined for bytes that `textBytes` never writes. */
export function letterOf(byte: number): string | undefined {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : LETTERS.get(byte);
}

/**
 * A text in ASCII, for printers that have nothing else: accents are dropped, and what has no plain
 * form is left out.
 */
export const asciiText = (text: string): string =>
  plainLetters(text)
    .flatMap((letter) => [...letter.normalize('NFD')])
    .filter(isAscii)
    .join('');

/** Text broken into lines of at most `width` characters; longer words are cut. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      for (let rest = word; rest.length > 0; rest = rest.slice(width)) {
        lines.push(rest.slice(0, width));
      }
    }
  }
  return lines;
}
