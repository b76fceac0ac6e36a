/** The least and the most letters shown at a time: fewer say too little, more are not read. */
const [LEAST, MOST] = [24, 120];
/** A sentence that is hardly longer stays whole, in letters that are a little smaller. */
const HARDLY = 1.25;
/** The width of a letter, in em. */
const LETTER = 0.5;
/** A sentence with its punctuation. No lookbehind: old browsers do not support it. */
const SENTENCES = /\S.*?(?:[.!?…]+(?=\s)|$)/g;

/** The sentences of a text, each with its punctuation. */
export const sentencesIn = (text: string): readonly string[] => text.match(SENTENCES) ?? [];

/** How many letters of the smallest legible size (`floor`, px) the strip of a panel holds. */
export function roomFor(
  { width, height }: { readonly width: number; readonly height: number },
  floor: number,
): number {
  const lines = height >= 1.5 * width ? 2 : 1; // as in strip.css
  const across = (width - 0.9 * floor) / (LETTER * floor);
  return Math.max(LEAST, Math.min(MOST, Math.floor(lines * across)));
}

/**
 * The parts of a strip's text that are shown in turn, of about `most` letters: as many whole
 * sentences as fit, and a longer sentence in parts of about the same length, with dots where it
 * goes on. Every word is shown once.
 */
export function inTurns(text: string, most: number): readonly string[] {
  const turns: string[] = [];
  let isWhole = false;
  for (const sentence of sentencesIn(text)) {
    const joined = `${turns[turns.length - 1]} ${sentence}`;
    if (sentence.length > most * HARDLY) {
      turns.push(...partsOf(sentence.split(/\s+/), most - 2));
      isWhole = false;
    } else if (isWhole && joined.length <= most) {
      turns[turns.length - 1] = joined;
    } else {
      turns.push(sentence);
      isWhole = true;
    }
  }
  return turns;
}

/** A sentence in as few parts as fit, the longest of them as short as possible. */
function partsOf(words: readonly string[], most: number): readonly string[] {
  const fewest = filled(words, most).length;
  let width = Math.ceil(words.join(' ').length / fewest);
  while (width < most && filled(words, width).length > fewest) width += 1;
  return filled(words, width).map((part, at) => {
    const [before, after] = [at > 0 ? '…' : '', at < fewest - 1 ? '…' : ''];
    return `${before}${part}${after}`;
  });
}

/** Joins as many words into each part as fit. */
function filled(words: readonly string[], most: number): readonly string[] {
  const parts: string[] = [];
  for (const word of words) {
    const more = parts.length > 0 ? `${parts[parts.length - 1]} ${word}` : word;
    if (parts.length === 0 || more.length > most) parts.push(word);
    else parts[parts.length - 1] = more;
  }
  return parts;
}

/**
 * Each sentence once, in the language in which it appears first: text that a bank wrote in only one
 * language is not repeated as if it were in the other.
 */
export const unrepeated = <S extends { readonly text: string }>(
  sentences: readonly S[],
): readonly S[] =>
  sentences.filter(({ text }, at) => sentences.findIndex((each) => each.text === text) === at);
